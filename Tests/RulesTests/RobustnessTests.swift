import Foundation
import Rules
import Testing
import TestSeed

@Suite("悪い入力に耐える")
struct RobustnessTests {
    private func value(_ text: String) -> Value? {
        try? Expression(parsing: text).evaluate(in: Context())
    }

    @Test(
        "深い入れ子は誤りになり、落ちない",
        arguments: ["(", "[", "{a:", "-(", "not(", "if ", "for x in ", "function(x) ", "abs("]
    )
    func deepNesting(opening: String) {
        #expect(throws: Diagnostics.self) {
            try Expression(parsing: String(repeating: opening, count: 10_000) + "1")
        }
    }

    @Test("1MBの式は読めるか誤りになる")
    func longExpressions() {
        let sum = Array(repeating: "1", count: 100_000).joined(separator: "+")
        #expect(value(sum) == .number(100_000))
        let list = "count([" + Array(repeating: "1", count: 100_000).joined(separator: ",") + "])"
        #expect(value(list) == .number(100_000))
        #expect(throws: Diagnostics.self) { try Expression(parsing: String(repeating: "a", count: 2_000_000)) }
        #expect(throws: Diagnostics.self) { try Expression(parsing: "1" + String(repeating: "[1]", count: 100_000)) }
        #expect(value(String(repeating: "-", count: 20) + "1") == .number(1))
        #expect(throws: Diagnostics.self) { try Expression(parsing: String(repeating: "-", count: 100_000) + "1") }
    }

    @Test(
        "きりのない計算は null で止まる",
        arguments: [
            "{f: function(n) f(n+1), r: f(0)}.r",
            "{f: function(n) [f(n+1), f(n+2)], r: f(0)}.r",
            "count(for i in 1..1000000000000 return i)",
            "for a in 1..10000, b in 1..10000 return a*b",
            "(for i in 1..100 return if i = 1 then \"xxxxxxxxxx\" else partial[-1] + partial[-1])[-1]",
            "for i in 1..60 return partial = partial", "count(for i in 1..200000 return [partial[-1]])",
            "{f: function(n, a) if n = 0 then 0 else f(n - 1, [[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]), r: f(900, 1)}.r + \"\"",
            "sort((for i in 1..300 return i), function(a, b) count(for j in 1..3000 return j) > a)",
            "9 ** 999999999 * 9 ** 999999999", "1e9999999 + 1", "exp(1e30)",
        ]
    )
    func endless(text: String) throws {
        // Parsing may refuse the number; evaluating must come back.
        if let expression = try? Expression(parsing: text) {
            let outcome = expression.outcome(in: Context())
            #expect(outcome.value.isNull || text.contains("partial = partial"))
        }
    }

    @Test("かっこと連なりを組み合わせても木は深くなりすぎない")
    func chainsInsideNesting() throws {
        var text = "1"
        for _ in 0..<150 {
            text = "(" + String(repeating: "-", count: 20) + text + String(repeating: ".a", count: 25) + "=1=1)"
        }
        let expression = try Expression(parsing: text)
        #expect(expression.freeNames.isEmpty)
        #expect(expression.evaluate(in: Context()) == .null)
        let loops = (0..<50_000).map { "x\($0) in 1" }.joined(separator: ", ")
        #expect(value("for \(loops) return 1") == .null)
    }

    @Test("入れ子が指数に増える値の比較も終わる")
    func sharedStructure() throws {
        let text = "{x: for i in 1..200 return [partial, partial], r: x = x}.r"
        let outcome = try Expression(parsing: text).outcome(in: Context())
        #expect(outcome.value.isNull)
        #expect(!outcome.diagnostics.isEmpty)
    }

    @Test(
        "爆発する正規表現も限られた時間で答える",
        arguments: [
            #"matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX", "^(a+)+$")"#,
            #"matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX", "^(a|aa)+$")"#,
            #"matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX", "(a*)*(a*)*b")"#,
        ]
    )
    func catastrophicPatterns(text: String) {
        #expect(value(text) == .boolean(false))
    }

    @Test("後方参照のある正規表現は上限で止まる")
    func backReferences() {
        let text = #"matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX", "^(a+)+\1(a+)+\2$")"#
        #expect(value(text) == .null || value(text) == .boolean(false))
        #expect(value(#"matches("x", "(((a{1000}){1000}){1000})")"#) == .null)
    }

    @Test("一致の多い長い文字列や、似ない値の多いリストも計算できる")
    func longButHarmless() {
        let text = "string join(for i in 1..20000 return \"ab;\")"
        #expect(value("string length(replace(\(text), \"a\", \"xy\"))") == .number(80_000))
        #expect(value("count(split(\(text), \";\"))") == .number(20_001))
        #expect(value("count(distinct values(for i in 1..20000 return i))") == .number(20_000))
    }

    @Test("自分自身に頼る決定と知識は null になる")
    func recursiveModels() throws {
        func decision(_ name: String, _ other: String) -> String {
            """
            <decision id="\(name)" name="\(name)"><informationRequirement><requiredDecision href="#\(other)"/>
            </informationRequirement><literalExpression><text>\(other) + 1</text></literalExpression></decision>
            """
        }
        let model = """
            <definitions namespace="urn:test" name="m">\(decision("a", "b"))\(decision("b", "a"))
            <businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>
            <literalExpression><text>f(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision id="c" name="c"><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
            <literalExpression><text>f(0)</text></literalExpression></decision></definitions>
            """
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("loop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let results = ["a", "c"].map { "<resultNode errorResult=\"true\" name=\"\($0)\"/>" }.joined()
        let cases = "<testCases><modelName>m.dmn</modelName><testCase id=\"1\">\(results)</testCase></testCases>"
        try Data(model.utf8).write(to: folder.appendingPathComponent("m.dmn"))
        try Data(cases.utf8).write(to: folder.appendingPathComponent("m-test.xml"))
        #expect(ConformanceKit.run(folder.path).summary == "passed 1 of 1")
    }

    private static let functions = [
        "date", "time", "date and time", "number", "string", "duration", "years and months duration", "range",
        "substring", "string length", "upper case", "substring before", "substring after", "contains", "starts with",
        "string join", "matches", "replace", "split", "decimal", "floor", "ceiling", "round up", "round down",
        "round half up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "min", "max", "sum",
        "product", "mean", "median", "stddev", "mode", "all", "any", "count", "list contains", "index of", "sublist",
        "append", "concatenate", "union", "distinct values", "flatten", "reverse", "sort", "insert before", "remove",
        "list replace", "get value", "get entries", "context", "context put", "context merge", "before", "after",
        "meets", "overlaps", "finishes", "includes", "starts", "coincides", "day of year", "week of year",
        "day of week", "month of year", "not", "is",
    ]
    private static let extremes = [
        "0", "1", "-1", "2.5", "9223372036854775807", "-9223372036854775807", "-9223372036854775808", "1e34", "-1e6144",
        "1e-6176", "9.999999999999999999999999999999999E6144", "\"\"", "\"a\"", "\"1e99999\"", "\"(a*)*\"", "null",
        "true", "[]",
        "[1, null]", "[[]]", "{}", "{key: \"a\", value: 1}", "@\"999999999-12-31\"", "@\"-999999999-01-01\"",
        "@\"999999999-12-31T23:59:59.999999999@Asia/Tokyo\"", "@\"-999999999-01-01T00:00:00+18:00\"",
        "@\"23:59:59.999999999-18:00\"", "@\"P83333333333Y\"", "@\"-P83333333333Y3M\"", "@\"P9223372036854775807D\"",
        "@\"-P9223372036854775807DT9223372036854775807S\"", "@\"P768614336404564650Y7M\"", "[1..9223372036854775807]",
        "[1..-9223372036854775807]", "(< 5)", "[@\"-999999999-01-01\"..@\"999999999-12-31\"]", "function(a, b) a < b",
    ]

    @Test("極端な値を渡しても、どの関数も演算も落ちない", arguments: 0..<12)
    func extremeValues(seed: Int) {
        var random = SeededGenerator(seed: UInt64(700 + seed))
        let signs = ["+", "-", "*", "/", "**", "<", "=", "in", "between 0 and"]
        for _ in 0..<400 {
            let picked = (0..<3).compactMap { _ in Self.extremes.randomElement(using: &random) }
            let count = Int.random(in: 1...3, using: &random)
            let name = Self.functions.randomElement(using: &random) ?? "abs"
            _ = value("string(\(name)(\(picked.prefix(count).joined(separator: ", "))))")
            let sign = signs.randomElement(using: &random) ?? "+"
            _ = value("string((\(picked[0]) \(sign) \(picked[1])) \(signs[seed % 5]) \(picked[2]))")
            _ = value(
                "[for i in \(picked[0]) return -(\(picked[1])), \(picked[0])[\(picked[2])], (\(picked[1])).months]"
            )
        }
    }

    @Test("でたらめな式を読んで計算しても落ちない", arguments: 0..<20)
    func fuzz(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pieces = [
            "1", "0.5", "-", "+", "*", "**", "/", "(", ")", "[", "]", "{", "}", ",", ":", "..", ".", "\"a\"",
            "@\"P1D\"",
            "@\"2024-02-29\"", "for", "in", "return", "if", "then", "else", "some", "every", "satisfies", "and", "or",
            "not(", "null", "true", "x", "年齢", "item", "?", "function(x)", "instance of", "number", "list<", ">", "<",
            ">=", "=", "!=", "between", "sum(", "string(", "date(", "matches(", "sort(", "abs(", "range(", "\u{1F40E}",
            "＞", "６５", "「", "//", "/*", "\\", "\"", "'", "1e400", "1e-400", "substring(", "get value(", "context put(",
        ]
        for _ in 0..<250 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined(separator: " ")
            guard let expression = try? Expression(parsing: text, names: ["年齢"]) else { continue }
            let known = Context([("年齢", .number(65)), ("x", .list([.number(1), .string("a"), .null]))])
            #expect(expression.evaluate(in: known) == expression.evaluate(in: known) || text.contains("function"))
        }
    }

    @Test("正しい式を崩しても落ちない", arguments: 0..<20)
    func mutations(seed: Int) {
        var random = SeededGenerator(seed: UInt64(900 + seed))
        let seeds = [
            "for i in 1..10 return if i > 3 then partial[-1] + i else {a: i}.a",
            "sort([{a: 1}, {a: 2}], function(x, y) x.a > y.a)[item.a in [1..2)].a",
            "date and time(\"2016-12-24T23:59:00@Europe/Paris\") + duration(\"P1DT2H\") - @\"P1M\"",
            "replace(\"abracadabra\", \"(a)(b)?\", \"$2$1\", \"i\") = \"x\" or not(5 in (>3, [1..2]))",
        ]
        for _ in 0..<150 {
            var scalars = Array((seeds.randomElement(using: &random) ?? "").unicodeScalars)
            for _ in 0..<Int.random(in: 1...6, using: &random) where !scalars.isEmpty {
                let place = Int.random(in: scalars.indices, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: scalars.remove(at: place)
                case 1: scalars.insert(scalars[Int.random(in: scalars.indices, using: &random)], at: place)
                default: scalars.swapAt(place, Int.random(in: scalars.indices, using: &random))
                }
            }
            _ = value(String(String.UnicodeScalarView(scalars)))
        }
    }
}
