import Testing

@Suite struct SizeTests {
    @Test func filesAndFunctionsKeepTheirBudget() throws {
        let files = try Repository.here.files(
            under: ["Sources", "Tests", "Benchmarks"],
            extensions: ["swift", "js", "css", "mustache", "h"]
        )
        let allowed = AllowedLong(try Repository.here.text(AllowedLong.path))
        #expect(files.count > 30)
        #expect(allowed.mistakes == [])
        #expect(oversized(files, allowed: allowed) == [])
    }

    // The checks themselves.

    private func file(_ path: String, lines: Int) -> TextFile {
        TextFile(path, String(repeating: "\n", count: lines))
    }

    private func function(lines: Int) -> TextFile {
        let body = String(repeating: "    work()\n", count: lines)
        return TextFile("Sources/Room/File.swift", "struct S {\n  func long(\n    a: Int\n  ) {\n\(body)  }\n}\n")
    }

    @Test func aLongFileIsFound() {
        let none = AllowedLong("")
        #expect(oversized([file("Sources/A/B.swift", lines: 300)], allowed: none) == [])
        #expect(oversized([file("Sources/A/B.swift", lines: 301)], allowed: none).count == 1)
        #expect(oversized([file("Tests/A/B.swift", lines: 500)], allowed: none) == [])
        #expect(oversized([file("Tests/A/B.swift", lines: 501)], allowed: none).count == 1)
    }

    @Test func aLongFunctionIsFound() {
        #expect(oversized([function(lines: 40)], allowed: AllowedLong("")) == [])
        #expect(
            oversized([function(lines: 41)], allowed: AllowedLong(""))
                == [Finding("Sources/Room/File.swift", 2, "long has 41 lines, the budget is 40")]
        )
    }

    @Test func anExceptionIsHeardAndMustBeNeeded() {
        let allowed = AllowedLong("# comment\nSources/Room/File.swift:long a table that is read as a whole\n")
        #expect(allowed.mistakes == [])
        #expect(oversized([function(lines: 41)], allowed: allowed) == [])
        #expect(oversized([function(lines: 40)], allowed: allowed).map(\.line) == [2])
    }

    @Test func anExceptionWithoutReasonIsFound() {
        #expect(AllowedLong("Sources/A.swift\n").mistakes.count == 1)
        #expect(AllowedLong("Sources/A.swift because it is\nSources/A.swift because it is\n").mistakes.count == 1)
    }

    @Test(arguments: [
        ("func a() {\n1\n2\n}", [SwiftBody(name: "a", line: 1, lines: 2)]),
        ("func a() { 1 }", [SwiftBody(name: "a", line: 1, lines: 0)]),
        ("protocol P {\nfunc a()\nfunc b() -> Int\n}", []),
        ("init?(x: Int) {\n1\n}", [SwiftBody(name: "init", line: 1, lines: 1)]),
        ("let a = S.init(1)\nlet b = { 1 }", []),
        ("var a: Int {\n1\n}\nvar b = 3", [SwiftBody(name: "a", line: 1, lines: 1)]),
        ("func a(_ f: () -> Void = { }) -> @Sendable () -> Int {\n1\n}", [SwiftBody(name: "a", line: 1, lines: 1)]),
        ("func a() {\nlet t = \"}\" // }\n1\n}", [SwiftBody(name: "a", line: 1, lines: 2)]),
        (
            "func a() {\nfunc b() {\n1\n}\n}",
            [SwiftBody(name: "a", line: 1, lines: 3), SwiftBody(name: "b", line: 2, lines: 1)]
        ),
    ])
    func bodiesAreMeasured(source: String, bodies: [SwiftBody]) {
        #expect(SwiftText(source).bodies == bodies)
    }
}
