package import Japanese
import Rules

/// From when a benefit counts (開始の定め): from an earlier day if filed in time, otherwise from the day of filing.
package struct StartRule: Hashable, Sendable, Codable {
    package enum Unit: String, Hashable, Sendable, Codable {
        /// From the day itself (申請した日から).
        case day
        /// From the month after (翌月分から), as 児童手当法第8条第2項 counts.
        case nextMonth = "next-month"
    }

    package var id: String
    /// Japanese name of the date item that counts, as long as the time limit is kept.
    package var from: String
    /// The time limit (期限の定め) to be kept; without one the day always counts.
    package var deadline: String?
    package var unit: Unit
    package var law: String

    package init(id: String, from: String, deadline: String?, unit: Unit, law: String) {
        self.id = id
        self.from = from
        self.deadline = deadline
        self.unit = unit
        self.law = law
    }
}

/// From when a benefit counts if it is filed today, and from which day on that changes (開始日・支給開始月).
package struct BenefitStart: Hashable, Sendable {
    package var rule: String
    package var unit: StartRule.Unit
    /// The first day, or the first day of the first month.
    package var day: CivilDate
    /// The first day of filing that leads to another start; nil where waiting changes nothing.
    package var changesOn: CivilDate?
    /// The start that filing on ``changesOn`` leads to.
    package var thereafter: CivilDate?
    package var law: String
    /// Whether the day of filing itself is the start.
    private let isFilingDay: Bool
    private let followsFiling: Bool

    /// Nil while the day of filing, or the day that counts, is not known.
    init?(_ rule: StartRule, from event: CivilDate?, limit: CivilDate?, filing: CivilDate?, countsFiling: Bool) {
        guard let filing else { return nil }
        func start(_ filed: CivilDate) -> CivilDate? {
            let isLate = limit.map { filed > $0 } ?? false
            guard let counted = isLate || countsFiling ? filed : event else { return nil }
            return rule.unit == .day ? counted : counted.firstOfNextMonth
        }
        guard let day = start(filing) else { return nil }
        self.rule = rule.id
        self.unit = rule.unit
        self.day = day
        law = rule.law
        isFilingDay = rule.unit == .day && (countsFiling || limit.map { filing > $0 } ?? false)
        followsFiling = rule.unit == .day
        guard !isFilingDay else { return }
        // A limit is at most half a year away, and a month turns within thirty-one days.
        var next = filing
        for _ in 0..<220 {
            next = next.adding(days: 1)
            guard let later = start(next), later != day else { continue }
            changesOn = next
            thereafter = later
            return
        }
    }

    /// 「今日出せば4月分から・4月14日以降は5月分から」
    package var text: String {
        if isFilingDay { return "出した日（\(day.month)月\(day.day)日）から" }
        let now = "今日出せば\(words(day))から"
        guard let changesOn, let thereafter else { return unit == .day ? "\(words(day))から" : now }
        let later = followsFiling ? "出した日" : words(thereafter)
        return "\(now)・\(changesOn.month)月\(changesOn.day)日以降は\(later)から"
    }

    private func words(_ day: CivilDate) -> String {
        unit == .day ? "\(day.month)月\(day.day)日" : "\(day.month)月分"
    }
}

extension CivilDate {
    /// The first day of the month after.
    fileprivate var firstOfNextMonth: CivilDate {
        adding(days: CivilDate.days(inMonth: month, of: year) - self.day + 1)
    }
}
