import Japanese
import Madoguchi

/// The right column: the work of each step.
extension CasePageBuilder {
    var readingWork: ReadingWork {
        ReadingWork(
            isMoveIn: view.receptionCase.opening.event == .moveIn,
            readingPath: Address.caseReading(id).path,
            searchPath: Address.caseSearch(id).path,
            takePath: Address.caseResidents(id).path,
            addPath: Address.casePerson(id).path,
            query: search.query,
            hits: search.hits.map(hit),
            hasSearched: search.hasSearched,
            hasMore: search.hasMore,
            isSearchFirst: view.receptionCase.opening.event != .moveIn && search.household.isEmpty,
            household: search.household.map(member),
            hasHousehold: !search.household.isEmpty
        )
    }

    private func hit(_ hit: ResidentHit) -> ReadingWork.Hit {
        let resident = hit.resident
        return ReadingWork.Hit(
            name: resident.name.string,
            kana: resident.kana,
            birth: resident.birthText,
            address: resident.hidesAddress ? "（支援措置のため表示しません）" : resident.address.line.string,
            household: resident.household.digits,
            householdPath: Address.caseSearch(id).path,
            isProtected: resident.isProtected
        )
    }

    private func member(_ resident: Resident) -> ReadingWork.Member {
        ReadingWork.Member(
            number: resident.number.digits,
            name: resident.name.string,
            kana: resident.kana,
            birth: resident.birthText,
            relationship: resident.relationship,
            isProtected: resident.isProtected
        )
    }

    var moveWork: FactsWork {
        FactsWork(
            path: Address.caseFacts(id).path,
            fields: form.fields(steps.moveItems, required: steps.requiredMove),
            missing: missingMove,
            towns: towns
        )
    }

    /// An empty form need not be told that it is empty.
    private var missingMove: String? {
        let hasBegun = steps.requiredMove.contains { view.receptionCase.facts[FactKey($0)]?.fact.source == .staff }
        let names = steps.missingMove.compactMap { view.catalogue.item($0)?.name }
        return hasBegun && !names.isEmpty ? names.joined(separator: "・") : nil
    }

    var interviewWork: InterviewWork {
        let open = steps.questions
        let (citizen, staff) = open.reduce(into: ([FactKey](), [FactKey]())) { lists, question in
            let isCitizens = view.catalogue.item(question.key.item).map(FactForm.suitsPanel) ?? false
            if isCitizens { lists.0.append(question.key) } else { lists.1.append(question.key) }
        }
        let (asked, answered) = (staff.compactMap { form.field($0) }, steps.answered.compactMap { form.field($0) })
        let hasTown = (asked + answered).contains(where: \.isTown)
        return InterviewWork(
            path: Address.caseFacts(id).path,
            citizen: citizen.compactMap { form.field($0) },
            staff: asked,
            hasCitizens: !citizen.isEmpty,
            showPath: Address.casePresentation(id).path,
            isDone: open.isEmpty,
            answered: answered,
            answeredCount: answered.isEmpty ? nil : answered.count,
            isAnsweredOpen: panelMark.isDisputed || answered.contains { $0.error != nil },
            hasTown: hasTown,
            towns: hasTown ? towns : []
        )
    }

    var confirmWork: ConfirmWork {
        let papers = steps.toConfirm
        let signed = papers.filter(steps.isConfirmed)
        return ConfirmWork(
            preparePath: Address.caseDocuments(id).path,
            documents: papers.map(paper),
            waiting: view.applications.compactMap(waiting),
            canPrepare: !papers.isEmpty && signed.count < papers.count,
            isPrepared: !papers.isEmpty && papers.allSatisfy { $0.current != nil },
            isSigned: !papers.isEmpty && signed.count == papers.count,
            isShowing: isAwaited,
            voided: view.applications.compactMap { $0.voided?.title },
            proxyDocuments: view.documentsToSign.map(\.number),
            canProxy: !view.documentsToSign.isEmpty
        )
    }

    /// The citizen of this case is at the confirmation or the signature.
    private var isAwaited: Bool {
        let isHere = presentation.caseID == id && !presentation.isDisputed
        return isHere && (presentation.scene == .confirmation || presentation.scene == .signing)
    }

    private func paper(_ state: ApplicationState) -> ConfirmWork.Paper {
        ConfirmWork.Paper(
            title: state.procedure.name,
            person: state.key.person.map { view.name(of: $0).string },
            state: paperText(state),
            style: steps.isConfirmed(state) ? "done" : "open",
            preview: Address.casePreview(id, state.key).path,
            pdf: state.current.map { Address.caseDocument(id, $0.number).path }
        )
    }

    private func waiting(_ state: ApplicationState) -> ConfirmWork.Waiting? {
        guard case .incomplete(let keys, let boxes) = state.paper else { return nil }
        let names = keys.compactMap { view.catalogue.item($0.item)?.name }
        let counter = view.catalogue.municipality.counter(state.procedure.counter)
        return ConfirmWork.Waiting(
            title: state.procedure.name,
            person: state.key.person.map { view.name(of: $0).string },
            counter: counter?.name ?? "",
            missing: (names.isEmpty ? boxes : names).joined(separator: "・")
        )
    }

    /// Documents with a usable paper.
    private var printed: [DocumentRecord] {
        view.printOrder.filter { view.receptionCase.isPrinted($0.number) }
    }

    var finishWork: FinishWork {
        let lines = steps.here.map(line)
        let next = view.stops.first { !$0.isDone && $0.counter.id != counter }
        let languages = view.catalogue.slipLanguages
        return FinishWork(
            printPath: Address.casePrint(id).path,
            printer: printer,
            languages: languages.map { .init(code: $0.code, name: $0.name) },
            hasLanguages: languages.count > 1,
            hasUnprinted: !printed.isEmpty && !view.unprinted.isEmpty,
            hasPrinted: !printed.isEmpty,
            printedDocuments: printed.map { .init(number: $0.number, title: $0.title) },
            slipPath: Address.caseSlip(id).path,
            submitPath: Address.caseSubmission(id).path,
            applications: lines,
            canSubmit: lines.contains { $0.isReady && !$0.isSubmitted },
            isDone: !lines.isEmpty && lines.allSatisfy(\.isSubmitted),
            isPrintSecond: !printed.isEmpty || lines.contains { $0.isReady && !$0.isSubmitted },
            next: next.map { "\($0.counter.floor) \($0.counter.number) \($0.counter.name)" } ?? "",
            hasNext: next != nil
        )
    }

    private func line(_ state: ApplicationState) -> FinishWork.Line {
        FinishWork.Line(
            key: state.key.text,
            title: state.procedure.name,
            person: state.key.person.map { view.name(of: $0).string },
            state: paperText(state),
            isReady: state.procedure.form == nil || steps.isConfirmed(state),
            isSubmitted: state.submission != nil,
            takeBackPath: Address.submissionReturn(id).path
        )
    }
}

extension FactsWork.TownOption {
    init(_ town: Town) {
        name = town.name.string
        kana = town.kana
        keys = KanaKeypad.digits(town.kana)
        postalCode = town.postalCode
    }
}

/// What a clerk searched for inside a case.
struct ReadingSearch: Sendable {
    static let limit = 20
    var query = ""
    var hasSearched = false
    var hits: [ResidentHit] = []
    /// There are more than are shown.
    var hasMore = false
    var household: [Resident] = []
}
