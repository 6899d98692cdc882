/// The argument parser's English messages as Japanese sentences (呼び出し方の誤り).
///
/// What was typed is never repeated unless it begins with `-`: it may be a resident's name.
enum WrongCall {
    private static let help = "使い方は --help で分かります。"

    static func sentence(_ message: String) -> String {
        let names = quoted(in: message)
        let name = names.first ?? ""
        if message.hasPrefix("Missing expected argument") { return "「\(name)」がありません。\(help)" }
        if message.hasPrefix("Missing one of") { return "\(names.map { "「\($0)」" }.joined())のどれかを付けてください。\(help)" }
        if message.hasPrefix("Missing value for") { return "「\(name)」の値がありません。\(help)" }
        if message.hasPrefix("Unknown option") { return "「\(option(name))」という指定はありません。\(help)" }
        if message.hasPrefix("Unexpected argument") || message.contains("unexpected arguments:") {
            return "余分な言葉か、知らない命令があります。命令の綴りを確かめ、空白を含む値は引用符で囲んでください。\(help)"
        }
        if message.hasPrefix("The value ") {
            let place = names.dropFirst().first ?? "引数"
            return "「\(place)」の値が使えません。\(help)"
        }
        // Messages of our own are Japanese already.
        let isEnglish = message.unicodeScalars.allSatisfy { $0.value < 0x80 }
        return isEnglish ? "呼び出し方が違います。\(help)" : message
    }

    /// `--name=value` without its value.
    private static func option(_ text: String) -> String {
        String(text.prefix { $0 != "=" })
    }

    private static func quoted(in message: String) -> [String] {
        message.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
    }
}
