import Rules
import Testing

@Suite("34桁の十進数")
struct NumberTests {
    private func evaluate(_ text: String) throws -> Value {
        try Expression(parsing: text).evaluate(in: Context())
    }

    @Test(
        "四則は十進で正確",
        arguments: [
            ("0.1 + 0.2", "0.3"), ("1 / 3", "0.3333333333333333333333333333333333"),
            ("2 / 3", "0.6666666666666666666666666666666667"),
            ("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"),
            ("1234567890123456789 * 9876543210987654321", "12193263113702179522374638011112635269"),
            ("10 ** 20 - 1", "99999999999999999999"), ("-7.5 * -2", "15"), ("1E3 + 1", "1001"),
        ]
    )
    func exact(text: String, expected: String) throws {
        let number = try #require(FeelNumber(expected))
        #expect(try evaluate(text) == .number(number))
    }

    @Test("ちょうど半分の端数は偶数へ丸める")
    func halfEven() throws {
        // 34 digits and a half: the last digit stays even.
        #expect(FeelNumber("10000000000000000000000000000000005") == FeelNumber("1000000000000000000000000000000000E1"))
        #expect(FeelNumber("10000000000000000000000000000000015") == FeelNumber("1000000000000000000000000000000002E1"))
    }

    @Test("0で割ると null", arguments: ["1 / 0", "0 ** -1", "sqrt(-1)", "log(0)", "10 ** 7000"])
    func undefined(text: String) throws {
        #expect(try evaluate(text) == .null)
    }

    @Test("整数との行き来")
    func integers() {
        for number in [0, 1, -1, 34, Int.max, Int.min + 1] {
            #expect(FeelNumber(number).intValue == number)
            #expect(FeelNumber(String(number)) == FeelNumber(number))
        }
        #expect(FeelNumber("0.5")?.intValue == nil)
    }
}
