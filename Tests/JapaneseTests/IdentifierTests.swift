import Testing

@testable import Japanese

@Suite("番号と検査数字")
struct IdentifierTests {
    @Test("個人番号の検査数字（総務省令85号5条）", arguments: ["983205673214", "537686677188", "９８３２０５６７３２１４", "9832 0567 3214"])
    func individualNumber(text: String) {
        #expect(IndividualNumber.check(text) == .valid)
    }

    @Test("個人番号のどの1けたを変えても、検査数字が同じになる組を除いて見つかる")
    func individualNumberErrors() {
        let valid = Array("983205673214")
        for position in valid.indices {
            for digit in "0123456789" where digit != valid[position] {
                var wrong = valid
                wrong[position] = digit
                let remainder = weightedRemainder(wrong)
                let isTwin = position < 11 && (remainder <= 1 ? 0 : 11 - remainder) == 4
                #expect((IndividualNumber(String(wrong)) == nil) != isTwin)
            }
        }
        #expect(IndividualNumber.check("98320567321").isUsable == false)
        #expect(IndividualNumber.check("98320567321X").isUsable == false)
    }

    private func weightedRemainder(_ digits: [Character]) -> Int {
        let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        return zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 } % 11
    }

    @Test("宛名番号は検査数字が合わなくても使える")
    func addresseeNumber() {
        #expect(AddresseeNumber.check("123456785") == .valid)
        #expect(AddresseeNumber.check("123456784").isUsable)
        #expect(AddresseeNumber.check("123456784") != .valid)
        #expect(AddresseeNumber.check("").isUsable)
        #expect(AddresseeNumber.check("1234567890123456") != .valid)
    }

    @Test(
        "全国地方公共団体コード",
        arguments: ["102041", "102016", "102024", "102032", "102059", "011002", "131016", "104647"]
    )
    func municipalityCode(text: String) throws {
        #expect(MunicipalityCode.check(text) == .valid)
        #expect(MunicipalityCode(String(text.prefix(5)))?.digits == text)
        #expect(MunicipalityCode.check("102042").isUsable == false)
    }

    @Test("免許証番号は検査数字が合わなければ見比べてもらう")
    func licence() {
        #expect(DriverLicenceNumber.check("309012345620") == .valid)
        #expect(DriverLicenceNumber.check("309012345630").isUsable)
        #expect(DriverLicenceNumber.check("309012345630") != .valid)
        #expect(DriverLicenceNumber.check("3090123456").isUsable == false)
    }

    @Test("在留カード番号は英字2・数字8・英字2")
    func residenceCard() {
        #expect(ResidenceCardNumber("ＡＢ12345678cd")?.text == "AB12345678CD")
        #expect(ResidenceCardNumber("AB1234567CD") == nil)
        #expect(ResidenceCardNumber("A112345678CD") == nil)
        #expect(ResidenceCardNumber("AB12345678CDE") == nil)
    }

    @Test("保険者番号（協会けんぽ東京、千代田区・新宿区の国保、東京の後期高齢者医療）", arguments: ["01130012", "138016", "138040", "39131016"])
    func insurer(text: String) {
        #expect(InsurerNumber.check(text) == .valid)
    }

    @Test("番号は説明や記録に出ない")
    func redaction() throws {
        let number = try #require(IndividualNumber("983205673214"))
        var dumped = ""
        dump(number, to: &dumped)
        for text in ["\(number)", String(reflecting: number), dumped, "\([number])", "\(Optional(number) as Any)"] {
            #expect(!text.contains("9832") && !text.contains("3214"), "\(text)")
        }
        #expect(AddresseeNumber.redacted("123456785") == "******785")
        #expect("\(try #require(ResidenceCardNumber("AB12345678CD")))" == "在留カード番号(**********CD)")
        #expect("\(try #require(DriverLicenceNumber("309012345620")))" == "免許証番号(**********20)")
    }
}
