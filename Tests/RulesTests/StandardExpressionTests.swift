import Testing

/// Each line is an expression and the value that DMN 1.5 gives it; `refused` where it is no FEEL.
@Suite("標準の文による式と暦")
struct StandardExpressionTests {
    @Test("範囲に入るか")
    func membership() {
        CaseList.check(
            #"""
            1 between 0 and 2 ||| true
            1 between 2 and 0 ||| false
            "b" between "a" and "c" ||| true
            null between 1 and 2 ||| null
            1 between null and 2 ||| null
            3 between null and 2 ||| false
            @"2020-01-02" between @"2020-01-01" and @"2020-01-03" ||| true
            1 between "a" and 2 ||| null
            1 in [0..2] ||| true
            1 in (0, 1) ||| true
            1 in ([0..0], > 0) ||| true
            1 in (< 1) ||| false
            """#
        )
    }

    @Test("量化")
    func quantifiers() {
        CaseList.check(
            #"""
            some x in [1,2] satisfies x > 1 ||| true
            every x in [1,2] satisfies x > 1 ||| false
            some x in [1,2], y in [2,3] satisfies x = y ||| true
            every x in null satisfies true ||| null
            some x in [] satisfies true ||| false
            every x in [] satisfies false ||| true
            some x in 1..3 satisfies x = 2 ||| true
            """#
        )
    }

    @Test("繰り返し")
    func loops() {
        CaseList.check(
            #"""
            for i in [1,2] return i * 2 ||| [2, 4]
            for i in 1..3 return i ||| [1, 2, 3]
            for i in 3..1 return i ||| [3, 2, 1]
            for i in [1..3] return i ||| [1, 2, 3]
            for i in (1..3) return i ||| [2]
            for i in ]1..3] return i ||| [2, 3]
            for i in [1..3) return i ||| [1, 2]
            for i in 5 return i ||| [5]
            for i in null return i ||| null
            for i in 1..null return i ||| null
            for i in "a".."b" return i ||| null
            for i in 1..2, j in i..3 return [i,j] ||| [[1, 1], [1, 2], [1, 3], [2, 2], [2, 3]]
            for i in [[1,2],[3]], j in i return j ||| [1, 2, 3]
            for i in @"1980-01-01"..@"1980-01-03" return i ||| [1980-01-01, 1980-01-02, 1980-01-03]
            for i in @"1980-01-03"..@"1980-01-01" return i ||| [1980-01-03, 1980-01-02, 1980-01-01]
            for i in 0..4 return if i = 0 then 1 else i * partial[-1] ||| [1, 1, 2, 6, 24]
            for a b in [1,2] return a b + 1 ||| [2, 3]
            """#
        )
    }

    @Test("関数の値と呼出し")
    func functions() {
        CaseList.check(
            #"""
            (function(a, b) a + b)(1, 2) ||| 3
            (function(a, b) a + b)(b: 1, a: 2) ||| 3
            (function(a, b) a + b)(1) ||| null
            (function(a) a)(1, 2) ||| null
            (function(a: number) a)("x") ||| null
            (function(a: number) a)([1]) ||| 1
            (function(f: function<number>->number) f(1))(function(x: number) x + 1) ||| 2
            (function(f: function<number>->number) f(1))(function(x: number) "a") ||| null
            (function(f: function<number>->number) f(1))(function(x: string) 1) ||| null
            (function(f: function<number>->number) f(-1))(abs) ||| 1
            (function(a: list<number>) a)(1) ||| [1]
            (function() 1)() ||| 1
            (function(a) function(b) a + b)(1)(2) ||| 3
            {f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r ||| 120
            {f: function(x) x * 2}.f(2) ||| 4
            [function(a) a, function(a) a + 1][2](1) ||| 2
            (for f in [function(a) a + 1] return f(1))[1] ||| 2
            foo(1) ||| null
            "a"(1) ||| refused
            (if true then abs else floor)(-1.5) ||| 1.5
            """#
        )
    }

    @Test("暦の関数（表72・80）")
    func dates() {
        CaseList.check(
            #"""
            date("2017-08-30") ||| 2017-08-30
            date("2017-02-29") ||| null
            date("2017-13-10") ||| null
            date("2017-12-31T10:00:00") ||| null
            date("998-12-31") ||| null
            date("01211-12-31") ||| null
            date("+2012-12-02") ||| null
            date("2012-12-02Z") ||| null
            date("-2017-08-30") ||| -2017-08-30
            date("-999999999-12-31") ||| -999999999-12-31
            date("999999999-12-31") ||| 999999999-12-31
            date("9999999999-12-31") ||| null
            date(2017, 8, 30) ||| 2017-08-30
            date(-2017, 8, 30) ||| -2017-08-30
            date(2017, 13, 30) ||| null
            date(2017, 2, 29) ||| null
            date(2017, 8) ||| null
            date() ||| null
            date(null) ||| null
            date("") ||| null
            date(1) ||| null
            date([]) ||| null
            date({}) ||| null
            date(["2017-08-30"]) ||| 2017-08-30
            date(from: "2017-08-30") ||| 2017-08-30
            date(year: 2017, month: 8, day: 30) ||| 2017-08-30
            date(day: 30, month: 8, year: 2017) ||| 2017-08-30
            date(value: "2017-08-30") ||| null
            date(@"2017-08-30T10:10:10@Europe/Paris") ||| 2017-08-30
            date(@"2017-08-30") ||| 2017-08-30
            date and time("2017-08-30") ||| 2017-08-30T00:00:00
            date and time("2017-08-30T10:11:12") ||| 2017-08-30T10:11:12
            date and time("2017-08-30T10:11:12.123456789Z") ||| 2017-08-30T10:11:12.123456789Z
            date and time("2017-08-30T10:11:12+05:00") ||| 2017-08-30T10:11:12+05:00
            date and time("2017-08-30T10:11:12@Asia/Tokyo") ||| 2017-08-30T10:11:12@Asia/Tokyo
            date and time("2017-08-30T10:11:12@xyz/abc") ||| null
            date and time("2017-08-30T10:11:12+02:00@Europe/Paris") ||| null
            date and time("2017-08-30T10:11:12+19:00") ||| null
            date and time("2017-08-30T25:11:12") ||| null
            date and time("2017-08-30T10:61:12") ||| null
            date and time("2017-08-30T10:11:61") ||| null
            date and time("2017-08-30T10:11") ||| null
            date and time("2017-08-30T") ||| null
            date and time("2017-08-30 10:11:12") ||| null
            date and time("2017-02-30T10:11:12") ||| null
            date and time("99999-12-31T11:22:33") ||| 99999-12-31T11:22:33
            date and time("-99999-12-31T11:22:33.5") ||| -99999-12-31T11:22:33.5
            date and time("+99999-12-31T11:22:33") ||| null
            date and time(null) ||| null
            date and time() ||| null
            date and time(1) ||| null
            date and time(@"2017-08-30", @"10:11:12") ||| 2017-08-30T10:11:12
            date and time(@"2017-08-30", @"10:11:12+02:00") ||| 2017-08-30T10:11:12+02:00
            date and time(@"2017-08-30T01:01:01", @"10:11:12") ||| 2017-08-30T10:11:12
            date and time(@"2017-08-30T01:01:01@Asia/Tokyo", @"10:11:12@Europe/Paris") ||| 2017-08-30T10:11:12@Europe/Paris
            date and time(date: @"2017-08-30", time: @"10:11:12") ||| 2017-08-30T10:11:12
            date and time("2017-08-30", "10:11:12") ||| null
            date and time(@"2017-08-30", null) ||| null
            date and time(null, @"10:11:12") ||| null
            date and time(from: "2017-08-30T10:11:12") ||| 2017-08-30T10:11:12
            time("10:11:12") ||| 10:11:12
            time("10:11:12.5Z") ||| 10:11:12.5Z
            time(10, 11, 12) ||| 10:11:12
            time(10, 11, 12.5, @"PT9H") ||| 10:11:12.5+09:00
            time(@"2017-08-30T10:11:12") ||| 10:11:12
            years and months duration(@"2011-12-22", @"2013-08-24") ||| P1Y8M
            years and months duration(@"2013-08-24", @"2011-12-22") ||| -P1Y8M
            years and months duration(@"2011-12-22T10:00:00", @"2013-08-24T10:00:00") ||| P1Y8M
            years and months duration(@"2011-12-22", @"2013-08-24T10:00:00") ||| P1Y8M
            years and months duration(from: @"2011-12-22", to: @"2011-12-22") ||| P0M
            years and months duration(@"2015-12-24", @"2014-12-23") ||| -P1Y
            years and months duration("2011-12-22", "2013-08-24") ||| null
            years and months duration(@"2011-12-22") ||| null
            years and months duration(null, @"2011-12-22") ||| null
            years and months duration(@"-999999999-01-01", @"999999999-12-31") ||| P1999999998Y11M
            duration("P1Y") ||| P1Y
            duration("P1DT2H3M4.5S") ||| P1DT2H3M4.5S
            duration("P") ||| null
            duration("PT") ||| null
            duration("P1Y1D") ||| null
            duration("-P1D") ||| -P1D
            duration("PT36H") ||| P1DT12H
            duration("P0D") ||| PT0S
            duration("P13M") ||| P1Y1M
            day of week(@"2019-09-17") ||| "Tuesday"
            day of week(@"2019-09-17T10:00:00") ||| "Tuesday"
            day of week("2019-09-17") ||| null
            day of week(null) ||| null
            day of week(date: @"2019-09-17") ||| "Tuesday"
            week of year(@"2005-01-01") ||| 53
            week of year(@"2003-12-29") ||| 1
            week of year(@"2004-01-04") ||| 1
            week of year(date: @"2005-01-03") ||| 1
            month of year(@"2019-09-17") ||| "September"
            day of year(@"2019-09-17") ||| 260
            today() instance of date ||| false
            now() instance of date and time ||| false
            string(@"PT0.5S") ||| "PT0.5S"
            string([1,"a",null]) ||| "[1, \"a\", null]"
            string({a: "b"}) ||| "{a: \"b\"}"
            string(@"10:00:00@Europe/Paris") ||| "10:00:00@Europe/Paris"
            string(1.10) ||| "1.1"
            string(null) ||| null
            string(true) ||| "true"
            """#
        )
    }

    @Test("注釈")
    func comments() {
        CaseList.check(
            #"""
            1 + /* 2 + */ 3 ||| 4
            1 + 2 // + 3 ||| 3
            /* a */ 1 /* b */ ||| 1
            "/* no */" ||| "/* no */"
            """#
        )
    }

    @Test("型の問い")
    func instances() {
        CaseList.check(
            #"""
            1 instance of number ||| true
            [1] instance of list<number> ||| true
            [1,"a"] instance of list<number> ||| false
            {a: 1} instance of context<a: number> ||| true
            {a: 1, b: 2} instance of context<a: number> ||| true
            {a: 1} instance of context<a: string> ||| false
            [1..2] instance of range<number> ||| true
            [1..2] instance of range<string> ||| false
            (function(a: number) a) instance of function<number> -> Any ||| true
            null instance of Any ||| false
            1 instance of Any ||| true
            @"P1D" instance of days and time duration ||| true
            @"P1Y" instance of years and months duration ||| true
            @"2020-01-01T00:00:00" instance of date and time ||| true
            @"2020-01-01" instance of date and time ||| false
            """#
        )
    }

    @Test("場合分け")
    func conditionals() {
        CaseList.check(
            #"""
            if 1 then 2 else 3 ||| 3
            if "a" then 2 else 3 ||| 3
            if 1 = 1 then 2 else 3 ||| 2
            if true then if false then 1 else 2 else 3 ||| 2
            """#
        )
    }
}
