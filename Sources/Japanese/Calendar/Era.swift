/// One era of the Japanese calendar (元号), as a row of an ``EraTable``.
package struct Era: Hashable, Sendable, Codable {
    /// The era's name as it is printed (元号名), such as 令和.
    package let name: String
    /// The Latin letter of forms and cards, such as `R`.
    package let letter: String
    /// The digit typed before the year on a numeric keypad: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和.
    package let digit: Int
    /// The calendar year that is the era's year 1 (元年).
    package let firstYear: Int
    /// The first Gregorian day that may be written in this era (施行日).
    package let firstDay: CivilDate
    /// The last day that belongs to this era; nil while it lasts.
    ///
    /// 1912-07-30 and 1926-12-25 belong to two eras each: the registers hold both 明治45年7月30日 and 大正元年7月30日.
    package let lastDay: CivilDate?
    /// Unicode's squared sign of the era, such as ㋿; nil where there is none yet.
    package let sign: String?

    package init(
        name: String,
        letter: String,
        digit: Int,
        firstYear: Int,
        firstDay: CivilDate,
        lastDay: CivilDate?,
        sign: String? = nil
    ) {
        self.name = name
        self.letter = letter
        self.digit = digit
        self.firstYear = firstYear
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.sign = sign
    }
}

/// The eras in force (元号表), passed as a value so that the next one needs data and no build; source 元号法 and its orders (政令).
///
/// A municipality's table stands in its `eras.yaml`; ``national`` is what the library uses by itself.
package struct EraTable: Hashable, Sendable, Codable {
    /// Oldest first.
    package let eras: [Era]

    /// Nil unless there is an era, they follow each other in time, and names, letters and digits are distinct.
    package init?(_ eras: [Era]) {
        guard !eras.isEmpty, Set(eras.map(\.name)).count == eras.count,
            Set(eras.map(\.letter)).count == eras.count, Set(eras.map(\.digit)).count == eras.count
        else { return nil }
        for (earlier, later) in zip(eras, eras.dropFirst()) {
            guard let last = earlier.lastDay, last <= later.firstDay, last.adding(days: 1) >= later.firstDay
            else { return nil }
        }
        guard eras.last?.lastDay == nil else { return nil }
        self.eras = eras
    }

    private init(checked eras: [Era]) {
        self.eras = eras
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let table = EraTable(try container.decode([Era].self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "eras overlap, leave a gap or repeat"
            )
        }
        self = table
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(eras)
    }

    /// 明治 to 令和, of which 明治 begins with the Gregorian calendar: 明治6年1月1日 (太政官布告337号) is 1873-01-01.
    package static let national = EraTable(
        checked: [
            era("明治", "M", "㍾", 1, 1868, (1873, 1, 1), (1912, 7, 30)),
            era("大正", "T", "㍽", 2, 1912, (1912, 7, 30), (1926, 12, 25)),
            era("昭和", "S", "㍼", 3, 1926, (1926, 12, 25), (1989, 1, 7)),
            era("平成", "H", "㍻", 4, 1989, (1989, 1, 8), (2019, 4, 30)),
            era("令和", "R", "㋿", 5, 2019, (2019, 5, 1), nil),
        ].compactMap(\.self)
    )

    private static func era(
        _ name: String,
        _ letter: String,
        _ sign: String,
        _ digit: Int,
        _ firstYear: Int,
        _ first: (Int, Int, Int),
        _ last: (Int, Int, Int)?
    ) -> Era? {
        guard let firstDay = CivilDate(year: first.0, month: first.1, day: first.2) else { return nil }
        return Era(
            name: name,
            letter: letter,
            digit: digit,
            firstYear: firstYear,
            firstDay: firstDay,
            lastDay: last.flatMap { CivilDate(year: $0.0, month: $0.1, day: $0.2) },
            sign: sign
        )
    }

    /// The era a day is written in today: on a day of two eras the later one; nil before the first.
    package func era(on date: CivilDate) -> Era? {
        eras.last { $0.firstDay <= date }
    }

    /// Both eras of 1912-07-30 and of 1926-12-25; one or none of any other day.
    package func eras(on date: CivilDate) -> [Era] {
        eras.filter { era in era.firstDay <= date && (era.lastDay.map { date <= $0 } ?? true) }
    }

    /// In which of a day's two eras a register's words name it (生年月日の表記); nil for a day of one era, and where the words
    /// name another day or no era.
    package func writtenEra(of date: CivilDate, in words: RegisteredText) -> Era? {
        guard eras(on: date).count > 1 else { return nil }
        let written = DateReading.read(words.string, source: .register, eras: self).written
        guard let written, written.date == date else { return nil }
        return written.era.flatMap(era(named:))
    }

    /// 1（明治）2（大正）…: what may be typed before the year on a numeric keypad.
    package var keypadText: String {
        eras.map { "\($0.digit)（\($0.name)）" }.joined()
    }

    /// The eras for which a keypad has keys (生年月日と届出日の多く), the present one first.
    package var keypadKeys: [Era] { eras.suffix(3).reversed() }

    package func era(digit: Int) -> Era? {
        eras.first { $0.digit == digit }
    }

    package func era(named name: String) -> Era? {
        eras.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
