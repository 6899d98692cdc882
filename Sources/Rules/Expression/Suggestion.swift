extension Diagnostic {
    /// An unknown name, with the known name that looks most like it (もしかして).
    static func unknownName(
        _ name: String,
        among known: [String],
        file: String = "",
        line: Int = 0,
        column: Int = 0
    ) -> Diagnostic {
        let guess = Suggestion.closest(to: name, among: known)
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

enum Suggestion {
    /// The name with the fewest changed letters, if at most a third of them differ.
    static func closest(to name: String, among known: [String]) -> String? {
        let wanted = Array(name.unicodeScalars)
        guard wanted.count <= 60 else { return nil }
        let limit = max(1, (wanted.count + 1) / 3)
        return known.filter { abs($0.unicodeScalars.count - wanted.count) <= limit }
            .map { (name: $0, distance: distance(wanted, Array($0.unicodeScalars))) }
            .filter { $0.distance <= limit && $0.distance < wanted.count }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let substituted = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
