/// What keeps a text from being FEEL (構文の誤り), with its place; becomes a ``Diagnostic``.
struct SyntaxError: Error {
    enum Reason: Sendable {
        case openComment
        case openString
        case strayCharacter(String)
        case typedByMistake(String)
        case expected(String, found: String)
        case unexpected(String)
        case tooDeep
        case tooLong
        case badNumber(String)
    }

    let reason: Reason
    /// In code points from the start of the text.
    let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    static let longestText = 1_100_000

    func diagnostic(in text: String, file: String = "", line: Int = 1, column: Int = 1) -> Diagnostic {
        let words = Self.words(reason)
        var (row, place) = (line, column)
        for scalar in text.unicodeScalars.prefix(offset) {
            if scalar == "\n" {
                row += 1
                place = 1
            } else {
                place += 1
            }
        }
        return Diagnostic(
            file: file,
            line: row,
            column: place,
            message: words.message,
            hint: words.hint,
            english: words.english
        )
    }

    private static func words(_ reason: Reason) -> (message: String, hint: String, english: String) {
        switch reason {
        case .openComment:
            ("注釈が閉じられていません", "終わりに */ を書いてください", "comment is not closed; end it with */")
        case .openString:
            ("文字列が閉じられていません", "終わりに \" を書いてください", "string is not closed; end it with a quotation mark")
        case .strayCharacter(let text):
            ("「\(text)」はここでは使えない文字です", "半角の記号か、名前に使える文字に直してください", "stray character \(text); use half-width signs")
        case .typedByMistake(let text):
            (
                "「\(text)」に全角の記号か数字が入っています。式では名前とみなされ、どの行にも当てはまらなくなります",
                "半角で書いてください（例: > 65、\"転入\"）", "full-width sign in \(text); type it half-width, as in > 65"
            )
        case .expected(let wanted, let found):
            (
                "「\(wanted)」が必要なところに\(shown(found))があります", "「\(wanted)」を書き足してください",
                "expected \(wanted), found \(found); add \(wanted)"
            )
        case .unexpected(let found):
            (
                "\(shown(found))はここには書けません", "書きかけの式か、余分な記号がないか確かめてください",
                "unexpected \(found); finish the expression or remove the sign"
            )
        case .tooDeep:
            ("式の入れ子が深すぎます", "かっこの入れ子を減らし、表や式を分けてください", "nesting too deep; split the expression")
        case .tooLong:
            ("式が長すぎます", "式を分けてください", "expression too long; split it")
        case .badNumber(let text):
            ("「\(text)」は扱える大きさの数ではありません", "34桁までの数で書いてください", "number out of range: \(text); use up to 34 digits")
        }
    }

    private static func shown(_ found: String) -> String {
        found.isEmpty ? "式の終わり" : "「\(found)」"
    }
}
