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
        return plan.households.filter(isSettled).flatMap { household in
            household.members.filter { isOpen($0, household.isOvertaken) }.map { FactKey(.relationship, $0.person) }
        }.sorted { ($0.person?.number ?? 0) < ($1.person?.number ?? 0) }
    }

    /// Not looked at since it was read; or, once another head is named, other than what follows from that.
    private func isOpen(_ member: HouseholdPlan.Member, _ isOvertaken: Bool) -> Bool {
        let noted = receptionCase.text(.relationship, of: member.person)?.string ?? ""
        let isRead = formerRelationship(of: member.person) != nil
        let known = isOvertaken && !isRead ? noted : member.before
        let isChanged = member.after.map { !$0.utf8.elementsEqual(known.utf8) } ?? true
        return isChanged && (isRead || isOvertaken)
    }

    /// Of those who move, relationships follow once the new head is named; those who leave the town are recorded elsewhere.
    private func isSettled(_ household: HouseholdPlan.Household) -> Bool {
        guard household.moves else { return household.isSettled }
        return receptionCase.opening.event != .moveOut && receptionCase.text(.newHead) != nil
    }

    /// The relationship of the core data or of the 転出証明書, as long as nothing has taken its place.
    func formerRelationship(of person: PersonKey) -> Fact? {
        guard let known = receptionCase.facts[FactKey(.relationship, person)]?.fact, known.source != .staff,
            receptionCase.facts[FactKey(.formerRelationship, person)] == nil
        else { return nil }
        return Fact(FactKey(.formerRelationship, person), known.value, from: known.source)
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

    /// The head to offer for those who move (世帯主の提案): the present one, the only adult, or the old head's spouse.
    package var proposedHead: HouseholdProposal? { headProposal(.newHead) { $0.moves } }

    /// The head to offer for those who stay behind.
    package var proposedRemainingHead: HouseholdProposal? { headProposal(.remainingHead, isRemaining) }

    /// Whether the head leaves a household behind that needs another (残る世帯の世帯主).
    package var needsRemainingHead: Bool {
        receptionCase.text(.remainingHead) != nil || HouseholdPlan(situation).households.contains(where: isRemaining)
    }

    /// Adults first among whom those who stay choose.
    package var remainingPeople: [PersonKey] {
        let households = HouseholdPlan(situation).households.filter { !$0.moves }
        let candidates = households.flatMap(\.candidates)
        return candidates.isEmpty ? households.flatMap { $0.members.map(\.person) } : candidates
    }

    private func isRemaining(_ household: HouseholdPlan.Household) -> Bool {
        !household.moves && household.isProposed && !household.candidates.isEmpty
    }

    private func headProposal(
        _ item: ItemID,
        _ isWanted: (HouseholdPlan.Household) -> Bool
    ) -> HouseholdProposal? {
        guard receptionCase.text(item) == nil,
            let household = HouseholdPlan(situation).households.first(where: isWanted),
            let head = household.head.flatMap({ receptionCase.text(.name, of: $0) })
        else { return nil }
        return HouseholdProposal(value: head, before: nil, isCertain: !household.isProposed)
    }
}
