import Japanese

/// A synthetic resident with all that the files of a day say about one.
struct TownPerson {
    var number = ""
    var household = ""
    var isForeign = false
    var standing = "current"
    var name = ""
    var kana = ""
    var romanName = ""
    var formerName = ""
    var formerKana = ""
    var commonName = ""
    var commonKana = ""
    var isMale = false
    /// Year, month and day as registered, even where the calendar has no such day; nil where not known (不詳).
    var birth: (year: Int, month: Int, day: Int)?
    var birthText = ""
    /// The era of a birth on a day that has two, else empty.
    var birthEra = ""
    /// The relationship's parts in the order of their generations: 子, 子 for 子の子.
    var relationship: [String] = []
    var town = 0
    var lot = ""
    var building = ""
    var phone = ""
    var since: CivilDate
    var previousAddress = ""
    var plannedAddress = ""
    var plannedDate: CivilDate?
    var nation = ""
    var nationName = ""
    var status = ""
    var statusUntil: CivilDate?
    var domicile = ""
    var registerHead = ""
    var isProtected = false
    var holdsHealthInsurance = false
    /// 要支援1 to 要介護5, or empty.
    var careGrade = ""

    init(since: CivilDate) {
        self.since = since
    }

    /// The day to count ages from; for an unknown birth nil.
    var birthDay: CivilDate? {
        guard let birth else { return nil }
        let last = (1...12).contains(birth.month) ? CivilDate.days(inMonth: birth.month, of: birth.year) : 28
        return CivilDate(year: birth.year, month: birth.month, day: min(birth.day, last))
    }

    func age(on day: CivilDate) -> Int? {
        birthDay.flatMap { Age.age(bornOn: $0, on: day) }
    }

    /// The age at the end of the school year (年度末年齢), which decides school and allowances.
    func ageAtYearEnd(on day: CivilDate) -> Int? {
        birthDay.flatMap { Age.attained(bornOn: $0, on: FiscalYear(containing: day).lastDay) }
    }
}

/// People who live together, the head first.
struct TownHousehold {
    var people: [TownPerson]
}

/// Numbers of a core system that never was: nine digits and a check digit (住民記録システム標準仕様書 1.1.13).
struct NumberIssuer {
    private var serial: Int

    init(from first: Int) {
        serial = first
    }

    mutating func next() -> String {
        serial += 1
        let digits = String(serial)
        let sum = digits.utf8.reversed().enumerated().reduce(0) { total, item in
            total + Int(item.element - 0x30) * (item.offset % 6 + 2)
        }
        let remainder = sum % 11
        return digits + String(remainder <= 1 ? 0 : 11 - remainder)
    }
}
