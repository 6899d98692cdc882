/// The argument parser's help with Japanese headings (使い方の表示).
enum HelpText {
    private static let words: [(String, String)] = [
        ("OVERVIEW: ", ""),
        ("USAGE: ", "使い方: "),
        ("\nARGUMENTS:", "\n引数:"),
        ("\nOPTIONS:", "\nオプション:"),
        ("\nSUBCOMMANDS:", "\n命令:"),
        ("Show help information.", "使い方を表示する"),
        ("(default: ", "（省くと "),
        ("<subcommand>", "<命令>"),
    ]

    static func japanese(_ text: String) -> String {
        var text = text
        for (english, japanese) in words { text = text.replacing(english, with: japanese) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("  See '") { return "  命令ごとの使い方は、命令の後に --help を付けると分かります。" }
            return line.contains("（省くと ") && line.hasSuffix(")") ? line.dropLast() + "）" : String(line)
        }
        return lines.joined(separator: "\n")
    }
}
