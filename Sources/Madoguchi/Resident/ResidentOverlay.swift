package import Japanese

/// What a case of these days says about a resident that the nightly data do not say yet (当日異動の重ね合わせ).
package struct ResidentOverlay: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// The data are older than the case; what the case says counts.
        case pending
        /// Data of a later day do not say it, and nobody has said that it was entered (入力の確認).
        case notEntered
        /// Data of a day after its entry still say something else: a person must look (不一致).
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
    /// The day on which the person means to leave (転出予定日).
    package let leavesOn: CivilDate?
    /// Names as the case says them, or what a person has once the application is entered; nil for nothing new.
    package let values: [IdentityReading.Field]
    /// The application whose entry brings what `values` say; nil where the notice itself does.
    package let procedure: String?
    /// How far its entry is.
    package let entry: EntryProgress
    /// The day of the data that were compared with (連携データ基準日).
    package let registryDay: CivilDate

    /// Whether what the case says counts: the data cannot have it yet.
    package var counts: Bool { state == .pending || state == .notEntered }

    package var sentence: String {
        let what = "\(procedure ?? "\(event.japanese)の届出")（\(number.text)）"
        let data = "連携データ（\(registryDay.monthDayText)時点）"
        return switch state {
        case .pending: "\(what)を受け付けています。\(data)にはまだ反映されていません。\(entry.sentence)"
        case .notEntered: "\(what)は、その後の\(data)に反映されていません。\(entry.sentence)入力が要るか確かめてください。"
        case .contradicted: "\(what)と、その後の\(data)が合いません。\(entry.sentence)どちらが正しいか確かめてください。"
        case .undone: "\(what)は、入力データに出した後で取り消されています。基幹系に入っていないか確かめてください。"
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
    /// among them, nor is one that a newer case replaces. `forSubject` is for a protected person's own released case; with
    /// a `catalogue` there is also what entered applications make of the person.
    package func overlays(
        of resident: Resident,
        by catalogue: Catalogue? = nil,
        forSubject: Bool = false
    ) throws -> [ResidentOverlay] {
        guard let registryDay = try registryStatus()?.businessDate else { return [] }
        let cases = try caseSummaries(resident: resident.number)
            .filter { $0.number.day >= registryDay.adding(days: -overlayDays) }
            .sorted { ($0.number.day, $0.number.serial) > ($1.number.day, $1.number.serial) }
            .compactMap { try receptionCase($0.id) }
        var overlays: [ResidentOverlay] = []
        var isSettled = false
        var told: Set<ItemID> = []
        for found in cases {
            guard let person = found.people.first(where: { $0.resident == resident.number }) else { continue }
            let isHidden = try !forSubject && found.protection(of: protected(in: found)).state != .none
            let telling = OverlayTelling(found, person.key, resident, registryDay, isHidden: isHidden)
            if let catalogue { overlays += telling.results(catalogue, besides: &told) }
            guard telling.concerns else { continue }
            if let undone = try undone(found, person.key, of: resident, registryDay, isSettled: isSettled) {
                overlays.append(undone)
            }
            guard !found.isWithdrawn, !found.submissions.isEmpty else { continue }
            if let overlay = telling.notice(besides: &told, isSettled: isSettled) { overlays.append(overlay) }
            isSettled = isSettled || found.opening.event != .householdChange
        }
        return overlays
    }

    /// The resident as today's cases leave them, for the next counter and the next case.
    package func overlaid(_ resident: Resident, forSubject: Bool = false) throws -> Resident {
        var overlaid = resident
        for overlay in try overlays(of: resident, forSubject: forSubject).reversed() where overlay.counts {
            if let address = overlay.address { overlaid.address = address }
            if let relationship = overlay.relationship { overlaid.relationship = relationship.string }
            for field in overlay.values {
                guard case .text(let text) = field.value else { continue }
                if field.item == .name { overlaid.name = text }
                if field.item == .kana { overlaid.kana = text.string }
            }
        }
        return overlaid
    }

    /// What else rules read of the resident as today's cases leave them: names, and what entered applications give.
    func laidFields(_ resident: Resident, by catalogue: Catalogue) throws -> [IdentityReading.Field] {
        try overlays(of: resident, by: catalogue).reversed().filter(\.counts).flatMap(\.values)
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
            try ended.wasSent
                || journalEntries(of: [.entryExported], by: nil, since: ended.from, limit: 1_000).contains { entry in
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

/// A submission that was taken back, or fell with its case.
private struct EndedSubmission {
    let submission: Submission
    let from: Instant
    let until: Instant
    /// Its row went out, or somebody said that it was entered.
    let wasSent: Bool

    /// How an export of its rows begins in the journal.
    var exportDetail: String {
        "\(submission.application.procedure.text) \(submission.receivedOn.iso) "
    }
}

extension ReceptionCase {
    fileprivate var endedSubmissions: [EndedSubmission] {
        var open: [ApplicationKey: (Submission, Instant)] = [:]
        var ended: [EndedSubmission] = []
        var sent: Set<ApplicationKey> = []
        for record in records {
            switch record.body {
            case .submission(let submission):
                open[submission.application] = (submission, record.stamp.at)
                sent.remove(submission.application)
            case .entryMark(let mark) where mark.state == .exported || mark.state == .entered:
                sent.insert(mark.application)
            case .submissionReturn(let back):
                guard let (submission, from) = open.removeValue(forKey: back.application) else { continue }
                let wasSent = sent.contains(back.application)
                let end = record.stamp.at
                ended.append(EndedSubmission(submission: submission, from: from, until: end, wasSent: wasSent))
            case .withdrawal:
                ended += open.map { key, value in
                    let wasSent = sent.contains(key)
                    let end = record.stamp.at
                    return EndedSubmission(submission: value.0, from: value.1, until: end, wasSent: wasSent)
                }
                open = [:]
            default: continue
            }
        }
        return ended
    }
}
