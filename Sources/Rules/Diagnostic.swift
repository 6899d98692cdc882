/// One finding in a file that people write (指摘): where, what is wrong and why, and how to mend it.
///
/// Messages and hints are Japanese; `english` is for logs and for those who port the engine. No personal data.
package struct Diagnostic: Sendable, Hashable, Error {
    package enum Severity: String, Sendable, Hashable {
        case error, warning, note
    }

    package var severity: Severity
    package var file: String
    /// From 1; 0 when the finding concerns the whole file.
    package var line: Int
    /// From 1, counted in code points; 0 when the finding concerns the whole line.
    package var column: Int
    package var message: String
    package var hint: String
    package var english: String?

    package init(
        _ severity: Severity = .error,
        file: String = "",
        line: Int = 0,
        column: Int = 0,
        message: String,
        hint: String = "",
        english: String? = nil
    ) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
        self.english = english
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: 誤り: what（how to mend）`
    package var description: String {
        var place = file
        if line > 0 { place += "\(place.isEmpty ? "" : ":")\(line)" }
        if line > 0, column > 0 { place += ":\(column)" }
        let word =
            switch severity {
            case .error: "誤り"
            case .warning: "注意"
            case .note: "参考"
            }
        return "\(place.isEmpty ? "" : place + ": ")\(word): \(message)\(hint.isEmpty ? "" : "（\(hint)）")"
    }
}

/// Several findings thrown together, never one by one.
package struct Diagnostics: Error, Sendable, Hashable {
    package let all: [Diagnostic]

    package init(_ all: [Diagnostic]) {
        self.all = all
    }
}
