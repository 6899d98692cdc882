/// Why staff search for residents or look at them (閲覧の事由): chosen from a list, and kept in the journal by its name.
package enum LookReason: String, Hashable, Sendable, CaseIterable {
    /// For a case that is being received (受付中の手続).
    case reception
    /// Somebody at the counter who has no case (窓口での問い合わせ).
    case counter
    /// A call (電話の問い合わせ).
    case phone
    /// Entry into the core system (入力・審査).
    case entry
    /// Mail or another office asks (郵送・他機関からの照会).
    case inquiry

    /// The sentence of the texts.
    package var textKey: String { "reason.\(rawValue)" }

    /// What the screen offers first: the case where one is open at this counter.
    package init(openCases: some Sequence<CaseSummary>, at counter: CounterID) {
        let isOpen = openCases.contains { summary in
            switch summary.stage {
            case .interviewing, .confirming, .signed, .underway, .awaitingRelease:
                summary.counter == counter || summary.isComing(to: counter)
            case .done, .held, .withdrawn: false
            }
        }
        self = isOpen ? .reception : .counter
    }
}

extension CaseSummary {
    /// The family has left the first counter and still has something to do at this one.
    package func isComing(to counter: CounterID) -> Bool {
        (stage == .signed || stage == .underway) && self.counter != counter && openCounters.contains(counter)
    }
}
