package import Japanese

/// What is offered for the household after the move (世帯主と続柄の提案): a fact only once the clerk has saved it.
package struct HouseholdProposal: Hashable, Sendable {
    /// Nil where the words known so far do not say it.
    package let value: RegisteredText?
    /// The relationship until now, from which the proposal follows; nil for a head.
    package let before: RegisteredText?
    /// Whether it follows for certain (確か), or staff have to look.
    package let isCertain: Bool
}

extension CaseView {
    /// Relationships of the core data that the new head changes and that nobody has confirmed yet (続柄の確認).
    package var unconfirmedRelationships: [FactKey] {
        let plan = HouseholdPlan(situation)
        return plan.households.filter(isSettled).flatMap(\.members).compactMap { member in
            let isChanged = member.after.map { !$0.utf8.elementsEqual(member.before.utf8) } ?? true
            guard isChanged, formerRelationship(of: member.person) != nil else { return nil }
            return FactKey(.relationship, member.person)
        }.sorted { ($0.person?.number ?? 0) < ($1.person?.number ?? 0) }
    }

    /// Of those who move, relationships follow once the new head is named; those who leave the town are recorded elsewhere.
    private func isSettled(_ household: HouseholdPlan.Household) -> Bool {
        guard household.moves else { return true }
        return receptionCase.opening.event != .moveOut && receptionCase.text(.newHead) != nil
    }

    /// The core data's relationship, as long as nothing has taken its place.
    func formerRelationship(of person: PersonKey) -> Fact? {
        guard let known = receptionCase.facts[FactKey(.relationship, person)]?.fact, known.source == .registry,
            receptionCase.facts[FactKey(.formerRelationship, person)] == nil
        else { return nil }
        return Fact(FactKey(.formerRelationship, person), known.value, from: .registry)
    }

    /// A relationship to offer for confirmation (続柄の提案): unchanged where the head of household stays the same person.
    package func proposedRelationship(of person: PersonKey) -> HouseholdProposal? {
        let members = HouseholdPlan(situation).households.flatMap(\.members)
        if let member = members.first(where: { $0.person == person }) {
            return HouseholdProposal(
                value: member.after.map { RegisteredText($0) },
                before: member.before.isEmpty ? nil : RegisteredText(member.before),
                isCertain: member.isCertain
            )
        }
        guard let head = receptionCase.text(.newHead), head == receptionCase.text(.oldHead),
            let former = receptionCase.text(.formerRelationship, of: person)
        else { return nil }
        return HouseholdProposal(value: former, before: former, isCertain: true)
    }

    /// The head to offer for those who move (世帯主の提案): the present one, or the only adult.
    package var proposedHead: HouseholdProposal? {
        guard receptionCase.text(.newHead) == nil,
            let household = HouseholdPlan(situation).households.first(where: \.moves),
            let head = household.head.flatMap({ receptionCase.text(.name, of: $0) })
        else { return nil }
        return HouseholdProposal(value: head, before: nil, isCertain: !household.isProposed)
    }
}
