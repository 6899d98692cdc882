import Testing

@Suite struct DocumentTests {
    private let repository = Repository.here

    private func file(_ path: String) throws -> TextFile {
        TextFile(path, try repository.text(path))
    }

    private var pages: [TextFile] {
        get throws {
            let top = repository.names(in: "").filter { $0.hasSuffix(".md") }
            return try top.map(file) + repository.files(under: ["docs", "Tests", "deploy"], extensions: ["md"])
        }
    }

    @Test func everyLinkLeadsToAFile() throws {
        let pages = try pages
        #expect(pages.count > 10)
        #expect(pages.flatMap { brokenLinks(in: $0, exists: repository.exists) } == [])
    }

    @Test(arguments: ["README.md", "README.ja.md"])
    func theReadmeIsShortAndItsCommandsExist(path: String) throws {
        let page = try file(path)
        #expect(page.lines.count <= 120)
        #expect(unknownMakeTargets(in: page, makefile: try repository.text("Makefile")) == [])
    }

    private static let commands = commandNames(
        in: (try? Repository.here.files(under: ["Sources/Command"], extensions: ["swift"])) ?? []
    )

    @Test(.enabled(if: DocumentTests.commands.count > 2, "the program has no commands yet"))
    func theCommandsOfTheReadmeExist() throws {
        for path in ["README.md", "README.ja.md"] {
            #expect(unknownCommands(in: try file(path), known: Self.commands) == [])
        }
    }

    @Test func decisionRecordsAreComplete() throws {
        let records = try repository.files(under: ["docs/decisions"], extensions: ["md"])
            .filter { !$0.path.hasSuffix("/README.md") }
        let packages = packages(ofManifest: try repository.text("Package.swift"))
        #expect(packages.count > 5)
        #expect(decisionFaults(records, packages: packages) == [])
    }

    @Test func aWordMeansOneThing() throws {
        let glossary = Glossary(try file(Glossary.path))
        let domain = try repository.files(under: ["Sources/Madoguchi"], extensions: ["swift"])
            .filter { !$0.path.hasPrefix("Sources/Madoguchi/Form/") }
        let sources = try repository.files(under: ["Sources"], extensions: ["swift"])
        #expect(glossary.rows.count > 60)
        #expect(glossary.mistakes == [])
        #expect(glossary.unexplained(in: domain) == [])
        #expect(glossary.outdated(comparedWith: sources) == [])
    }

    @Test func theChangeLogBeginsWithWhatIsUnreleased() throws {
        #expect(changelogFaults(try file("CHANGELOG.md")) == [])
    }

    @Test func everyDebianPackageIsListedOnce() throws {
        let needed = debianPackages(ofManifest: try repository.text("Package.swift"))
        #expect(packageListFaults(try file("deploy/debian-packages.txt"), needed: needed) == [])
    }
}

/// That the checks above can fail.
@Suite struct DocumentCheckTests {
    @Test func aBrokenLinkIsFound() {
        let text =
            "[a](b.md) ![c](../d.png)\n[e](https://example.org) [f](#part) [g](b.md#part)\n<!-- [h](gone.md) -->\n"
        let page = TextFile("docs/page.md", text + "```\n[i](gone.md)\n```\n")
        #expect(brokenLinks(in: page) { ["docs/b.md", "d.png"].contains($0) } == [])
        #expect(
            brokenLinks(in: page) { $0 == "docs/b.md" }
                == [Finding("docs/page.md", 1, "links to ../d.png, which does not exist")]
        )
    }

    private func record(_ path: String, _ text: String = "") -> TextFile {
        let whole = "# 0001. Do it\n\n## Status\n\n## Context\n\n## Decision\n\nUse `Yams`.\n\n## Consequences\n"
        return TextFile("docs/decisions/" + path, text.isEmpty ? whole : text)
    }

    @Test func aPoorDecisionRecordIsFound() {
        #expect(decisionFaults([record("0001-do-it.md")], packages: ["Yams"]) == [])
        #expect(decisionFaults([record("0001-do-it.md")], packages: ["Yam"]).count == 1)
        #expect(decisionFaults([record("0001-do-it.md"), record("0001-do-that.md")], packages: []).count == 2)
        #expect(decisionFaults([record("0002-do-it.md")], packages: []).count == 1)
        #expect(decisionFaults([record("do-it.md")], packages: []).count == 2)
        #expect(
            decisionFaults([record("0001-do-it.md", "# 0001. Do it\n\n## Status\n\n## Decision\n")], packages: []).count
                == 2
        )
    }

    @Test func packagesAreReadFromAManifest() {
        let manifest = """
            .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
            .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
            .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev", "zlib-x"])]),
            """
        #expect(packages(ofManifest: manifest) == ["GRDB.swift", "Yams"])
        #expect(debianPackages(ofManifest: manifest) == ["zlib1g-dev", "zlib-x"])
    }

    @Test func aDoubledOrMissingDebianPackageIsFound() {
        let list = TextFile("deploy/debian-packages.txt", "# two\nzlib1g-dev\n\nopenssl\n")
        #expect(packageListFaults(list, needed: ["openssl"]) == [])
        #expect(packageListFaults(list, needed: ["qpdf"]).count == 1)
        #expect(packageListFaults(TextFile("a", "openssl\nopenssl\n"), needed: []).map(\.line) == [2])
        #expect(packageListFaults(TextFile("a", "openssl qpdf\n"), needed: []).map(\.line) == [1])
    }

    @Test func aChangeLogOutOfOrderIsFound() {
        #expect(changelogFaults(TextFile("CHANGELOG.md", "# Changes\n\n## Unreleased\n\n### 追加\n\n## 1.0.0\n")) == [])
        #expect(changelogFaults(TextFile("CHANGELOG.md", "# Changes\n\n## 1.0.0\n\n## Unreleased\n")).count == 1)
        #expect(changelogFaults(TextFile("CHANGELOG.md", "# Changes\n\n## Unreleased\n\n### Misc\n")).count == 1)
    }

    @Test func anUnknownCommandIsFound() {
        let table =
            "| command | what |\n| --- | --- |\n| `madoguchi registry search TEXT` | a |\n| `madoguchi serve` | b |\n"
        let page = TextFile("README.md", table)
        #expect(unknownCommands(in: page, known: ["registry", "search", "serve"]) == [])
        #expect(unknownCommands(in: page, known: ["registry", "serve"]).map(\.line) == [3])
        let make = TextFile("README.md", "`make run` and `make fly`\n")
        #expect(
            unknownMakeTargets(in: make, makefile: ".PHONY: run\n\nrun: ## x\n\t@a\n").map(\.what) == [
                "`make fly` does not exist"
            ]
        )
    }

    @Test func commandsAreReadFromSource() {
        let source = """
            @main struct Main: AsyncParsableCommand { static let c = CommandConfiguration(commandName: "madoguchi") }
            struct Registry: ParsableCommand { struct Search: AsyncParsableCommand {} }
            struct Figures { let a = "Serve: ParsableCommand" }
            """
        #expect(
            commandNames(in: [TextFile("Sources/Command/A.swift", source)])
                == ["madoguchi", "main", "registry", "search"]
        )
    }

    private func glossary(_ rows: String) -> Glossary {
        let head = "| English | 日本語 | in code | meaning |\n| --- | --- | --- | --- |\n"
        return Glossary(TextFile(Glossary.path, head + rows))
    }

    @Test func anUnclearGlossaryIsFound() {
        #expect(glossary("| resident | 住民 | `Resident` | who lives here |\n").mistakes == [])
        #expect(glossary("| resident | 住民 | | |\n").mistakes.count == 1)
        #expect(glossary("| a | 住民 | | x |\n| b | 住民 | | y |\n").mistakes.count == 1)
        #expect(glossary("| Case | 受付 | | x |\n| case | 来庁 | | y |\n").mistakes.count == 1)
    }

    @Test func anUnexplainedTypeIsFound() {
        let source = """
            /// Someone (住民), here.
            package struct Resident { package enum Kind { case a } }
            /// First line.
            /// Whether (判定) or not.
            package enum Outcome {}
            /// A line of its own (no term).
            package struct Line {}
            /// Only here (行).
            private struct Row {}
            """
        let files = [TextFile("Sources/Madoguchi/A.swift", source)]
        let one = glossary("| resident | 住民 | `Resident` | who lives here |\n| gone | 旧 | `Gone` | x |\n")
        #expect(one.unexplained(in: files).map(\.what) == ["Outcome has no term in docs/glossary.md"])
        #expect(one.outdated(comparedWith: files).map(\.what) == ["Gone is nowhere in the code"])
    }
}
