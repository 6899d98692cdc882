/// Most lines a file may have, by where it stands.
func budget(of path: String) -> Int {
    path.hasPrefix("Tests/") ? 500 : 300
}

/// Most lines between the braces of a function or property in `Sources`.
let bodyBudget = 40

/// `allowed-long-files.txt`: what may be longer, each with its reason.
struct AllowedLong {
    static let path = "Tests/RepositoryTests/allowed-long-files.txt"

    /// Path, or path and function as `path:function`, with the line in the list.
    private(set) var entries: [String: Int] = [:]
    private(set) var mistakes: [Finding] = []

    /// A line is `path reason …` or `path:function reason …`; `#` begins a comment.
    init(_ text: String) {
        for (number, line) in TextFile(Self.path, text).lines.enumerated() where !line.isEmpty && line.first != "#" {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[1].count >= 10 else {
                mistakes.append(Finding(Self.path, number + 1, "a reason is missing"))
                continue
            }
            let isNew = entries.updateValue(number + 1, forKey: String(parts[0])) == nil
            if !isNew { mistakes.append(Finding(Self.path, number + 1, "named twice")) }
        }
    }
}

/// Files and functions over their budget that the list does not allow, and entries of the list that nothing needs.
func oversized(_ files: [TextFile], allowed: AllowedLong) -> [Finding] {
    var unused = allowed.entries
    var findings: [Finding] = []
    for file in files {
        let most = budget(of: file.path)
        if file.lines.count > most, unused.removeValue(forKey: file.path) == nil {
            findings.append(Finding(file.path, "\(file.lines.count) lines, the budget is \(most)"))
        }
        guard file.isSwift, file.path.hasPrefix("Sources/") else { continue }
        for body in file.swift.bodies where body.lines > bodyBudget {
            if unused.removeValue(forKey: "\(file.path):\(body.name)") == nil {
                let what = "\(body.name) has \(body.lines) lines, the budget is \(bodyBudget)"
                findings.append(Finding(file.path, body.line, what))
            }
        }
    }
    return findings
        + unused.sorted { $0.value < $1.value }.map {
            Finding(AllowedLong.path, $0.value, "\($0.key) needs no exception")
        }
}
