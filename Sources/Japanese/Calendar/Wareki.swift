/// A year, month and day written in an era (和暦), such as 令和8年11月23日.
package struct Wareki: Hashable, Sendable {
    package let era: Era
    package let year: Int
    package let month: Int
    package let day: Int

    /// 令和8年11月23日; the first year is 元年 (元号を改める政令 and its custom).
    package var text: String {
        dateText(era: era.name, year: year, month: month, day: day)
    }

    /// R8.11.23; the first year is 1.
    package var short: String {
        "\(era.letter)\(year).\(month).\(day)"
    }

    /// 元 for the first year, otherwise the number.
    package var yearText: String {
        year == 1 ? "元" : String(year)
    }

    /// The keypad spelling `5081123`: era digit and three numbers of two digits.
    package var keypad: String {
        "\(era.digit)" + [year, month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }

    /// The four boxes of a paper form: 元号名, 年, 月, 日.
    package var parts: DateParts {
        DateParts(era: era.name, year: yearText, month: String(month), day: String(day))
    }
}

/// The texts for the separate boxes of a form (元号, 年, 月, 日); an empty text where nothing is known.
package struct DateParts: Hashable, Sendable, Codable {
    /// The era's name; empty for a date written in the Western calendar (西暦).
    package let era: String
    package let year: String
    package let month: String
    package let day: String

    package init(era: String, year: String, month: String, day: String) {
        self.era = era
        self.year = year
        self.month = month
        self.day = day
    }
}

extension CivilDate {
    /// The day in the Japanese calendar (和暦); nil before 1873-01-01, where no Gregorian reading exists.
    package var wareki: Wareki? {
        wareki(in: .national)
    }

    package func wareki(in table: EraTable) -> Wareki? {
        table.era(on: self).map {
            Wareki(era: $0, year: year - $0.firstYear + 1, month: month, day: day)
        }
    }

    /// On a day of two eras in the one that was written (明治45年7月30日, 大正元年7月30日), otherwise as ``wareki(in:)``.
    package func wareki(in table: EraTable, writtenIn written: Era?) -> Wareki? {
        guard let written, table.eras(on: self).contains(written) else { return wareki(in: table) }
        return Wareki(era: written, year: year - written.firstYear + 1, month: month, day: day)
    }

    /// 2026年11月23日, the Western spelling (西暦) used for foreign residents.
    package var westernText: String {
        dateText(era: "", year: year, month: month, day: day)
    }
}
