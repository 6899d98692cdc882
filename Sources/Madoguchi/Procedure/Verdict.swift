package import Japanese

/// Whether a procedure is due (判定): 必要, 不要, 要確認, or 案内 (told about, no form here).
package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    case due, notDue, undecided, guidance

    package var japanese: String {
        switch self {
        case .due: "必要"
        case .notDue: "不要"
        case .undecided: "要確認"
        case .guidance: "案内"
        }
    }

    package init?(japanese: String) {
        guard let outcome = Outcome.allCases.first(where: { $0.japanese.utf8.elementsEqual(japanese.utf8) }) else {
            return nil
        }
        self = outcome
    }
}

/// The verdict on one procedure for one person, with everything that supports it (判定結果).
package struct Verdict: Hashable, Sendable {
    package var application: ApplicationKey
    package var outcome: Outcome
    /// One Japanese sentence.
    package var reason: String
    /// Law or ordinance with its article (根拠).
    package var law: String
    /// Row of the decision table, 1 is the first; nil where no row decided.
    package var row: Int?
    /// The row's own name in its table (行), by which examples and reports call it; empty where no row decided.
    package var rule: String
    /// What met the row's conditions, in the order of the table's columns.
    package var matched: [MatchedValue]
    /// Since when the rule is in force (施行日), as the row says.
    package var since: String
    /// Those it is due for, or told to, where one form serves several people (対象者).
    package var people: [PersonKey]
    /// The verdicts on each of them, where the table was asked person by person (一人ずつの判定).
    package var members: [Verdict] = []
    /// What is unknown and can still change the outcome; cheapest first.
    package var needs: [FactKey]
    /// Every time limit that applies, the earliest first (期限).
    package var deadlines: [FilingDeadline]
    /// From when it counts if it is filed today.
    package var start: BenefitStart?
    package var override: VerdictOverride?

    package init(
        application: ApplicationKey,
        outcome: Outcome,
        reason: String,
        law: String,
        row: Int?,
        rule: String = "",
        matched: [MatchedValue] = [],
        since: String = "",
        people: [PersonKey] = [],
        needs: [FactKey],
        deadlines: [FilingDeadline] = [],
        start: BenefitStart? = nil,
        override: VerdictOverride? = nil
    ) {
        self.application = application
        self.outcome = outcome
        self.reason = reason
        self.law = law
        self.row = row
        self.rule = rule
        self.matched = matched
        self.since = since
        self.people = people
        self.needs = needs
        self.deadlines = deadlines
        self.start = start
        self.override = override
    }

    /// The last day on which everything is still in time (最も早い期限).
    package var deadline: FilingDeadline? { deadlines.first }
}

/// A value that met a condition of the row that decided (当てはまった値), as staff read it.
package struct MatchedValue: Hashable, Sendable, Codable {
    /// The heading of the column.
    package var column: String
    package var value: String

    package init(column: String, value: String) {
        self.column = column
        self.value = value
    }
}

/// The last day for a notice, computed from a day of the case (期限).
package struct FilingDeadline: Hashable, Sendable {
    package var rule: String
    package var day: CivilDate
    /// True where the day of notice lies after it.
    package var isMissed: Bool
    package var law: String
    /// What it means for the family, in one sentence.
    package var text: String

    package init(rule: String, day: CivilDate, isMissed: Bool, law: String, text: String) {
        self.rule = rule
        self.day = day
        self.isMissed = isMissed
        self.law = law
        self.text = text
    }
}
