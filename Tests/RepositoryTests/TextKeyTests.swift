import Testing

/// Sentences the program shows by key; a key without a sentence would stand on a clerk's screen as it is.
@Suite struct TextKeyTests {
    private let repository = Repository.here

    @Test func everyTextTheProgramShowsIsInTheTown() throws {
        let sources = try repository.files(under: ["Sources/Madoguchi", "Sources/Web"], extensions: ["swift"])
        let keys = textKeys(in: sources)
        #expect(keys.count > 40)
        let texts = try repository.text("municipalities/example-shi/texts/ja.yaml")
        #expect(missingTexts(keys, in: texts) == [])
    }

    @Test func aMissingTextIsFound() {
        let source = TextFile(
            "Sources/Web/A.swift",
            "let a = \"error.case.gone\"; let b = \"panel.next\"; let c = \"panel.css\""
        )
        let keys = textKeys(in: [source])
        #expect(keys == ["error.case.gone", "panel.next"])
        #expect(missingTexts(keys, in: "panel.next: 次へ\n") == ["error.case.gone"])
    }
}

/// Keys that code names in full; those it puts together are not seen here.
private func textKeys(in files: [TextFile]) -> Set<String> {
    let groups = ["error.", "panel.", "answer.", "verdict.", "warning."]
    let endings = [".css", ".js", "."]
    let literals = files.flatMap { file in
        String(decoding: file.swift.withoutComments, as: UTF8.self).split(separator: "\"").map(String.init)
    }
    return Set(
        literals.filter { text in
            groups.contains { text.hasPrefix($0) } && !endings.contains { text.hasSuffix($0) }
                && text.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2E || byte == 0x2D
                }
        }
    )
}

private func missingTexts(_ keys: Set<String>, in texts: String) -> [String] {
    let known = Set(texts.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })
    return keys.subtracting(known).sorted()
}
