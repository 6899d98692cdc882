import Rules
import Testing

/// Lines of `expression ||| value`, the value as FEEL writes it; `refused` where the text is no FEEL.
enum CaseList {
    static func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for line in text.split(separator: "\n") {
            let halves = line.split(separator: " ||| ", maxSplits: 1)
            guard halves.count == 2 else {
                Issue.record("「\(line)」は式と値の組ではない", sourceLocation: sourceLocation)
                continue
            }
            let found = value(String(halves[0]))
            #expect(found == String(halves[1]), "\(halves[0])", sourceLocation: sourceLocation)
        }
    }

    /// A text that is no FEEL has the value null as well, where the standard asks for a value.
    private static func value(_ text: String) -> String {
        do {
            return try Expression(parsing: text).evaluate(in: Context()).description
        } catch {
            return "refused"
        }
    }
}
