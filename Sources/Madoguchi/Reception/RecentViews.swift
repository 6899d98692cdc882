/// A case as it is recorded, and as it was judged and suppressed for the screen (判定済みの受付).
struct JudgedCase: Sendable {
    let recorded: ReceptionCase
    let view: CaseView
}

/// The cases judged last (見え方の控え), so that looking again at what has not changed costs nothing (decision 0076).
///
/// Records are only ever appended: a case with the same number of records says the same.
actor RecentViews {
    private let limit: Int
    /// The one used last stands last.
    private var cases: [JudgedCase] = []

    /// More than the cases that a city's counters have open at one moment.
    init(limit: Int = 64) {
        self.limit = limit
    }

    /// The case as it was judged last; whoever takes it compares its revision and protection in the transaction.
    func judgement(of id: CaseID) -> JudgedCase? {
        guard let place = cases.firstIndex(where: { $0.recorded.id == id }) else { return nil }
        let found = cases.remove(at: place)
        cases.append(found)
        return found
    }

    /// To be called once the records are stored. A slip's code is never kept.
    func keep(_ judged: JudgedCase) {
        guard judged.recorded.ticket == nil else { return }
        cases.removeAll { $0.recorded.id == judged.recorded.id }
        cases.append(judged)
        if cases.count > limit { cases.removeFirst() }
    }
}
