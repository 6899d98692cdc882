import Testing

@Suite struct RequirementsTests {
    @Test func everyClauseAndFunctionHasOneRow() throws {
        let requirements = Requirements(TextFile(Requirements.path, try Repository.here.text(Requirements.path)))
        #expect(requirements.mistakes == [])
        #expect(requirements.differences(from: Requirements.expected) == [])
    }

    @Test func everyClaimIsProvenByATestThatExists() throws {
        let requirements = Requirements(TextFile(Requirements.path, try Repository.here.text(Requirements.path)))
        let files = try Repository.here.files(under: ["Tests"], extensions: ["swift"])
        let tests = files.flatMap(\.swift.tests)
        #expect(tests.count > 10)
        #expect(requirements.unproven(by: Set(tests)) { Repository.here.exists($0) } == [])
    }

    // The checks themselves.

    private static let head = """
        | 番号 | 要件 | 区分 | 状態 | 場所 | 試験 | 残り |
        | --- | --- | --- | --- | --- | --- | --- |

        """

    private func requirements(_ rows: String...) -> Requirements {
        Requirements(TextFile(Requirements.path, Self.head + rows.joined(separator: "\n") + "\n"))
    }

    private static let tests: Set<TestName> = [
        TestName(suite: "Journey", function: "familyMovesIn", display: "5人家族が転入する"),
        TestName(suite: "Journey", function: "lateNotice", display: ""),
        TestName(suite: "Other", function: "lateNotice", display: ""),
    ]

    private func unproven(_ row: String) -> [Finding] {
        requirements(row).unproven(by: Self.tests) { $0 == "Sources/Web/Reception" }
    }

    @Test(arguments: [
        "| F-01 | 受付 | I | 動作 | `Sources/Web/Reception` | `familyMovesIn` | |",
        "| F-01 | 受付 | I | 動作 | `Sources/Web/Reception` | `5人家族が転入する` `Other/lateNotice` | |",
        "| F-01 | 受付 | I | 一部 | `Sources/Web/Reception` | `Journey/lateNotice` | 保留はこれから |",
        "| F-01 | 受付 | E/I | 未 | `Sources/Planned` | – | |",
        "| 11-(1) | 研修 | E | 役務 | – | – | |",
    ])
    func aTrueRowPasses(row: String) {
        #expect(unproven(row) == [])
    }

    @Test(arguments: [
        ("| F-01 | 受付 | I | 動作 | `Sources/Web/Reception` | – | |", "F-01 names no test"),
        (
            "| F-01 | 受付 | I | 動作 | `Sources/Web/Reception` | `noSuchTest` | |",
            "F-01 names a test that does not exist: noSuchTest"
        ),
        (
            "| F-01 | 受付 | I | 動作 | `Sources/Web/Reception` | `lateNotice` | |",
            "F-01 names 2 tests at once: lateNotice – write Suite/function"
        ),
        (
            "| F-01 | 受付 | I | 動作 | `Sources/Attic` | `familyMovesIn` | |",
            "F-01 names Sources/Attic, which does not exist"
        ),
        ("| F-01 | 受付 | I | 動作 | – | `familyMovesIn` | |", "F-01 names no folder"),
        (
            "| F-01 | 受付 | I | 一部 | `Sources/Web/Reception` | `familyMovesIn` | |",
            "F-01 is partly there and does not say what is missing"
        ),
        ("| F-01 | 受付 | I | 未 | – | `familyMovesIn` | |", "F-01 is not there and names a test"),
        ("| F-01 | 受付 | I | 役務 | – | – | |", "F-01 is a function and cannot be 役務"),
        ("| F-01 | 受付 | X | 未 | – | – | |", "F-01 has an unknown class X"),
        ("| F-01 | 受付 | I | 完成 | – | – | |", "F-01 has an unknown state 完成"),
        ("| F-01 | | I | 未 | – | – | |", "F-01 has no text"),
    ])
    func aFalseRowIsFound(row: String, what: String) {
        #expect(unproven(row).map(\.what) == [what])
    }

    @Test func aMissingADoubledAndAnUnknownRowAreFound() {
        let sample = requirements(
            "| F-01 | a | I | 未 | – | – | |",
            "| F-01 | b | I | 未 | – | – | |",
            "| F-99 | c | I | 未 | – | – | |"
        )
        let whats = sample.differences(from: ["F-01", "F-02"]).map(\.what)
        #expect(
            whats == [
                "F-02 has no row", "F-01 has several rows", "F-01 has several rows",
                "F-99 is no clause and no function",
            ]
        )
    }

    @Test func aRowWithoutAllColumnsIsFound() {
        #expect(requirements("| F-01 | 受付 | I | 未 |").mistakes.count == 1)
    }

    @Test func testsAreFoundInSource() {
        let source = """
            @Suite("転入") struct Journey {
                // @Test func notThisOne() {}
                @Test("5人が現れる", arguments: [1]) func five(_ a: Int) {}
                struct Inner { @Test func inner() {} }
                @Test(.enabled(if: true)) @MainActor func last() async {}
                @Test func `raw name`() {}
            }
            @Test("外の試験") func outside() {}
            let text = "@Test func inText() {}"
            """
        #expect(
            SwiftText(source).tests == [
                TestName(suite: "Journey", function: "five", display: "5人が現れる"),
                TestName(suite: "Inner", function: "inner", display: ""),
                TestName(suite: "Journey", function: "last", display: ""),
                TestName(suite: "Journey", function: "raw name", display: ""),
                TestName(suite: "", function: "outside", display: "外の試験"),
            ]
        )
    }
}
