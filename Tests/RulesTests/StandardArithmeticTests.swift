import Testing

/// Each line is an expression and the value that DMN 1.5 gives it; `refused` where it is no FEEL.
@Suite("標準の文による四則演算と数")
struct StandardArithmeticTests {
    @Test("四則演算は型の組で決まる（表53〜57）")
    func pairs() {
        CaseList.check(
            #"""
            1 + "a" ||| null
            "a" + 1 ||| null
            "foo" + "bar" ||| "foobar"
            "foo" - "bar" ||| null
            "a" * 2 ||| null
            true + true ||| null
            true + 1 ||| null
            [1] + [2] ||| null
            [1] + 1 ||| null
            {a: 1} + {b: 2} ||| null
            null + null ||| null
            @"2021-01-01" + @"2021-01-01" ||| null
            @"2021-01-01" + 1 ||| null
            @"2021-01-02" - @"2021-01-01" ||| P1D
            @"2021-01-01" - @"2021-01-02" ||| -P1D
            @"2021-01-01" + @"P1D" ||| 2021-01-02
            @"P1D" + @"2021-01-01" ||| 2021-01-02
            @"2021-01-01" - @"P1D" ||| 2020-12-31
            @"P1D" - @"2021-01-01" ||| null
            @"2021-01-31" + @"P1M" ||| 2021-02-28
            @"P1Y" + @"2020-02-29" ||| 2021-02-28
            @"2021-03-31" - @"P1M" ||| 2021-02-28
            @"P1M" - @"2021-03-31" ||| null
            @"2021-01-01T10:10:10" + @"P1D" ||| 2021-01-02T10:10:10
            @"2021-01-01T10:10:10" - @"PT10H10M11S" ||| 2020-12-31T23:59:59
            @"2021-01-01T10:10:10" + @"P1Y" ||| 2022-01-01T10:10:10
            @"P1Y" + @"2021-01-01T10:10:10" ||| 2022-01-01T10:10:10
            @"2021-01-01T10:10:10Z" - @"2021-01-01T10:10:09Z" ||| PT1S
            @"2021-01-01T10:10:10+01:00" - @"2021-01-01T10:10:10+02:00" ||| PT1H
            @"2021-01-01T10:10:10" - @"2021-01-01T10:10:10Z" ||| null
            @"2021-01-02T10:10:10Z" - @"2021-01-01" ||| P1DT10H10M10S
            @"2021-01-02" - @"2021-01-01T10:10:10Z" ||| PT13H49M50S
            @"2021-01-01T10:10:10" + @"2021-01-01T10:10:10" ||| null
            @"10:10:10" + @"PT1H" ||| 11:10:10
            @"PT1H" + @"10:10:10" ||| 11:10:10
            @"10:10:10" - @"PT11H" ||| 23:10:10
            @"10:10:10Z" + @"P1D" ||| 10:10:10Z
            @"10:10:10" + @"P1Y" ||| null
            @"10:10:10" - @"P1Y" ||| null
            @"PT1H" - @"10:10:10" ||| null
            @"10:10:10" - @"09:10:10" ||| PT1H
            @"10:10:10+01:00" - @"10:10:10+02:00" ||| PT1H
            @"10:10:10" - @"10:10:10Z" ||| null
            @"10:10:10" + @"10:10:10" ||| null
            @"P1D" + @"P1D" ||| P2D
            @"P1D" - @"PT36H" ||| -PT12H
            @"P1Y" + @"P1M" ||| P1Y1M
            @"P1Y" - @"P13M" ||| -P1M
            @"P1D" + @"P1Y" ||| null
            @"P1Y" - @"P1D" ||| null
            @"P1D" * 2 ||| P2D
            2 * @"P1D" ||| P2D
            @"P1D" * 0.5 ||| PT12H
            @"P1D" * @"P1D" ||| null
            @"P1Y" * 2 ||| P2Y
            2.5 * @"P1Y" ||| P2Y6M
            @"P1Y" * -1 ||| -P1Y
            @"P1Y" * @"P1Y" ||| null
            @"P1D" / 2 ||| PT12H
            @"P1D" / @"PT12H" ||| 2
            2 / @"P1D" ||| null
            @"P1D" / 0 ||| null
            @"P1D" / @"PT0S" ||| null
            @"P1Y" / 2 ||| P6M
            @"P1Y" / @"P1M" ||| 12
            @"P1Y" / 0 ||| null
            @"P1Y" / @"P0M" ||| null
            2 / @"P1Y" ||| null
            @"P1Y" / @"P1D" ||| null
            @"2021-01-01" * 2 ||| null
            @"2021-01-01" / 2 ||| null
            @"P1D" ** 2 ||| null
            2 ** @"P1D" ||| null
            "2" ** 2 ||| null
            [1..3] + 1 ||| null
            (function(a) a) + 1 ||| null
            """#
        )
    }

    @Test("名前のある時間帯では時計の進みを時刻の上で数える")
    func zones() {
        CaseList.check(
            #"""
            @"2021-03-28T01:30:00@Europe/Paris" + @"PT1H" ||| 2021-03-28T03:30:00@Europe/Paris
            @"2021-10-31T03:30:00@Europe/Paris" - @"2021-10-31T01:30:00@Europe/Paris" ||| PT3H
            @"2021-03-27T02:30:00@Europe/Paris" + @"P1M" ||| 2021-04-27T02:30:00@Europe/Paris
            @"2021-01-01T00:00:00@Asia/Tokyo" - @"2021-01-01T00:00:00Z" ||| -PT9H
            """#
        )
    }

    @Test("優先順位と34桁の計算")
    func precedence() {
        CaseList.check(
            #"""
            -5 ** 2 ||| 25
            2 ** 3 ** 2 ||| 64
            3 ** 4 ** 5 ||| 3486784401
            5 ** -2 ||| 0.04
            4 ** 0.5 ||| 2
            2 ** null ||| null
            0 ** 0 ||| 1
            -2 ** 3 ||| -8
            -2 * -3 ||| 6
            1 - -1 ||| 2
            --1 ||| 1
            10 / 3 ||| 3.333333333333333333333333333333333
            1/3*3 ||| 0.9999999999999999999999999999999999
            2/3 ||| 0.6666666666666666666666666666666667
            12345678901234567890123456789012345678 ||| 12345678901234567890123456789012350000
            0.1 + 0.2 ||| 0.3
            .5 ||| 0.5
            +5 ||| refused
            01 ||| 1
            1. ||| refused
            -.5 ||| -0.5
            1e3 ||| 1000
            1E-3 ||| 0.001
            1.2e+2 ||| 120
            """#
        )
    }

    @Test("数の関数（表76・77）")
    func numbers() {
        CaseList.check(
            #"""
            decimal(1/3, 2) ||| 0.33
            decimal(1.5, 0) ||| 2
            decimal(2.5, 0) ||| 2
            decimal(1234.5, -2) ||| 1200
            decimal(n: 1.115, scale: 2) ||| 1.12
            decimal(null, 0) ||| null
            decimal(1, null) ||| null
            decimal(1) ||| null
            decimal(1,2,3) ||| null
            decimal("1", 2) ||| null
            floor(1.5) ||| 1
            floor(-1.5) ||| -2
            floor(-1.56, 1) ||| -1.6
            ceiling(1.5) ||| 2
            ceiling(-1.5) ||| -1
            ceiling(-1.56, 1) ||| -1.5
            ceiling(null) ||| null
            ceiling() ||| null
            ceiling("1") ||| null
            ceiling(n: 5.4) ||| 6
            ceiling(x: 5.4) ||| null
            ceiling([5.4]) ||| 6
            ceiling([5.4, 1]) ||| null
            round up(5.5, 0) ||| 6
            round up(-5.5, 0) ||| -6
            round up(1.121, 2) ||| 1.13
            round up(-1.126, 2) ||| -1.13
            round down(5.5, 0) ||| 5
            round down(-5.5, 0) ||| -5
            round half up(5.5, 0) ||| 6
            round half up(-5.5, 0) ||| -6
            round half up(1.125, 2) ||| 1.13
            round half up(1.121, 2) ||| 1.12
            round half up(-1.125, 2) ||| -1.13
            round half down(5.5, 0) ||| 5
            round half down(-5.5, 0) ||| -5
            round half down(1.125, 2) ||| 1.12
            round half down(1.126, 2) ||| 1.13
            round up(5.5) ||| null
            round up(null, 0) ||| null
            round up(5.5, null) ||| null
            round up(n: 5.5, scale: 0) ||| 6
            round up(1, 2, 3) ||| null
            round up(5.55, 6177) ||| null
            abs(10) ||| 10
            abs(-10) ||| 10
            abs(@"PT5H") ||| PT5H
            abs(@"-PT5H") ||| PT5H
            abs(duration("-P1Y")) ||| P1Y
            abs("a") ||| null
            modulo(12, 5) ||| 2
            modulo(-12, 5) ||| 3
            modulo(12, -5) ||| -3
            modulo(-12, -5) ||| -2
            modulo(10.1, 4.5) ||| 1.1
            modulo(-10.1, 4.5) ||| 3.4
            modulo(10.1, -4.5) ||| -3.4
            modulo(-10.1, -4.5) ||| -1.1
            modulo(1, 0) ||| null
            sqrt(16) ||| 4
            sqrt(2) ||| 1.414213562373095048801688724209698
            sqrt(-1) ||| null
            sqrt(0) ||| 0
            sqrt(null) ||| null
            sqrt(number: 4) ||| 2
            log(1) ||| 0
            log(0) ||| null
            log(-1) ||| null
            log(10) ||| 2.302585092994045684017991454684364
            exp(0) ||| 1
            exp(1) ||| 2.718281828459045235360287471352662
            odd(5) ||| true
            odd(2) ||| false
            odd(0) ||| false
            odd(-1) ||| true
            odd(5.5) ||| null
            even(5) ||| false
            even(0) ||| true
            even("a") ||| null
            odd(number: 5) ||| true
            odd(n: 5) ||| null
            number("1 000,0", " ", ",") ||| 1000
            number("1,000.0", ",", ".") ||| 1000
            number("1") ||| 1
            number("-1.5e2") ||| -150
            number("NaN") ||| null
            number("Infinity") ||| null
            number("INF") ||| null
            number("0x10") ||| null
            number("") ||| null
            number("abc") ||| null
            number(null) ||| null
            0/0 ||| null
            1/0 ||| null
            """#
        )
    }

    @Test("大小と等しさ")
    func comparisons() {
        CaseList.check(
            #"""
            1 < 2 ||| true
            "a" < "b" ||| true
            [1] < [2] ||| null
            true < false ||| null
            @"2020-01-01" < @"2020-01-01T00:00:00" ||| null
            @"10:00:00Z" < @"10:00:00-01:00" ||| true
            @"P1D" < @"PT25H" ||| true
            @"P1Y" < @"P400D" ||| null
            {a:1} < {a:2} ||| null
            1 != "a" ||| null
            1 = null ||| false
            """#
        )
    }
}
