import Foundation
import Rules
import Testing

/// DMN 1.5 §10.3.2.9.4: a value that does not fit its type is null, a list of one and its element stand for each other,
/// and a day is its midnight at UTC.
@Suite("項目定義と暗黙の変換")
struct ConversionTests {
    private static let types = """
        <itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name="tSmall"><typeRef>number</typeRef><allowedValues><text>[0..10]</text></allowedValues>
        </itemDefinition>
        <itemDefinition name="tSmalls" isCollection="true"><typeRef>tSmall</typeRef></itemDefinition>
        <itemDefinition name="tElements" isCollection="true"><typeRef>number</typeRef>
          <allowedValues><text>[0..10]</text></allowedValues></itemDefinition>
        <itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef>
          <typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
        <itemDefinition name="tColour"><typeRef>string</typeRef>
          <allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>
          <itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
        <businessKnowledgeModel id="next" name="next"><variable name="next"/><encapsulatedLogic typeRef="number">
          <formalParameter name="a" typeRef="number"/><literalExpression><text>a + 1</text></literalExpression>
        </encapsulatedLogic></businessKnowledgeModel>
        """

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    /// Whether a decision of that type and logic has the value that the XML says; an error where there is none.
    private func holds(_ type: String, _ logic: String, _ expected: String?) throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("types-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let box =
            logic.hasPrefix("<") ? logic : "<literalExpression><text>\(Self.escaped(logic))</text></literalExpression>"
        let model = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="m">\(Self.types)
            <decision id="d" name="d"><variable name="d" typeRef="\(type)"/>
            <knowledgeRequirement><requiredKnowledge href="#next"/></knowledgeRequirement>\(box)</decision></definitions>
            """
        let result = expected ?? "<value xsi:nil=\"true\"/>"
        let cases = """
            <testCases xmlns:xsi="x" xmlns:xsd="y"><modelName>m.dmn</modelName><testCase id="1">
            <resultNode name="d"\(expected == nil ? " errorResult=\"true\"" : "")><expected>\(result)</expected>
            </resultNode></testCase></testCases>
            """
        try Data(model.utf8).write(to: folder.appendingPathComponent("m.dmn"))
        try Data(cases.utf8).write(to: folder.appendingPathComponent("m-test-01.xml"))
        return ConformanceKit.run(folder.path).summary == "passed 1 of 1"
    }

    private static func number(_ number: Int) -> String { "<value xsi:type=\"xsd:decimal\">\(number)</value>" }
    private static func list(_ numbers: Int...) -> String {
        "<list>" + numbers.map { "<item>\(number($0))</item>" }.joined() + "</list>"
    }
    private static let midnight = "<value xsi:type=\"xsd:dateTime\">2020-01-01T00:00:00Z</value>"

    @Test(
        "決定の値を変数の型に合わせる",
        arguments: [
            ("number", "\"a\"", nil), ("number", "10", number(10)), ("number", "[10]", number(10)),
            ("number", "[10, 20]", nil), ("string", "10", nil), ("tNumbers", "10", list(10)),
            ("tNumbers", "[1, \"a\"]", nil), ("tNumbers", "\"a\"", nil), ("tSmall", "5", number(5)),
            ("tSmall", "50", nil), ("tSmalls", "[5, 50]", nil), ("tSmalls", "5", list(5)),
            ("tElements", "[5, 6]", list(5, 6)), ("tElements", "[5, 60]", nil), ("tPair", "[1, 2]", list(1, 2)),
            ("tPair", "[1]", nil), ("tColour", "\"blue\"", nil), ("tPerson", "{name: \"a\"}", nil),
            ("tPerson", "{name: \"a\", age: \"x\"}", nil), ("date and time", "@\"2020-01-01\"", midnight),
            ("date", "@\"2020-01-01T10:00:00\"", nil), ("number", "next(1)", number(2)),
            ("number", "next([1])", number(2)), ("number", "next(\"a\")", nil), ("number", "next()", nil),
            ("number", "next(1, 2)", nil), ("number", "next(a: 1)", number(2)), ("number", "next(b: 1)", nil),
        ] as [(String, String, String?)]
    )
    func decisions(type: String, logic: String, expected: String?) throws {
        #expect(try holds(type, logic, expected))
    }

    private static func table(_ input: String, _ type: String, _ cells: [String], policy: String = "UNIQUE") -> String {
        let rows = cells.enumerated().map { number, cell in
            "<rule><inputEntry><text>\(escaped(cell))</text></inputEntry><outputEntry><text>\(number)</text></outputEntry></rule>"
        }
        return """
            <decisionTable hitPolicy="\(policy)"><input><inputExpression typeRef="\(type)"><text>\(escaped(input))</text>
            </inputExpression></input><output/>\(rows.joined())</decisionTable>
            """
    }

    @Test(
        "条件セルの読み方",
        arguments: [
            (table("[5]", "number", ["4", "5"]), number(1)),
            (table("3", "number", ["not(1, 3)", "not(1, 2)"]), number(1)),
            (table("null", "number", ["not(null)", "null"]), number(1)),
            (table("3", "number", ["? > 3 or ? < 2", "? > 2 and ? < 4"]), number(1)),
            (table("\"b\"", "string", ["\"a\", \"c\"", "[\"a\", \"b\"]"]), number(1)),
            (table("[1, 2]", "tNumbers", ["[1, 3]", "[1, 2]"]), number(1)),
            (table("[1, 2]", "tNumbers", ["list contains(?, 3)", "list contains(?, 2)"]), number(1)),
            (table("5", "number", ["> 10", "1 +", "-"]), number(2)),
            (table("5", "number", ["> 10"]), nil), (table("5", "number", ["-", "5"]), nil),
            (table("5", "number", ["> 3", "< 4", "5"], policy: "COLLECT"), list(0, 2)),
        ] as [(String, String?)]
    )
    func cells(table: String, expected: String?) throws {
        #expect(try holds("Any", table, expected))
    }
}
