import Testing

@Suite struct BanTests {
    private static let texts: Set = [
        "swift", "js", "css", "mustache", "svg", "html", "yaml", "json", "csv", "h", "modulemap", "service", "sh",
        "txt",
    ]

    @Test func sourcesCallNothingForbidden() throws {
        let files = try Repository.here.files(under: ["Sources"], extensions: ["swift"])
        #expect(files.count > 30)
        #expect(bannedWords(in: files) == [])
    }

    @Test func nothingIsLeftUnfinished() throws {
        let files = try Repository.here.files(
            under: ["Sources", "municipalities", "deploy", "scripts"],
            extensions: Self.texts.union([""])
        )
        #expect(files.count > 30)
        #expect(unfinished(in: files) == [])
    }

    @Test func sourcesNameNoOtherHost() throws {
        let files = try Repository.here.files(under: ["Sources"], extensions: Self.texts)
        #expect(outboundHosts(in: files) == [])
    }

    @Test func everyNameSaysItsPurpose() {
        let paths = ["Sources", "Tests", "Benchmarks"].flatMap { Repository.here.paths(under: $0) }
        #expect(purposelessNames(in: paths) == [])
    }

    // The checks themselves.

    @Test(arguments: [
        "let a = try! b()", "let a = b as! C", "fatalError()", "fatalError(\"x\")",
        "s.data(using: .utf8, allowLossyConversion: true)",
        "String(data: d, encoding: .shiftJIS)", "name.precomposedStringWithCanonicalMapping", "print(a)",
        "if a { print(b) }",
        "let s = URLSession.shared", "\"\\(try! a())\"", "s.applyingTransform(.fullwidthToHalfwidth, reverse: false)",
        "let t = #\"\"\"\n  \\#(b as! C)\n  \"\"\"#", "name.folding(options: .caseInsensitive, locale: nil)",
    ])
    func aForbiddenCallIsFound(source: String) {
        #expect(bannedWords(in: [TextFile("Sources/Web/File.swift", source)]).count == 1)
    }

    @Test(arguments: [
        "// try! fatalError()", "/// Never `as!`.", "let a = \"try! and fatalError(\"",
        "let a = \"\"\"\n as! \"quoted\" as!\n\"\"\"",
        "let has! = 1", "desk.print(run)", "func print(_ run: PrintRun) {}", "blueprint(a)", "let a = #\"\\(try! a)\"#",
        "let a = \"\\\"\"; let b = \"fatalError(\"", "/* /* try! */ try! */",
    ])
    func anInnocentWordIsNotFound(source: String) {
        #expect(bannedWords(in: [TextFile("Sources/Web/File.swift", source)]) == [])
    }

    @Test(arguments: 0..<20) func anySourceKeepsItsBytesAndLines(seed: UInt64) {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "\"", "\"\"\"", "\\", "\\(", "(", ")", "#", "/", "*", "//", "/*", "*/", "\n", "`", "あ", "let a", "\0", " ",
        ]
        for _ in 0..<100 {
            let source = (0..<next(40)).map { _ in pieces[next(pieces.count)] }.joined()
            let bytes = Array(source.utf8)
            let text = SwiftText(source)
            for masked in [text.code, text.withoutComments] {
                #expect(masked.count == bytes.count, "\(source)")
                let isTrue = zip(masked, bytes).allSatisfy { $0 == $1 || ($0 == 0x20 && $1 != 0x0A) }
                #expect(isTrue, "\(source)")
            }
        }
    }

    @Test func anAllowedPlaceIsAllowed() {
        #expect(bannedWords(in: [TextFile("Sources/Command/Serve.swift", "print(address)")]) == [])
        #expect(bannedWords(in: [TextFile("Sources/Automation/Wire.swift", "URLSession.shared")]) == [])
    }

    @Test func theLineIsTold() {
        let findings = bannedWords(in: [TextFile("Sources/Web/File.swift", "let a = \"名\"\n\n  try! a()")])
        #expect(findings.map(\.line) == [3])
    }

    @Test func aNoteOfUnfinishedWorkIsFound() {
        let samples = ["// TODO: later", "# FIXME", "a // (TODO)"].map { TextFile("Sources/A/B.swift", $0) }
        #expect(unfinished(in: samples).count == 3)
        #expect(unfinished(in: [TextFile("Sources/A/B.swift", "let TODOs = mastodon")]) == [])
    }

    @Test(arguments: [
        ("File.swift", "let a = \"https://example.com/x\"", ["example.com"]),
        ("File.swift", "// https://example.com\nlet a = \"https://\\(host)/\"", []),
        ("File.swift", "let a = \"http://localhost:8443\" + \"http://127.0.0.1\"", []),
        (
            "page.css", "@import url(https://fonts.example.net/a.css); /* http://b.example */",
            ["fonts.example.net", "b.example"]
        ),
        ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", []),
    ])
    func anOutboundHostIsFound(name: String, text: String, hosts: [String]) {
        let findings = outboundHosts(in: [TextFile("Sources/Web/" + name, text)])
        #expect(Set(findings.map(\.what)) == Set(hosts.map { "names the host \($0)" }))
    }

    @Test func aNameWithoutPurposeIsFound() {
        let bad = ["Sources/Web/Utils/A.swift", "Sources/Web/StringExtensions.swift", "Tests/common/B.swift"]
        let good = [
            "Sources/Madoguchi/CommonName.swift", "Sources/Web/Corner.swift", "Tests/GoldenTests/Scorecard.swift",
        ]
        #expect(purposelessNames(in: bad + good).map(\.path) == bad)
    }
}
