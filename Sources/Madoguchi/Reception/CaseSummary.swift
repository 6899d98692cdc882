package import Japanese

/// A line of the reception list (受付一覧); a projection that can be rebuilt from the records.
package struct CaseSummary: Hashable, Sendable, Codable {
    package var id: CaseID
    package var number: ReceptionNumber
    package var event: LifeEvent
    package var openedAt: Instant
    package var changedAt: Instant
    package var counter: CounterID
    /// Name of the notifier or first person, or empty.
    package var name: RegisteredText
    package var people: Int
    package var stage: Stage
    /// Counters with open work, in the order of the walk.
    package var openCounters: [CounterID]
    package var doneCounters: [CounterID]

    /// How far the visit has come, derived from its records (状態).
    package enum Stage: String, Hashable, Sendable, Codable, CaseIterable {
        case interviewing, confirming, signed, underway, done, held, withdrawn
        /// A second person is asked to release the stop of a protected person (支援措置の解除待ち).
        case awaitingRelease

        package var japanese: String {
            switch self {
            case .interviewing: "聞き取り中"
            case .confirming: "確認中"
            case .signed: "署名済"
            case .underway: "窓口巡回中"
            case .done: "完了"
            case .held: "保留"
            case .withdrawn: "取下げ"
            case .awaitingRelease: "解除待ち"
            }
        }
    }

    package init(
        id: CaseID,
        number: ReceptionNumber,
        event: LifeEvent,
        openedAt: Instant,
        changedAt: Instant,
        counter: CounterID,
        name: RegisteredText,
        people: Int,
        stage: Stage,
        openCounters: [CounterID],
        doneCounters: [CounterID]
    ) {
        self.id = id
        self.number = number
        self.event = event
        self.openedAt = openedAt
        self.changedAt = changedAt
        self.counter = counter
        self.name = name
        self.people = people
        self.stage = stage
        self.openCounters = openCounters
        self.doneCounters = doneCounters
    }
}
