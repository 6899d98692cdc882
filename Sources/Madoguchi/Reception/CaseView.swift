package import Japanese
import Rules

/// Everything that follows from a case and the municipality's rules (受付の見え方): computed anew, never stored.
package struct CaseView: Sendable {
    /// Without what a disclosure suppression hides (支援措置).
    package let receptionCase: ReceptionCase
    package let protection: CaseProtection
    package let catalogue: Catalogue
    package let situation: Situation
    package let verdicts: [Verdict]
    package private(set) var applications: [ApplicationState] = []
    private var places: [ApplicationKey: Int] = [:]
    private let kept: [ApplicationKey: PaperState]

    /// `protected` are the residents whom the register protects now; a release counts where and when its `standpoint` is.
    /// `earlier` are the packages that the case's documents name besides this one, by version.
    package init(
        _ receptionCase: ReceptionCase,
        catalogue: Catalogue,
        earlier: [String: Catalogue] = [:],
        protected: Set<ResidentNumber> = [],
        from standpoint: Standpoint? = nil
    ) {
        self.init(receptionCase, receptionCase.protection(of: protected, from: standpoint), catalogue, earlier)
    }

    /// The case as what was handed in of it goes to the core system (入力データの見え方).
    package init(entriesOf receptionCase: ReceptionCase, catalogue: Catalogue, protected: Set<ResidentNumber>) {
        self.init(receptionCase, receptionCase.protectionOfEntries(of: protected), catalogue)
    }

    private init(
        _ receptionCase: ReceptionCase,
        _ protection: CaseProtection,
        _ catalogue: Catalogue,
        _ earlier: [String: Catalogue] = [:]
    ) {
        let receptionCase = receptionCase.suppressed(by: protection, catalogue.municipality.disclosure)
        let catalogue = catalogue.received(at: receptionCase.opening.counter)
        self.protection = protection
        self.receptionCase = receptionCase
        self.catalogue = catalogue
        kept = CaseView.kept(receptionCase, earlier)
        situation = Situation(KnownFacts(receptionCase), catalogue: catalogue)
        verdicts = Judge(situation, overrides: receptionCase.overrides).verdicts()
        applications = verdicts.compactMap(state)
        places = Dictionary(
            applications.enumerated().map { ($0.element.key, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    package func application(_ key: ApplicationKey) -> ApplicationState? {
        places[key].map { applications[$0] }
    }

    /// Items a due form still misses.
    package func missing(_ key: ApplicationKey) -> [FactKey] {
        guard case .incomplete(let missing, _) = application(key)?.paper else { return [] }
        return missing
    }

    /// What a person is called on screens: the name, or a stand-in until it is known.
    package func name(of person: PersonKey) -> RegisteredText {
        receptionCase.text(.name, of: person) ?? RegisteredText("（氏名未確認）")
    }

    /// The papers of documents that say under their own, earlier package what they have said ever since: a new package
    /// alone neither voids a document nor changes what it looks like.
    private static func kept(
        _ receptionCase: ReceptionCase,
        _ earlier: [String: Catalogue]
    ) -> [ApplicationKey: PaperState] {
        var kept: [ApplicationKey: PaperState] = [:]
        for (version, package) in earlier {
            for state in CaseView(receptionCase, catalogue: package).applications
            where state.current?.package == version {
                kept[state.key] = state.paper
            }
        }
        return kept
    }

    private func state(of verdict: Verdict) -> ApplicationState? {
        guard let procedure = catalogue.procedure(verdict.application.procedure) else { return nil }
        let paper = kept[verdict.application] ?? paper(procedure, verdict)
        let document = receptionCase.latestDocument(of: verdict.application)
        let isSigned = document.map { receptionCase.signing(of: $0) != nil } ?? false
        let current = document.flatMap { paper.says($0.values) ? $0 : nil }
        return ApplicationState(
            key: verdict.application,
            procedure: procedure,
            verdict: verdict,
            paper: paper,
            document: document,
            submission: receptionCase.submissions[verdict.application]?.submission,
            voided: isSigned && current == nil ? document : nil,
            current: current
        )
    }

    private func paper(_ procedure: Procedure, _ verdict: Verdict) -> PaperState {
        guard verdict.outcome == .due, let form = situation.edition(of: procedure).form else { return .none }
        var context = situation.context(for: verdict.application.person)
        // Who takes the paper in puts the stamp there by hand.
        let opening = receptionCase.opening
        context[BuiltInName.receptionNumber] = .string(opening.number.text)
        context[BuiltInName.receptionPlace] = catalogue.municipality.counter(opening.counter).map { .string($0.name) }
        switch FormFilling(form, eras: catalogue.municipality.eras).filled(from: context) {
        case .complete(let filled):
            return .complete(filled)
        case .incomplete(let boxes):
            return .incomplete(missingKeys(boxes, verdict.application.person), boxes: boxes.map(\.name))
        }
    }

    /// The items behind empty boxes; a box in a table's row asks for the row's own person.
    private func missingKeys(_ boxes: [FormFilling.MissingBox], _ person: PersonKey?) -> [FactKey] {
        let needs = Needs(situation)
        let keys = boxes.flatMap { box in
            needs.keys(of: box.missingNames, person: box.person.flatMap { PersonKey($0) } ?? person)
        }
        return keys.reduce(into: []) { unique, key in if !unique.contains(key) { unique.append(key) } }
    }
}

/// Where one application stands (申請の状態).
package struct ApplicationState: Sendable {
    package let key: ApplicationKey
    package let procedure: Procedure
    package let verdict: Verdict
    package let paper: PaperState
    /// The latest document made, of whatever content.
    package let document: DocumentRecord?
    package let submission: Submission?
    /// A signed document that a later fact has overtaken; it must be made and signed anew.
    package let voided: DocumentRecord?

    /// The document that says what the facts say now.
    package let current: DocumentRecord?
}

/// Whether a form can be completed now (様式の記入状態).
package enum PaperState: Sendable {
    /// No form is made here.
    case none
    /// What is missing, and the boxes it is missing in.
    case incomplete([FactKey], boxes: [String])
    case complete(FilledForm)
    /// Whether the form would say the very same now, scalar by scalar.
    func says(_ values: [String: String]) -> Bool {
        guard case .complete(let filled) = self else { return false }
        let now = filled.values
        return now.count == values.count
            && now.allSatisfy { box, text in values[box].map { $0.utf8.elementsEqual(text.utf8) } ?? false }
    }
}
