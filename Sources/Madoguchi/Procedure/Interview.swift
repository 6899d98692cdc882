import Rules

/// A question that is open now (未回答の設問): what to ask, and which applications wait for the answer.
package struct OpenQuestion: Hashable, Sendable {
    package let key: FactKey
    package let applications: [ApplicationKey]
    /// The citizen was asked and did not know (わからない); staff find out.
    package let wasUnanswered: Bool

    package init(key: FactKey, applications: [ApplicationKey], wasUnanswered: Bool) {
        self.key = key
        self.applications = applications
        self.wasUnanswered = wasUnanswered
    }

    /// A relationship to be confirmed (続柄の確認); no application waits for it, every form shows it.
    package init(unconfirmed key: FactKey) {
        self.init(key: key, applications: [], wasUnanswered: false)
    }
}

/// Finds the questions that can still change a verdict or complete a form (聞き取り): nothing else is asked.
package struct Interview: Sendable {
    private let view: CaseView

    package init(_ view: CaseView) {
        self.view = view
    }

    /// Open questions at a counter, cheapest first. The first counter asks whatever no later counter asks itself.
    package func open(at counter: CounterID) -> [OpenQuestion] {
        var order: [FactKey] = []
        var waiting: [FactKey: [ApplicationKey]] = [:]
        for (key, application) in wanted(at: counter) {
            if waiting[key] == nil { order.append(key) }
            waiting[key, default: []].append(application)
        }
        order += conditional(at: counter).filter { waiting[$0] == nil }
        return order.map { key in
            OpenQuestion(
                key: key,
                applications: waiting[key] ?? [],
                wasUnanswered: view.receptionCase.value(key.item, of: key.person) == .unanswered
            )
        }.sorted { rank($0) < rank($1) }
    }

    private func wanted(at counter: CounterID) -> [(FactKey, ApplicationKey)] {
        var found: [(FactKey, ApplicationKey)] = []
        for verdict in view.verdicts {
            guard let procedure = view.catalogue.procedure(verdict.application.procedure) else { continue }
            let isHere = procedure.counter == counter
            for key in verdict.needs + view.missing(verdict.application) {
                let isLater = procedure.asks.contains(key.item)
                if (isLater ? isHere : true) && isAsked(key) { found.append((key, verdict.application)) }
            }
        }
        return found
    }

    /// What the story itself makes worth asking (聞く条件), at the counter of the procedure that asks it, or at any.
    private func conditional(at counter: CounterID) -> [FactKey] {
        let asking = view.catalogue.items.filter { $0.askWhen != nil }
        return asking.flatMap { item -> [FactKey] in
            let owners = view.verdicts.compactMap { verdict -> CounterID? in
                let procedure = view.catalogue.procedure(verdict.application.procedure)
                return procedure?.asks.contains(item.id) == true ? procedure?.counter : nil
            }
            guard owners.isEmpty || owners.contains(counter) else { return [] }
            let people: [PersonKey?] = item.scope == .visit ? [nil] : view.situation.movers
            return people.filter { person in
                view.receptionCase.value(item.id, of: person)?.isKnown != true
                    && item.askWhen?.evaluate(in: view.situation.context(for: person)) == .boolean(true)
            }.map { FactKey(item.id, $0) }
        }
    }

    private func isAsked(_ key: FactKey) -> Bool {
        view.catalogue.item(key.item)?.question != nil
    }

    private func rank(_ question: OpenQuestion) -> (Int, Int, Int) {
        let cost = view.catalogue.item(question.key.item)?.cost ?? 0
        return (question.wasUnanswered ? 1 : 0, cost, question.key.person?.number ?? 0)
    }
}
