import Rules
import Testing

/// Expectations are taken from the tables of DMN 1.5 chapter 10, not from the engine.
@Suite("FEELの関数と演算")
struct LibraryTests {
    private func value(_ text: String) throws -> Value {
        try Expression(parsing: text).evaluate(in: Context())
    }

    @Test(
        "文字列は符号位置で数える",
        arguments: [
            ("string length(\"𠮷野\")", "2"), ("string length(\"辻\u{E0100}\")", "2"),
            ("substring(\"foobar\", -2, 1)", "\"a\""),
            ("substring(\"\u{1F40E}ab\", 2)", "\"ab\""), ("\"神\" = \"\u{FA19}\"", "false"),
            ("upper case(\"aBc4\")", "\"ABC4\""),
            ("substring before(\"foobar\", \"bar\")", "\"foo\""), ("substring after(\"foobar\", \"ob\")", "\"ar\""),
            ("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
            ("split(\"John Doe\", \"\\\\s\")", "[\"John\", \"Doe\"]"),
            ("matches(\"foobar\", \"^Fo*b\", \"i\")", "true"),
            ("string join([\"a\", null, \"c\"], \"_and_\")", "\"a_and_c\""),
        ]
    )
    func texts(text: String, expected: String) throws {
        #expect(try value(text).description == expected)
    }

    @Test(
        "暦の計算",
        arguments: [
            ("date(\"2024-01-31\") + duration(\"P1M\")", "2024-02-29"),
            ("date(\"2012-12-25\") - date(\"2012-12-24\")", "P1D"),
            ("years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))", "P1Y8M"),
            ("date and time(\"2012-12-24T23:59:00\") + duration(\"PT1M\")", "2012-12-25T00:00:00"),
            ("@\"2016-12-24T23:59:00@Europe/Paris\".time offset", "PT1H"),
            ("day of week(date(2019, 9, 17))", "\"Tuesday\""),
            ("week of year(date(2005, 1, 1))", "53"), ("day of year(date(2019, 9, 17))", "260"),
            ("time(\"23:59:00Z\") = time(\"23:59:00+00:00\")", "true"), ("date(\"2017-02-29\")", "null"),
            ("duration(\"P2Y2M\").months", "2"), ("duration(\"P1DT2H\") / 2", "PT13H"),
        ]
    )
    func calendar(text: String, expected: String) throws {
        #expect(try value(text).description == expected)
    }

    @Test(
        "範囲の関係は端の開閉で決まる",
        arguments: [
            ("before([1..10), 10)", "true"), ("meets([1..5], [5..10])", "true"), ("meets([1..5[, [5..10])", "false"),
            ("overlaps before([1..5], [3..8])", "true"), ("finishes(10, [1..10])", "true"),
            ("finishes(10, [1..10))", "false"),
            ("includes([5..10], 6)", "true"), ("during([4..6], [1..10])", "true"), ("starts(1, ]1..10])", "false"),
            ("coincides([1..5], [1..5])", "true"), ("5 in (> 3)", "true"), ("[1..3].end included", "true"),
        ]
    )
    func ranges(text: String, expected: String) throws {
        #expect(try value(text).description == expected)
    }

    @Test(
        "真偽は三値で、null は「わからない」",
        arguments: [
            ("true and null", "null"), ("false and null", "false"), ("true or null", "true"), ("false or null", "null"),
            ("not(null)", "null"), ("null = null", "true"), ("1 = \"1\"", "null"), ("1 < \"1\"", "null"),
            ("if null then 1 else 2", "2"), ("some x in [1, null] satisfies x > 0", "true"),
            ("null instance of number", "false"),
        ]
    )
    func logic(text: String, expected: String) throws {
        #expect(try value(text).description == expected)
    }

    @Test(
        "リストと繰返し",
        arguments: [
            ("[1, 2, 3, 4][item > 2]", "[3, 4]"), ("[1, 2, 3, 4][-1]", "4"),
            ("[{x: 1, y: 2}, {x: 2, y: 3}][x = 1].y", "[2]"),
            ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
            ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
            ("list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"),
            ("context put({x: 1}, [\"y\", \"z\"], 2)", "null"), ("context put({x: 1}, \"y\", 2)", "{x: 1, y: 2}"),
            ("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"), ("count(5)", "1"), ("median(8, 2, 5, 3, 4)", "4"),
            ("mode([6, 3, 9, 6, 6])", "[6]"), ("every x in [] satisfies false", "true"),
        ]
    )
    func lists(text: String, expected: String) throws {
        #expect(try value(text).description == expected)
    }

    @Test("空白や記号のある名前、日本語の名前を丸ごと読む")
    func names() throws {
        let known = Context([("年齢（満）", .number(65)), ("Applicant's age", .number(30)), ("a-b", .number(7))])
        func read(_ text: String) throws -> Value {
            try Expression(parsing: text, names: known.names).evaluate(in: known)
        }
        #expect(try read("年齢（満） >= 65") == .boolean(true))
        #expect(try read("Applicant's age+1") == .number(31))
        #expect(try read("a-b") == .number(7))
        #expect(throws: Diagnostics.self) { try read("年齢（満） ＞ ６５") }
        #expect(throws: Diagnostics.self) { try read("＞６５") }
        #expect(try Expression(parsing: "世帯主.年齢 + x", names: ["世帯主", "x"]).freeNames == ["世帯主", "x"])
    }

    @Test("誤りは行と列を示す")
    func places() {
        do {
            _ = try Expression(parsing: "1 +\n  (2 * ]")
            Issue.record("読めてはならない")
        } catch {
            #expect(error.all.first?.line == 2)
            #expect(error.all.first?.column == 9)
        }
    }
}
