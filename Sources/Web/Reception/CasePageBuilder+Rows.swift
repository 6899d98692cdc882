import Japanese
import Madoguchi

/// The left column: people, what is known of the move, and the verdicts.
extension CasePageBuilder {
    func personRow(_ person: CasePerson) -> CasePage.PersonRow {
        let reception = view.receptionCase
        let birth = reception.date(.birthDate, of: person.key)
        let isForeign = reception.value(.nationalityKind, of: person.key) == .choice("外国人")
        let written = birth.map { day in
            isForeign ? day.westernText : reception.birthWareki(of: person.key, in: eras)?.short ?? day.iso
        }
        return CasePage.PersonRow(
            key: person.key.text,
            name: view.name(of: person.key).string,
            kana: reception.text(.kana, of: person.key)?.string ?? "",
            birth: written ?? reception.text(.birthText, of: person.key)?.string ?? "生年月日未確認",
            age: birth.flatMap { Age.age(bornOn: $0, on: view.situation.noticeDate ?? $0) }.map { "\($0)歳" } ?? "",
            sex: reception.text(.sex, of: person.key)?.string ?? "",
            relationship: reception.text(.relationship, of: person.key)?.string ?? "",
            insurance: reception.text(.healthInsurance, of: person.key)?.string ?? "",
            mark: reception.facts[FactKey(.name, person.key)].map { "〔\($0.fact.source.mark)〕" } ?? "",
            isStaying: reception.flag(.moves, of: person.key) == false,
            isProvisional: person.resident == nil,
            isProtected: view.protection.people.contains(person.key),
            removal: Address.personRemoval(id, person.key).path
        )
    }

    var knownRows: [CasePage.KnownRow] {
        let wanted: [(label: String, items: [ItemID])] = [
            ("異動日", [.moveDate]),
            ("新しい住所", [.newMunicipality, .newTown, .newLot, .newBuilding]),
            ("前の住所", [.oldAddress, .oldBuilding]),
            ("新しい世帯主", [.newHead]),
            ("残る世帯の世帯主", [.remainingHead]),
            ("前の世帯主", [.oldHead]),
            ("届出人", [.notifierRelation]),
            ("電話", [.phone]),
        ]
        return wanted.compactMap { label, items in
            let facts = items.compactMap { view.receptionCase.facts[FactKey($0)] }
            guard let first = facts.first else { return nil }
            let value = facts.map { known in
                let isBuilding = [.newBuilding, .oldBuilding].contains(known.fact.key.item)
                return (isBuilding ? "　" : "") + words(known.fact.value)
            }.joined()
            return CasePage.KnownRow(
                label: label,
                value: value,
                mark: "〔\(first.fact.source.mark)〕",
                isName: items.contains { CasePageBuilder.registered.contains($0) }
            )
        }
    }

    private static let registered: Set<ItemID> = [.newTown, .newLot, .newBuilding, .oldAddress, .newHead, .oldHead]

    private var eras: EraTable { view.catalogue.municipality.eras }

    private func words(_ value: FactValue) -> String {
        guard case .date(let date) = value else { return FactForm.text(value, eras) }
        return DayText.plain(date, eras)
    }

    func verdictRow(_ state: ApplicationState) -> CasePage.VerdictRow {
        let verdict = state.verdict
        let isOpen = verdict.override == nil
        return CasePage.VerdictRow(
            key: state.key.text,
            procedure: state.procedure.name,
            person: state.key.person.map { view.name(of: $0).string },
            people: state.key.person.map { [view.name(of: $0).string] } ?? [],
            outcome: verdict.outcome.japanese,
            style: verdict.outcome.rawValue,
            reason: FactForm.words(
                of: reason(verdict),
                naming: state.key.person.map { view.name(of: $0).string } ?? ""
            ),
            law: verdict.law,
            row: verdict.row.map { "判定表 第\($0)行" } ?? "",
            deadline: verdict.deadline.map { "\($0.day.monthDayText)まで" },
            isMissed: verdict.deadline?.isMissed ?? false,
            deadlineText: verdict.deadlines.map(\.text).joined().orNil,
            start: state.submission == nil ? verdict.start?.text : nil,
            startLaw: state.submission == nil ? verdict.start?.law.orNil : nil,
            matched: CasePageBuilder.matched(verdict).orNil,
            since: CivilDate(iso: verdict.since).map { "施行日: \(DayText.plain($0, eras))" },
            paper: paperText(state).orNil,
            voided: state.voided == nil ? nil : "署名のあとで内容が変わったため、この書類は無効です。もう一度確認と署名をお願いします。",
            isOverridden: !isOpen,
            overrideReason: verdict.override?.reason ?? "",
            canOverride: mayOverride,
            isHere: isHere(state),
            overridePath: isOpen ? Address.verdictOverride(id).path : Address.verdictRestoration(id).path,
            isSubmitted: state.submission != nil
        )
    }

    /// A closed case is read and no longer changed.
    var mayOverride: Bool { permissions.contains(.override) && !view.receptionCase.isWithdrawn }

    private func isHere(_ state: ApplicationState) -> Bool {
        !steps.isFirstCounter && state.procedure.counter == counter
    }

    /// Of nobody nothing can be said yet; a later counter reads its own procedures first.
    var verdictRows: [CasePage.VerdictRow] {
        guard !view.receptionCase.people.isEmpty else { return [] }
        return (view.applications.filter(isHere) + view.applications.filter { !isHere($0) }).map(verdictRow)
    }

    /// What is said of each of five people in the same words stands once, with their names.
    static func grouped(_ rows: [CasePage.VerdictRow]) -> [CasePage.VerdictRow] {
        var result: [CasePage.VerdictRow] = []
        var places: [[String]: Int] = [:]
        for row in rows {
            guard row.style == Outcome.undecided.rawValue, row.voided == nil, let person = row.person else {
                result.append(row)
                continue
            }
            let words = row.reason.map { $0.isName ? "" : $0.text }.joined()
            let sameness = [row.procedure, words, row.law, row.row, row.matched ?? "", row.paper ?? ""]
            guard let place = places[sameness] else {
                places[sameness] = result.count
                result.append(row)
                continue
            }
            let first = result[place]
            if first.choices.isEmpty { result[place].choices = [.init(key: first.key, label: first.person ?? "")] }
            result[place].people.append(person)
            result[place].choices.append(.init(key: row.key, label: person))
        }
        return result
    }

    private static func matched(_ verdict: Verdict) -> String {
        verdict.matched.map { "\($0.column)＝\($0.value)" }.joined(separator: "、")
    }

    /// A closed case has nothing left to look into.
    var storyRows: [CasePage.StoryRow] {
        guard !view.receptionCase.isWithdrawn else { return [] }
        return StoryCheck(view.situation).notices.map { notice in
            CasePage.StoryRow(text: notice.text, advice: view.catalogue.text("warning.story.\(notice.id)"))
        }
    }

    /// An undecided verdict says what it waits for.
    private func reason(_ verdict: Verdict) -> String {
        guard verdict.outcome == .undecided, !verdict.needs.isEmpty else { return verdict.reason }
        // What is asked of each member is one thing to a reader.
        var items: [ItemID] = []
        for need in verdict.needs where !items.contains(need.item) { items.append(need.item) }
        let names = items.prefix(3).compactMap { view.catalogue.item($0)?.name }
        return "\(verdict.reason)（\(names.joined(separator: "・"))）"
    }

    func paperText(_ state: ApplicationState) -> String {
        switch state.paper {
        case .none: return ""
        case .incomplete: return "様式: 未完成"
        case .complete:
            if state.submission != nil { return "受付済" }
            guard let document = state.current else { return "様式: 確認前" }
            let isSigned = view.receptionCase.signing(of: document) != nil
            return isSigned ? "署名済" : state.procedure.signature == .electronic ? "署名待ち" : "確認済"
        }
    }
}

extension String {
    /// Nil for an empty text: a template's section takes anything else for something to show.
    var orNil: String? { isEmpty ? nil : self }
}
