/// A piece of FEEL text (字句) with its place in code points.
struct Token: Sendable {
    enum Kind: Sendable {
        case name, number, string, symbol, end
    }

    let kind: Kind
    let text: String
    let start: Int
    let end: Int

    func isSymbol(_ symbol: String) -> Bool {
        kind == .symbol && sameText(text, symbol)
    }

    func isWord(_ word: String) -> Bool {
        kind == .name && sameText(text, word)
    }
}
