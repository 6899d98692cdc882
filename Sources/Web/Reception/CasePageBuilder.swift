import Japanese
import Madoguchi

/// Makes the clerk's screen from what is known (受付画面の組み立て). A value in, a value out.
struct CasePageBuilder: Sendable {
    let view: CaseView
    let counter: CounterID
    let permissions: Set<Permission>
    let presentation: Presentation
    let steps: CaseSteps
    /// The municipality's towns as the keypad finds them.
    let towns: [FactsWork.TownOption]
    /// The terminal's printer; nil where the browser prints.
    var printer: String?
    var step: CaseStep?
    var form: FactForm
    var message = ""
    var search = ReadingSearch()
    var neighbours = CaseNeighbours()

    init(
        _ view: CaseView,
        counter: CounterID,
        permissions: Set<Permission>,
        presentation: Presentation,
        towns: [FactsWork.TownOption]
    ) {
        self.view = view
        self.counter = counter
        self.permissions = permissions
        self.presentation = presentation
        self.towns = towns
        steps = CaseSteps(view: view, counter: counter)
        form = FactForm(view: view)
    }

    var id: CaseID { view.receptionCase.id }

    /// The step that was asked for, where this case has it.
    private var shownStep: CaseStep {
        step.flatMap { steps.all.contains($0) ? $0 : nil } ?? steps.current
    }

    func page(_ frame: Frame) -> CasePage {
        let (now, rows) = (shownStep, verdictRows)
        let (guidance, notDue) = (rows.filter { $0.style == "guidance" }, rows.filter { $0.style == "notDue" })
        return CasePage(
            frame: framed(frame),
            caseID: id.text,
            path: Address.receptionCase(id).path,
            feed: Address.caseFeed(id).path,
            revision: view.receptionCase.revision,
            steps: tabs(now),
            corrections: corrections,
            people: view.receptionCase.people.map(personRow),
            factsPath: Address.caseFacts(id).path,
            known: knownRows,
            stories: storyRows,
            verdicts: CasePageBuilder.grouped(rows.filter { $0.style != "notDue" && $0.style != "guidance" }),
            counts: counts(rows),
            guidance: guidance,
            guidanceCount: guidance.isEmpty ? nil : guidance.count,
            notDue: notDue,
            notDueCount: notDue.isEmpty ? nil : notDue.count,
            override: overrideForm(rows),
            message: message.orNil,
            faults: faults,
            isWithdrawn: view.receptionCase.isWithdrawn,
            hold: view.receptionCase.isWithdrawn ? nil : view.receptionCase.hold?.reason,
            protection: CaseProtectionNotice(view, viewer: StaffID(frame.staffID), permissions: permissions),
            isStopped: view.protection.isStopped,
            elsewhere: neighbours.overlays,
            returns: permissions.contains(.match) ? neighbours.returns : [],
            confirmation: Address.matchConfirmation.path,
            distinction: Address.matchDistinction.path,
            panel: panelMark,
            actions: actions,
            reading: now == .people ? readingWork : nil,
            move: now == .move ? moveWork : nil,
            interview: now == .interview ? interviewWork : nil,
            confirm: now == .confirm ? confirmWork : nil,
            finish: now == .finish ? finishWork : nil
        )
    }

    private var faults: [CasePage.FieldFault] {
        form.errors.sorted { $0.key < $1.key }.map { key, sentence in
            let fact = FactKey(reading: key)
            let name = view.catalogue.item(fact.item)?.name ?? key
            let person = fact.person.map { "\(view.name(of: $0).string)さん: " } ?? ""
            return CasePage.FieldFault(key: key, name: person + name, sentence: sentence)
        }
    }

    private var banner: Frame.CaseBanner {
        let opening = view.receptionCase.opening
        return Frame.CaseBanner(number: opening.number.text, event: opening.event.japanese, name: notifierName)
    }

    private func counts(_ rows: [CasePage.VerdictRow]) -> [CasePage.OutcomeCount] {
        [Outcome.due, .undecided, .guidance].compactMap { outcome in
            let count = rows.count { $0.style == outcome.rawValue }
            guard count > 0 else { return nil }
            return CasePage.OutcomeCount(outcome: outcome.japanese, style: outcome.rawValue, count: count)
        }
    }

    private func framed(_ frame: Frame) -> Frame {
        var framed = frame
        framed.caseBanner = banner
        return framed
    }

    private func overrideForm(_ rows: [CasePage.VerdictRow]) -> CasePage.OverrideForm? {
        let open = rows.filter { $0.style == "notDue" && !$0.isOverridden }
        guard mayOverride, !open.isEmpty else { return nil }
        return CasePage.OverrideForm(
            path: Address.verdictOverride(id).path,
            choices: open.map { row in
                CasePage.OverrideForm.Choice(
                    key: row.key,
                    label: row.person.map { "\(row.procedure)（\($0)）" } ?? row.procedure
                )
            }
        )
    }

    private var notifierName: String {
        let key = view.receptionCase.text(.notifier).flatMap { PersonKey($0.string) }
        let first = key ?? view.receptionCase.people.first?.key
        return first.map { view.name(of: $0).string } ?? "（届出人未確認）"
    }

    private func tabs(_ now: CaseStep) -> [CasePage.StepTab] {
        steps.all.enumerated().map { index, step in tab(step, number: index + 1, isCurrent: step == now) }
    }

    /// The steps in which what the citizen calls wrong was entered.
    private var corrections: [CasePage.StepTab] {
        steps.all.enumerated().filter { $0.element == .move || $0.element == .interview }
            .map { tab($0.element, number: $0.offset + 1, isCurrent: false) }
    }

    private func tab(_ step: CaseStep, number: Int, isCurrent: Bool) -> CasePage.StepTab {
        CasePage.StepTab(
            number: number,
            title: step.title,
            path: Address.caseStep(id, step).path,
            isCurrent: isCurrent,
            isDone: steps.isDone(step)
        )
    }

    var panelMark: CasePage.PanelMark {
        let isShowing = presentation.caseID == id && presentation.scene != .idle
        return CasePage.PanelMark(
            text: !isShowing ? "表示していません" : isAnswered ? "来庁者は答え終わりました" : presentation.label,
            isShowing: isShowing,
            isDisputed: isShowing && presentation.isDisputed,
            showPath: Address.casePresentation(id).path,
            hidePath: Address.casePresentationEnd(id).path
        )
    }

    /// The citizen waits for the clerk, who must not wait for the citizen.
    private var isAnswered: Bool {
        guard presentation.scene == .questions, !presentation.isDisputed, presentation.again == nil else {
            return false
        }
        return !steps.questions.contains { question in
            let suits = view.catalogue.item(question.key.item).map(FactForm.suitsPanel) ?? false
            return suits && !question.wasUnanswered
        }
    }

    private var actions: CasePage.CaseActions {
        CasePage.CaseActions(
            hold: Address.caseHold(id).path,
            resume: Address.caseResumption(id).path,
            withdraw: Address.caseWithdrawal(id).path,
            slip: Address.caseSlip(id).path,
            hasSlip: view.receptionCase.printings.contains(where: \.withSlip)
        )
    }
}
