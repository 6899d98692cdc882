package import Rules

/// A procedure of the municipality (手続): when it is due, what it asks, its form, its counter and its entry.
package struct Procedure: Sendable {
    package enum Scope: String, Hashable, Sendable, Codable {
        case visit, person
    }

    /// How the form is signed (署名方式): on the panel, by hand on paper, or with the printed name alone.
    package enum SignatureMode: String, Hashable, Sendable, Codable {
        case electronic, paper, printedName = "printed-name"
    }

    package var id: ProcedureID
    package var name: String
    package var business: String
    package var counter: CounterID
    package var order: Int
    package var scope: Scope
    /// Whether the table is asked once for the visit or for each who moves; one form may still serve them all.
    package var judgedPer: Scope
    package var signature: SignatureMode
    package var judgement: DecisionTable
    package var deadlines: [DeadlineRule]
    /// Items asked only at this procedure's own counter, such as an account or a 記号番号.
    package var asks: [ItemID]
    package var brings: [Bring]
    package var guidance: String
    package var form: Form?
    package var print: PrintSetting
    package var entry: [EntryColumn]
    /// In order; the first of an item that applies counts.
    package var results: [EntryResult] = []
    package var governing = GoverningDates()
    package var starts: [StartRule] = []
    /// In order of time; empty where the form never changed.
    package var editions: [FormEdition] = []
    package var outputs: [Output] = []
    package var openPoints: [OpenPoint] = []
    /// Who may file it; empty where nobody wrote it down.
    package var filers: [Filer] = []

    package init(
        id: ProcedureID,
        name: String,
        business: String,
        counter: CounterID,
        order: Int,
        scope: Scope,
        judgedPer: Scope? = nil,
        signature: SignatureMode,
        judgement: DecisionTable,
        deadlines: [DeadlineRule] = [],
        asks: [ItemID] = [],
        brings: [Bring] = [],
        guidance: String = "",
        form: Form? = nil,
        print: PrintSetting = PrintSetting(),
        entry: [EntryColumn] = []
    ) {
        self.id = id
        self.name = name
        self.business = business
        self.counter = counter
        self.order = order
        self.scope = scope
        self.judgedPer = judgedPer ?? scope
        self.signature = signature
        self.judgement = judgement
        self.deadlines = deadlines
        self.asks = asks
        self.brings = brings
        self.guidance = guidance
        self.form = form
        self.print = print
        self.entry = entry
    }

    /// A time limit with those that run beside it.
    package func deadlines(of id: String) -> [DeadlineRule] {
        guard let rule = deadlines.first(where: { $0.id == id }) else { return [] }
        return [rule] + deadlines.filter { rule.also.contains($0.id) }
    }
}

/// Somebody who may file (届け出られる人), by the choice of 届出人の区分, and what proves that they may.
package struct Filer: Hashable, Sendable {
    package var relation: String
    /// Proof of authority (代理権), such as 委任状; nil where none is needed.
    package var proof: String?

    package init(relation: String, proof: String?) {
        self.relation = relation
        self.proof = proof
    }
}

/// Something to bring (持ち物), for all or only where the condition holds.
package struct Bring: Sendable {
    package var text: String
    package var condition: Expression?
    /// May be handed in another day (今日なくても可).
    package var canFollow: Bool

    package init(text: String, condition: Expression?, canFollow: Bool) {
        self.text = text
        self.condition = condition
        self.canFollow = canFollow
    }

    /// As the slip has it.
    package var words: String { text + (canFollow ? "（今日なくても可）" : "") }
}

/// A column of the robot's file (入力項目): its header and the expression that fills it.
package struct EntryColumn: Sendable {
    package var header: String
    package var value: Expression

    package init(header: String, value: Expression) {
        self.header = header
        self.value = value
    }
}

/// A time limit of law (期限の定め): so many days after a day of the case, the first day not counted (民法第140条).
package struct DeadlineRule: Hashable, Sendable, Codable {
    package var id: String
    /// Japanese name of the date item it counts from.
    package var from: String
    package var days: Int
    /// Ends on the next open day where the last day is a day of rest (民法第142条).
    package var rolls: Bool
    /// Whether the day it counts from is the first day (初日算入), as 戸籍法第43条 has it and 民法第140条 has not.
    package var countsFirstDay: Bool
    package var law: String
    /// What filing in time brings; `{期限}` stands for the day.
    package var text: String
    /// What filing late means.
    package var late: String
    /// Time limits that run beside it from other days (あわせて守る期限); the earliest of all is the last day.
    package var also: [String]

    package init(
        id: String,
        from: String,
        days: Int,
        rolls: Bool,
        countsFirstDay: Bool = false,
        law: String,
        text: String,
        late: String,
        also: [String] = []
    ) {
        self.also = also
        self.countsFirstDay = countsFirstDay
        self.id = id
        self.from = from
        self.days = days
        self.rolls = rolls
        self.law = law
        self.text = text
        self.late = late
    }
}
