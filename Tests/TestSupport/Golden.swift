import Foundation
package import Testing

/// Compares a text with `Tests/Golden/<name>`; `UPDATE_GOLDEN=1` writes it instead, to be read before it is committed.
package func expectGolden(_ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(components: "Golden", name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try Data(text.utf8).write(to: file)
        return
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(golden == text, "Tests/Golden/\(name) differs; see it with UPDATE_GOLDEN=1", sourceLocation: sourceLocation)
}
