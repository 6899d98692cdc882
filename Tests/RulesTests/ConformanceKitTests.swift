import Foundation
import Rules
import Testing

@Suite("適合試験の実行")
struct ConformanceKitTests {
    private static let model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="m">
          <inputData id="age" name="age"><variable name="age" typeRef="number"/></inputData>
          <decision id="d" name="fee"><variable name="fee" typeRef="number"/>
            <informationRequirement><requiredInput href="#age"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
              <output/>
              <rule><inputEntry><text>&gt;= 65</text></inputEntry><outputEntry><text>100</text></outputEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>300</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """

    private static func testCase(_ id: String, age: Int, fee: Int) -> String {
        """
        <testCase id="\(id)"><inputNode name="age"><value xsi:type="xsd:decimal">\(age)</value></inputNode>
        <resultNode name="fee"><expected><value xsi:type="xsd:decimal">\(fee)</value></expected></resultNode></testCase>
        """
    }

    @Test("合った件数と全件数を数え、注釈の中の件は数えない")
    func counts() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.model.utf8).write(to: folder.appendingPathComponent("m.dmn"))
        let cases = """
            <testCases xmlns:xsi="x" xmlns:xsd="y"><modelName>m.dmn</modelName>
            \(Self.testCase("1", age: 70, fee: 100))\(Self.testCase("2", age: 20, fee: 300))
            \(Self.testCase("3", age: 20, fee: 100))<!-- \(Self.testCase("4", age: 20, fee: 300)) --></testCases>
            """
        try Data(cases.utf8).write(to: folder.appendingPathComponent("m-test-01.xml"))
        let kit = ConformanceKit.run(folder.path)
        #expect(kit.summary == "passed 2 of 3")
        #expect(kit.failures.map(\.testCase) == ["3"])
    }

    @Test("モデルの表を判定表として読んでも同じ答えになる")
    func modelAndTable() throws {
        let table = try #require(try TableSource.tables(dmn: Array(Self.model.utf8), file: "m.dmn").first)
        #expect(table.name == "fee")
        let compiled = try DecisionTable(compiling: table, names: ["age"])
        guard case .decided(let matches) = compiled.evaluate(Context([("age", .number(64))])) else {
            Issue.record("64歳は2行目に当たる")
            return
        }
        #expect(matches[0].row == 1)
    }
}
