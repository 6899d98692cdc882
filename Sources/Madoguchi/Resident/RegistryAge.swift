package import Japanese

/// How old the core system's data are (連携データの古さ), as screens and alerts say it.
package struct RegistryAge: Hashable, Sendable {
    package let businessDate: CivilDate
    package let days: Int

    package init(_ status: RegistryStatus, today: CivilDate) {
        businessDate = status.businessDate
        days = today.dayNumber - status.businessDate.dayNumber
    }

    /// The nightly file holds the day before; more than that means that one has not come.
    package var isLate: Bool { days > 1 }

    /// Whether the file of the last open day before `today` is missing: on a Monday that is Friday's (未着).
    package static func isMissing(_ status: RegistryStatus?, today: CivilDate, calendar: BusinessCalendar) -> Bool {
        guard let status else { return true }
        var expected = today.adding(days: -1)
        while !calendar.isOpen(expected), today.dayNumber - expected.dayNumber < 15 {
            expected = expected.adding(days: -1)
        }
        return status.businessDate < expected
    }

    package var sentence: String {
        switch days {
        case ..<0: "連携データの基準日（\(businessDate.iso)）が今日より後です。"
        case 0, 1: "連携データの基準日は \(businessDate.iso) です。"
        default: "連携データが届いていません。\(days)日前（\(businessDate.iso)）のデータで動いています。"
        }
    }
}
