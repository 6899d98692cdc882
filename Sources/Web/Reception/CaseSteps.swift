import Madoguchi

/// The one thing to do now (今すること): the steps of a visit at one counter, computed and never stored.
package enum CaseStep: String, Sendable, CaseIterable {
    case people, move, interview, confirm, finish

    var title: String {
        switch self {
        case .people: "読取"
        case .move: "異動の内容"
        case .interview: "聞き取り"
        case .confirm: "確認・署名"
        case .finish: "印刷・受付"
        }
    }
}

struct CaseSteps: Sendable {
    let view: CaseView
    let counter: CounterID
    /// What is open at this counter; asked for by several parts of a screen, so found once.
    let questions: [OpenQuestion]
    /// Applications with a form that can be completed at this counter.
    let toConfirm: [ApplicationState]
    /// Due applications of this counter.
    let here: [ApplicationState]

    init(view: CaseView, counter: CounterID) {
        self.view = view
        self.counter = counter
        let isFirst = view.receptionCase.opening.counter == counter
        let moveItems = Set(CaseSteps.moveItems(of: view))
        let open = Interview(view).open(at: counter).filter { !isFirst || !moveItems.contains($0.key.item) }
        // Relationships that a new head changes are known from the core data, and so nothing else would ask for them.
        let unconfirmed = isFirst ? view.unconfirmedRelationships : []
        questions =
            open + unconfirmed.filter { key in !open.contains { $0.key == key } }.map { OpenQuestion(unconfirmed: $0) }
        toConfirm = view.applications.filter { state in
            guard case .complete = state.paper else { return false }
            return isFirst || state.procedure.counter == counter
        }
        here = view.applications.filter { $0.verdict.outcome == .due && $0.procedure.counter == counter }
    }

    /// The counter that opened the case does everything; the others begin with their own questions.
    var isFirstCounter: Bool { view.receptionCase.opening.counter == counter }

    var all: [CaseStep] {
        isFirstCounter ? CaseStep.allCases : [.interview, .confirm, .finish]
    }

    /// The first step that is not done.
    var current: CaseStep {
        all.first { !isDone($0) } ?? .finish
    }

    func isDone(_ step: CaseStep) -> Bool {
        switch step {
        case .people: !view.receptionCase.people.isEmpty
        case .move: missingMove.isEmpty
        case .interview: isReadyToAsk && questions.allSatisfy(\.wasUnanswered)
        case .confirm: !toConfirm.isEmpty && toConfirm.allSatisfy(isConfirmed)
        case .finish: !here.isEmpty && here.allSatisfy { $0.submission != nil }
        }
    }

    /// Before people and move are known, having no question does not mean that all is known.
    private var isReadyToAsk: Bool {
        !view.receptionCase.people.isEmpty && (!isFirstCounter || missingMove.isEmpty)
    }

    /// Facts of the move itself, by event; the clerk enters them in one form.
    var moveItems: [ItemID] { CaseSteps.moveItems(of: view) }

    /// Where the head leaves others behind, they choose a head as well.
    private static func moveItems(of view: CaseView) -> [ItemID] {
        let remaining: [ItemID] = view.needsRemainingHead ? [.remainingHead] : []
        let notifier: [ItemID] = remaining + [.notifier, .notifierRelation, ItemID("identity-proof"), .phone]
        switch view.receptionCase.opening.event {
        case .moveIn:
            return [.moveDate, .newTown, .newLot, .newBuilding, .newHead, .oldAddress, .oldHead, .oldArea] + notifier
        case .moveWithin:
            return [.moveDate, .newTown, .newLot, .newBuilding, .newHead] + notifier
        case .moveOut:
            return [.moveDate, .newMunicipality, .newLot, .newBuilding, ItemID("new-area"), .newHead] + notifier
        case .householdChange:
            return [.moveDate, ItemID("household-change"), .newHead] + notifier
        }
    }

    /// Without these the move is not described.
    var requiredMove: [ItemID] {
        let optional: Set<ItemID> = [.newBuilding, .oldHead, .phone, .oldAddress]
        return moveItems.filter { !optional.contains($0) }
    }

    var missingMove: [ItemID] {
        requiredMove.filter { view.receptionCase.value($0)?.isKnown != true }
    }

    /// Answers that may be put right here (聞き取りの訂正): the first counter's are all that no other counter asks itself,
    /// another counter's are its own. Oldest first.
    var answered: [FactKey] {
        let (own, others) = view.catalogue.procedures.reduce(into: (Set<ItemID>(), Set<ItemID>())) { asked, procedure in
            if procedure.counter == counter {
                asked.0.formUnion(procedure.asks)
            } else {
                asked.1.formUnion(procedure.asks)
            }
        }
        let open = Set(questions.map(\.key))
        let elsewhere = Set(moveItems).union([.isProtected])
        return view.receptionCase.facts.filter { key, known in
            guard known.fact.source == .citizen || known.fact.source == .staff, !elsewhere.contains(key.item),
                !open.contains(key),
                view.catalogue.item(key.item)?.question != nil
            else { return false }
            return isFirstCounter ? own.contains(key.item) || !others.contains(key.item) : own.contains(key.item)
        }.sorted { $0.value.sequence < $1.value.sequence }.map(\.key)
    }

    func isConfirmed(_ state: ApplicationState) -> Bool {
        guard let document = state.current else { return false }
        return state.procedure.signature != .electronic || view.receptionCase.signing(of: document) != nil
    }
}
