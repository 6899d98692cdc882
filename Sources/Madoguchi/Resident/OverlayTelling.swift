import Japanese

/// What one case tells of one resident beyond the data (受付が言うこと), and whether the data say so by now.
struct OverlayTelling {
    private let found: ReceptionCase
    private let person: PersonKey
    private let resident: Resident
    private let registryDay: CivilDate
    private let isHidden: Bool

    /// `isHidden`: somebody in the case is protected, and whereabouts stay out.
    init(
        _ found: ReceptionCase,
        _ person: PersonKey,
        _ resident: Resident,
        _ registryDay: CivilDate,
        isHidden: Bool
    ) {
        self.found = found
        self.person = person
        self.resident = resident
        self.registryDay = registryDay
        self.isHidden = isHidden
    }

    /// Whoever moves, and whoever becomes the head of those who stay (世帯に残る世帯主).
    var concerns: Bool { found.movers.contains { $0.key == person } || found.becomesHead(person) }

    /// The notice itself; nil where the data agree with it: it has ended. Once a newer case has settled where the person is,
    /// only names that it has not told of are left.
    func notice(besides told: inout Set<ItemID>, isSettled: Bool) -> ResidentOverlay? {
        let said = found.said(of: person, besides: resident).filter { told.insert($0.item).inserted }
        let entry = found.noticeEntry
        if isSettled {
            return said.isEmpty
                ? nil : ResidentOverlay(found, state: state(entry), registryDay, values: said, entry: entry)
        }
        let relationship = found.newRelationship(of: person)
        let isLater = registryDay > found.opening.number.day
        let tellsNothing = found.opening.event == .householdChange && relationship == nil && said.isEmpty
        if tellsNothing ? isLater : found.agrees(with: resident, person) && said.isEmpty { return nil }
        let movesHere = found.opening.event == .moveIn || found.opening.event == .moveWithin
        let moves = found.movers.contains { $0.key == person }
        return ResidentOverlay(
            found,
            state: state(entry),
            registryDay,
            address: movesHere && moves && !isHidden ? found.newAddress : nil,
            relationship: relationship,
            values: said,
            entry: entry
        )
    }

    /// What applications of the case make of the person, one overlay for each; an item that a newer case told of is left out.
    func results(_ catalogue: Catalogue, besides told: inout Set<ItemID>) -> [ResidentOverlay] {
        guard !found.isWithdrawn else { return [] }
        let mine = found.submissions.keys.filter { key in
            catalogue.procedure(key.procedure)?.results.isEmpty == false
                && (key.person == person || (key.person == nil && concerns))
        }
        guard !mine.isEmpty else { return [] }
        let view = CaseView(found, catalogue: catalogue)
        let known = resident.heldValues
        return mine.sorted { $0.text < $1.text }.compactMap { application in
            let hidden = isHidden ? catalogue.municipality.disclosure.whereabouts : []
            let results = view.results(of: application, for: person)
            let fresh = results.filter { told.insert($0.item).inserted && !hidden.contains($0.item) }
            let values = fresh.filter { known[$0.item] != $0.value }
            guard !values.isEmpty, let entry = found.entry(of: application) else { return nil }
            return ResidentOverlay(
                found,
                state: state(entry),
                registryDay,
                values: values,
                procedure: catalogue.procedure(application.procedure)?.name,
                entry: entry
            )
        }
    }

    /// Data can contradict only what had been entered before their day.
    private func state(_ entry: EntryProgress) -> ResidentOverlay.State {
        let received = found.opening.number.day
        switch entry.state {
        case .waiting, .failed: return registryDay > received ? .notEntered : .pending
        case .exported, .entered:
            return registryDay > max(received, entry.stamp?.at.day ?? received) ? .contradicted : .pending
        }
    }
}

extension ResidentOverlay {
    init(
        _ found: ReceptionCase,
        state: State,
        _ registryDay: CivilDate,
        address: ResidentAddress? = nil,
        relationship: RegisteredText? = nil,
        values: [IdentityReading.Field] = [],
        procedure: String? = nil,
        entry: EntryProgress = .waiting
    ) {
        caseID = found.id
        number = found.opening.number
        event = found.opening.event
        counter = found.opening.counter
        leaves = found.opening.event == .moveOut && !found.isMoveOutWithdrawn && procedure == nil
        leavesOn = leaves ? found.date(.plannedMoveDate) ?? found.date(.moveDate) : nil
        self.state = state
        self.address = address
        self.relationship = relationship
        self.registryDay = registryDay
        self.values = values
        self.procedure = procedure
        self.entry = entry
    }
}

extension Resident {
    /// What the core data say a person has, by item.
    fileprivate var heldValues: [ItemID: FactValue] {
        let fields = IdentityReading(residents: [self], moving: []).people.flatMap(\.fields)
        return Dictionary(fields.map { ($0.item, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ReceptionCase {
    /// Names and the like that a clerk or the visitor said anew; a card's spelling alone changes nothing.
    private static let sayable: [ItemID] = [
        .name, .kana, .commonName, .formerName, .nationality, .residenceStatus, .residenceUntil, .familyRegisterHead,
    ]

    fileprivate func said(of person: PersonKey, besides resident: Resident) -> [IdentityReading.Field] {
        let known = resident.heldValues
        return ReceptionCase.sayable.compactMap { item in
            guard let fact = facts[FactKey(item, person)]?.fact, fact.source == .staff || fact.source == .citizen,
                fact.value != .unanswered, known[item] != fact.value
            else { return nil }
            return IdentityReading.Field(item, fact.value)
        }
    }

    /// How far the entry of the notice is: of what was handed in first.
    fileprivate var noticeEntry: EntryProgress {
        let first = submissions.min { $0.value.sequence < $1.value.sequence }
        return first.flatMap { entry(of: $0.key) } ?? .waiting
    }

    /// Somebody who stays and is the new head there (残る世帯の世帯主).
    fileprivate func becomesHead(_ person: PersonKey) -> Bool {
        guard !movers.contains(where: { $0.key == person }), let head = text(.remainingHead) else { return false }
        return text(.name, of: person) == head
    }

    /// Whether the register says what the case says of somebody.
    func agrees(with resident: Resident, _ person: PersonKey) -> Bool {
        let isSame = newRelationship(of: person).map { $0 == RegisteredText(resident.relationship) } ?? true
        guard movers.contains(where: { $0.key == person }) else { return isSame }
        switch opening.event {
        case .moveOut: return (resident.standing == .current) == isMoveOutWithdrawn
        case .moveIn, .moveWithin:
            let address = newAddress
            return resident.standing == .current
                && (address.map { $0.town == resident.address.town && $0.lot == resident.address.lot } ?? true)
        case .householdChange: return isSame
        }
    }

    /// A moving-out that was notified before is called off (転出の取りやめ).
    fileprivate var isMoveOutWithdrawn: Bool { flag("move-out-withdrawn") == true }

    /// A relationship that was said here, not read from the register.
    fileprivate func newRelationship(of person: PersonKey) -> RegisteredText? {
        if becomesHead(person) { return "世帯主" }
        let fact = facts[FactKey(.relationship, person)]?.fact
        guard let fact, fact.source != .registry, case .text(let text) = fact.value else { return nil }
        return text
    }

    fileprivate var newAddress: ResidentAddress? {
        guard let town = text(.newTown), let lot = text(.newLot) else { return nil }
        return ResidentAddress(
            postalCode: text(.newPostalCode)?.string ?? "",
            townCode: "",
            town: town,
            lot: lot,
            building: text(.newBuilding) ?? ""
        )
    }
}
