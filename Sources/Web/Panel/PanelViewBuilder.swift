import Japanese
import Madoguchi

/// Makes the citizen's view of a case: purpose-made, never a copy of the clerk's screen.
struct PanelViewBuilder: Sendable {
    let view: CaseView
    let presentation: Presentation
    var error = ""
    var typed = ""
    /// SVG pages by document number.
    var pages: [Int: [String]] = [:]

    private func text(_ key: String) -> String { view.catalogue.text(key) }

    /// A case that a suppression stops is off every panel at once, whichever terminal shows it (支援措置); so is her own
    /// where the municipality's table keeps whereabouts off the panel.
    var isHidden: Bool {
        let disclosure = view.catalogue.municipality.disclosure
        let isSubjects = view.protection.viewer == .subject
        return view.protection.isStopped || (isSubjects && !view.protection.discloses(.panel, by: disclosure))
    }

    func panelView() -> PanelView {
        var result = PanelView(basis: view.receptionCase.revision)
        guard !isHidden else {
            result.welcome = PanelViewBuilder.welcome(view.catalogue)
            return result
        }
        result.visit = view.receptionCase.id.text
        switch presentation.scene {
        case .idle: result.welcome = PanelViewBuilder.welcome(view.catalogue)
        case .questions:
            if let question, !presentation.isDisputed { result.question = question } else { result.wait = wait }
        case .confirmation: result.confirmation = confirmation
        case .signing: result.signing = signing
        case .thanks:
            result.thanks = PanelView.Thanks(title: text("panel.thanks"), text: whatIsNext)
        }
        return result
    }

    /// The end is told only where it is the end: first this counter hands in, then come the others.
    private var whatIsNext: String {
        let open = view.stops.filter { !$0.isDone }
        guard let next = open.first else { return text("panel.finished") }
        if open.contains(where: { $0.counter.id == presentation.counter }) { return text("panel.wait") }
        let name = "\(next.counter.floor) \(next.counter.number) \(next.counter.name)"
        return SentenceTemplate(text("panel.next-counter")).filled(with: ["窓口": name])
    }

    static func welcome(_ catalogue: Catalogue) -> PanelView.Welcome {
        PanelView.Welcome(
            town: catalogue.municipality.name,
            title: catalogue.text("panel.welcome"),
            text: catalogue.text("panel.greeting")
        )
    }

    /// Open questions for the citizen; those answered 「わからない」 are the clerk's.
    private var open: [OpenQuestion] {
        CaseSteps(view: view, counter: presentation.counter).questions.filter { question in
            let suits = view.catalogue.item(question.key.item).map(FactForm.suitsPanel) ?? false
            return suits && !question.wasUnanswered
        }
    }

    /// The last answer that is still the citizen's own: what a clerk has taken over stays with the clerk.
    var previous: FactKey? {
        presentation.answered.last { view.receptionCase.facts[$0]?.fact.source == .citizen }
    }

    private var back: String? { previous == nil ? nil : text("panel.back") }

    private var question: PanelView.Question? {
        let open = open.map(\.key).filter { $0 != presentation.again }
        let asked = (presentation.again.map { [$0] } ?? []) + open
        guard let first = asked.first, let field = FactForm(view: view).field(first) else { return nil }
        return PanelView.Question(
            path: Address.panelAnswer.path,
            key: field.key,
            label: field.label,
            explanation: field.explanation,
            isSensitive: field.isSensitive,
            options: field.options,
            isKeypad: field.options.isEmpty,
            isDate: field.isDate,
            eras: field.isDate ? eras : [],
            parts: field.isDate ? dateParts : [],
            unknown: FactForm.unknownAnswer,
            unknownLabel: text("answer.unknown"),
            remaining: SentenceTemplate(text("panel.remaining")).filled(with: ["件数": String(asked.count)]),
            error: error.orNil,
            value: typed.isEmpty && presentation.again != nil ? field.value : typed,
            send: text("panel.next"),
            erase: text("panel.erase"),
            back: back
        )
    }

    /// The latest eras of the municipality's table, the present one first, then the Western calendar.
    private var eras: [PanelView.Era] {
        view.catalogue.municipality.eras.keypadKeys.map { PanelView.Era(letter: $0.letter, name: $0.name) }
            + [PanelView.Era(letter: "", name: text("panel.era.western"))]
    }

    private var dateParts: [PanelView.DatePart] {
        ["panel.year", "panel.month", "panel.day"].enumerated().map { number, key in
            PanelView.DatePart(number: number, name: text(key))
        }
    }

    private var wait: PanelView.Wait {
        PanelView.Wait(
            path: Address.panelAnswer.path,
            title: text(presentation.isDisputed ? "panel.confirm.wrong" : "panel.wait"),
            back: presentation.isDisputed ? nil : back
        )
    }

    private var confirmation: PanelView.Confirmation {
        PanelView.Confirmation(
            path: Address.panelConfirmation.path,
            title: text("panel.confirm.title"),
            sentences: summary,
            people: view.receptionCase.movers.map { view.name(of: $0.key).string },
            documents: view.documentsToSign.map { document in
                PanelView.Confirmation.Document(
                    title: document.title,
                    person: document.application.person.map { view.name(of: $0).string },
                    pages: pages[document.number] ?? []
                )
            },
            agree: text("panel.confirm.yes"),
            disagree: text("panel.confirm.no")
        )
    }

    /// 「4月1日に前橋市から今泉町へ、5人で引っ越します。」
    private var summary: [String] {
        let key = "panel.confirm.summary.\(view.receptionCase.opening.event.textKey)"
        let context = view.situation.context(for: nil)
        return [SentenceTemplate(text(key)).filled(from: context, eras: view.catalogue.municipality.eras)]
    }

    /// A second signer is called by name of the role, since the pen changes hands.
    private var signTitle: String {
        guard let next = view.nextSigner, next != SignatureArea.notifier else { return text("panel.sign.title") }
        return SentenceTemplate(text("panel.sign.next")).filled(with: ["署名者": next])
    }

    /// What is signed, one line each.
    private var signing: PanelView.Signing {
        let documents = view.documentsToSign
        return PanelView.Signing(
            path: Address.panelSignature.path,
            title: signTitle,
            text: text("panel.sign.covers"),
            documents: documents.map { document in
                PanelView.Signing.Line(
                    title: document.title,
                    person: document.application.person.map { view.name(of: $0).string }
                )
            },
            shown: documents.map { String($0.number) }.joined(separator: " "),
            disputePath: Address.panelConfirmation.path,
            disagree: text("panel.confirm.no"),
            clear: text("panel.sign.clear"),
            done: text("panel.sign.done"),
            hint: text("panel.sign.empty")
        )
    }
}

extension LifeEvent {
    /// As keys of texts write it.
    fileprivate var textKey: String {
        switch self {
        case .moveIn: "move-in"
        case .moveWithin: "move-within"
        case .moveOut: "move-out"
        case .householdChange: "household-change"
        }
    }
}
