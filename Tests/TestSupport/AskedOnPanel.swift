import Foundation

/// What the page of a citizen's panel asks (来庁者の画面).
package struct AskedOnPanel {
    /// The item asked for; nil where nothing is.
    package let key: String?
    /// The answers offered.
    package let values: [String]

    package init(_ page: String) {
        func first(_ text: String) -> String? { text.components(separatedBy: "\"").first }
        let key = page.components(separatedBy: "name=\"fact.").dropFirst().first.flatMap(first)
        self.key = key
        values = page.components(separatedBy: "name=\"fact.\(key ?? "")\" value=\"").dropFirst().compactMap(first)
    }
}
