package import Japanese

/// What a case of these days says about a resident that the nightly data do not say yet (当日異動の重ね合わせ).
package struct ResidentOverlay: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// The data are older than the case; what the case says counts.
        case pending
        /// Data of a later day still say something else: a person must look (不一致).
        case contradicted
        /// Taken back here after it had gone out for entry: the core system may have it (入力後の取消).
        case undone
    }

    package let caseID: CaseID
    package let number: ReceptionNumber
    package let event: LifeEvent
    /// Where it was received.
    package let counter: CounterID
    package let state: State
    /// Where the person lives by the case; nil where it says nothing or somebody in it is protected (支援措置).
    package let address: ResidentAddress?
    /// How the person stands to the head by the case; nil where it says nothing new.
    package let relationship: RegisteredText?
    /// The person leaves by the case.
    package let leaves: Bool
    /// The day of the data that were compared with (連携データ基準日).
    package let registryDay: CivilDate

    package var sentence: String {
        let what = "\(event.japanese)の届出（\(number.text)）"
        switch state {
        case .pending: return "\(what)を受け付けています。連携データ（\(registryDay.monthDayText)時点）にはまだ反映されていません。"
        case .contradicted:
            return "\(what)と、その後の連携データ（\(registryDay.monthDayText)時点）が合いません。どちらが正しいか確かめてください。"
        case .undone: return "\(what)は、入力データに出した後で取り消されています。基幹系に入っていないか確かめてください。"
        }
    }
}

/// Somebody of a case whom the core system has not given a number yet (未登録者).
package struct ProvisionalPerson: Hashable, Sendable {
    package let caseID: CaseID
    package let key: PersonKey

    package init(caseID: CaseID, key: PersonKey) {
        self.caseID = caseID
        self.key = key
    }
}

/// Who in the register a provisional person is (仮の人の照合).
package enum PersonMatch: Hashable, Sendable {
    case none
    /// One resident with the very same registered name, birth date and sex.
    case certain(Resident)
    /// Others with this birth date and a name that is read or written alike: for a person to decide.
    case doubtful([Resident])

    package var residents: [Resident] {
        switch self {
        case .none: []
        case .certain(let resident): [resident]
        case .doubtful(let residents): residents
        }
    }

    package var isCertain: Bool {
        if case .certain = self { true } else { false }
    }
}

/// Cases older than this before the data have long been entered or mended; what they said then is history (日).
private let overlayDays = 31

extension StoreReading {
    /// What cases say about a resident beyond the data, the newest first. One that the data confirm has ended and is not
    /// among them, nor is one that a newer case replaces. `forSubject` is for a protected person's own released case.
    package func overlays(of resident: Resident, forSubject: Bool = false) throws -> [ResidentOverlay] {
        guard let registryDay = try registryStatus()?.businessDate else { return [] }
        let cases = try caseSummaries(resident: resident.number)
            .filter { $0.number.day >= registryDay.adding(days: -overlayDays) }
            .sorted { ($0.number.day, $0.number.serial) > ($1.number.day, $1.number.serial) }
            .compactMap { try receptionCase($0.id) }
        var overlays: [ResidentOverlay] = []
        var isSettled = false
        for found in cases {
            guard let person = found.people.first(where: { $0.resident == resident.number }),
                found.movers.contains(where: { $0.key == person.key })
            else { continue }
            if let undone = try undone(found, person.key, of: resident, registryDay, isSettled: isSettled) {
                overlays.append(undone)
            }
            guard !found.isWithdrawn, !found.submissions.isEmpty, !isSettled else { continue }
            isSettled = found.opening.event != .householdChange
            let isHidden = try !forSubject && found.protection(of: protected(in: found)).state != .none
            let overlay = ResidentOverlay(found, person.key, of: resident, registryDay, isHidden: isHidden)
            if let overlay { overlays.append(overlay) }
        }
        return overlays
    }

    /// The resident as today's cases leave them, for the next counter and the next case.
    package func overlaid(_ resident: Resident, forSubject: Bool = false) throws -> Resident {
        var overlaid = resident
        for overlay in try overlays(of: resident, forSubject: forSubject).reversed() where overlay.state == .pending {
            if let address = overlay.address { overlaid.address = address }
            if let relationship = overlay.relationship { overlaid.relationship = relationship.string }
        }
        return overlaid
    }

    /// What was taken back after its row had been exported, until data of a later day are without it.
    private func undone(
        _ found: ReceptionCase,
        _ person: PersonKey,
        of resident: Resident,
        _ registryDay: CivilDate,
        isSettled: Bool
    ) throws -> ResidentOverlay? {
        let exported = try found.endedSubmissions.filter { ended in
            try journalEntries(of: [.entryExported], by: nil, since: ended.from, limit: 1_000).contains { entry in
                entry.at <= ended.until && entry.detail.utf8.starts(with: ended.exportDetail.utf8)
            }
        }
        guard let last = exported.map(\.until.day).max() else { return nil }
        let hasGone = registryDay > last && (isSettled || !found.isWithdrawn || !found.agrees(with: resident, person))
        guard !hasGone else { return nil }
        return ResidentOverlay(found, state: .undone, registryDay)
    }

    /// Looks for a provisional person in the generation in use, former residents included (再転入).
    package func match(_ key: PersonKey, of receptionCase: ReceptionCase) throws -> PersonMatch {
        guard let name = receptionCase.text(.name, of: key), let birth = receptionCase.date(.birthDate, of: key) else {
            return .none
        }
        let found = try possibleReturns(name: name, birthDate: birth).filter { resident in
            !receptionCase.distinctions.contains(PersonDistinction(key: key, resident: resident.number))
        }
        guard let first = found.first else { return .none }
        let sex = receptionCase.text(.sex, of: key)?.string
        let isSame = first.name == name && first.sex.japanese.utf8.elementsEqual((sex ?? "").utf8)
        return found.count == 1 && isSame ? .certain(first) : .doubtful(found)
    }
}

extension ResidentOverlay {
    /// Nil where the data agree with the case: it has ended.
    init?(
        _ found: ReceptionCase,
        _ person: PersonKey,
        of resident: Resident,
        _ registryDay: CivilDate,
        isHidden: Bool
    ) {
        let isLater = registryDay > found.opening.number.day
        let tellsNothing = found.opening.event == .householdChange && found.newRelationship(of: person) == nil
        if tellsNothing ? isLater : found.agrees(with: resident, person) { return nil }
        let movesHere = found.opening.event == .moveIn || found.opening.event == .moveWithin
        self.init(
            found,
            state: isLater ? .contradicted : .pending,
            registryDay,
            address: movesHere && !isHidden ? found.newAddress : nil,
            relationship: found.newRelationship(of: person)
        )
    }

    fileprivate init(
        _ found: ReceptionCase,
        state: State,
        _ registryDay: CivilDate,
        address: ResidentAddress? = nil,
        relationship: RegisteredText? = nil
    ) {
        caseID = found.id
        number = found.opening.number
        event = found.opening.event
        counter = found.opening.counter
        leaves = found.opening.event == .moveOut && !found.isMoveOutWithdrawn
        self.state = state
        self.address = address
        self.relationship = relationship
        self.registryDay = registryDay
    }
}

/// A submission that was taken back, or fell with its case.
private struct EndedSubmission {
    let submission: Submission
    let from: Instant
    let until: Instant

    /// How an export of its rows begins in the journal.
    var exportDetail: String {
        "\(submission.application.procedure.text) \(submission.receivedOn.iso) "
    }
}

extension ReceptionCase {
    fileprivate var endedSubmissions: [EndedSubmission] {
        var open: [ApplicationKey: (Submission, Instant)] = [:]
        var ended: [EndedSubmission] = []
        for record in records {
            switch record.body {
            case .submission(let submission): open[submission.application] = (submission, record.stamp.at)
            case .submissionReturn(let back):
                guard let (submission, from) = open.removeValue(forKey: back.application) else { continue }
                ended.append(EndedSubmission(submission: submission, from: from, until: record.stamp.at))
            case .withdrawal:
                ended += open.values.map { EndedSubmission(submission: $0.0, from: $0.1, until: record.stamp.at) }
                open = [:]
            default: continue
            }
        }
        return ended
    }

    /// Whether the register says what the case says of somebody.
    fileprivate func agrees(with resident: Resident, _ person: PersonKey) -> Bool {
        let isSame = newRelationship(of: person).map { $0 == RegisteredText(resident.relationship) } ?? true
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
