/// The cases judged last (見え方の控え), so that looking again at what has not changed costs nothing (decision 0076).
///
/// Records are only ever appended: a case with the same number of records says the same.
actor RecentViews {
    private let limit: Int
    /// The one used last stands last.
    private var views: [CaseView] = []

    /// More than the cases that a city's counters have open at one moment.
    init(limit: Int = 64) {
        self.limit = limit
    }

    /// The case as it was judged last; whoever takes it compares its revision in the transaction.
    func view(of id: CaseID) -> CaseView? {
        guard let place = views.firstIndex(where: { $0.receptionCase.id == id }) else { return nil }
        let found = views.remove(at: place)
        views.append(found)
        return found
    }

    /// To be called once the view's records are stored. A slip's code is never kept.
    func keep(_ view: CaseView) {
        let id = view.receptionCase.id
        guard view.receptionCase.ticket == nil else { return }
        if let known = views.last, known.receptionCase.id == id,
            known.receptionCase.revision == view.receptionCase.revision
        {
            return
        }
        views.removeAll { $0.receptionCase.id == id }
        views.append(view)
        if views.count > limit { views.removeFirst() }
    }
}
