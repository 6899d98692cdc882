import Testing

@Suite struct DependencyTests {
    private static let tablePath = "docs/design/architecture.md"

    private let table: DependencyTable

    init() throws {
        table = DependencyTable(TextFile(Self.tablePath, try Repository.here.text(Self.tablePath)))
    }

    @Test func everyImportIsInTheTable() throws {
        let files = try Repository.here.files(under: ["Sources"], extensions: ["swift"])
        #expect(files.count > 30)
        #expect(forbiddenImports(in: files, table: table) == [])
    }

    @Test func everyTargetFolderIsInTheTableAndNothingElse() {
        let folders = Repository.here.names(in: "Sources").filter { name in
            !Repository.here.exists("Sources/\(name)/module.modulemap")
        }
        #expect(Set(folders) == table.targets)
    }

    @Test func arrowsPointOneWay() {
        #expect(table.cycle == nil)
    }

    @Test func theMiddleKnowsNoLibrary() {
        for library in ["Foundation", "GRDB", "Hummingbird", "Yams", "Crypto", "Logging", "ArgumentParser"] {
            #expect(!table.allows(library, in: "Japanese"))
            #expect(!table.allows(library, in: "Madoguchi"))
        }
    }
}

/// That the checks above can fail.
@Suite struct DependencyCheckTests {
    private static let sample = DependencyTable(
        TextFile(
            "sample.md",
            """
            | target | rooms | other modules |
            | --- | --- | --- |
            | Inner | – | – |
            | Outer | Inner | Yams, CZlib |
            """
        )
    )

    @Test(arguments: [
        ("import Inner", []),
        ("package import Inner\nimport CZlib", []),
        ("import struct Yams.Node", []),
        ("// import Storage\nlet text = \"import Storage\"", []),
        ("import Storage", ["Storage"]),
        ("#if DEBUG\n  @_exported import Web\n#endif", ["Web"]),
        ("import Inner; import class Storage.Pool", ["Storage"]),
        ("/* import A /* nested */ import B */ import C", ["C"]),
    ])
    func importsAreFound(source: String, forbidden: [String]) {
        let findings = forbiddenImports(in: [TextFile("Sources/Outer/File.swift", source)], table: Self.sample)
        #expect(findings.map(\.what) == forbidden.map { "Outer may not import \($0)" })
    }

    @Test func anUnknownTargetIsFound() {
        let findings = forbiddenImports(in: [TextFile("Sources/Attic/File.swift", "")], table: Self.sample)
        #expect(findings.map(\.what) == ["the dependency table has no target Attic"])
    }

    @Test func anInnerTargetMayNotImportAnOuterOne() {
        let findings = forbiddenImports(
            in: [TextFile("Sources/Inner/File.swift", "\nimport Outer")],
            table: Self.sample
        )
        #expect(findings == [Finding("Sources/Inner/File.swift", 2, "Inner may not import Outer")])
    }

    @Test func aCycleIsFound() {
        let text = "| target | rooms | other modules |\n|---|---|---|\n| A | B | – |\n| B | C | – |\n| C | A | – |"
        #expect(DependencyTable(TextFile("sample.md", text)).cycle == ["A", "B", "C", "A"])
    }
}
