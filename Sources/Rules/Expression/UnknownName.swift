extension Diagnostic {
    /// An unknown name, with the known name that looks most like it (もしかして).
    static func unknownName(
        _ name: String,
        among known: [String],
        file: String = "",
        line: Int = 0,
        column: Int = 0
    ) -> Diagnostic {
        let guess = Spelling.closest(to: name, among: known)
        return Diagnostic(
            file: file,
            line: line,
            column: column,
            message: "「\(name)」という名前はありません",
            hint: guess.map { "もしかして「\($0)」ではありませんか" } ?? "項目の名前を確かめてください。文字列なら \" で囲んでください",
            english: "unknown name \(name)" + (guess.map { ", did you mean \($0)?" } ?? "")
        )
    }
}
