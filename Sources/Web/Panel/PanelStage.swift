package import Madoguchi

/// What a terminal's touch panel shows at this moment (来庁者画面の場面).
package struct Presentation: Hashable, Sendable {
    package enum Scene: Hashable, Sendable {
        /// Nobody's data: a greeting.
        case idle
        case questions
        /// A short summary to agree to, then the documents, then the signature.
        case confirmation
        case signing
        case thanks

        var label: String {
            switch self {
            case .idle: "表示していません"
            case .questions: "質問を表示中"
            case .confirmation: "内容の確認を表示中"
            case .signing: "署名を待っています"
            case .thanks: "終わりの画面を表示中"
            }
        }
    }

    /// What the clerk reads about the panel.
    var label: String {
        isDisputed ? "来庁者が「ちがいます」を選びました" : scene.label
    }

    package var caseID: CaseID?
    package var scene: Scene
    package var counter: CounterID
    /// The citizen said 「ちがいます」; the clerk must look.
    package var isDisputed = false
    /// What the citizen answered here, in order: the way back.
    package var answered: [FactKey] = []
    /// A question the citizen went back to.
    package var again: FactKey?
    /// The clerk who put it there, before whom the citizen signs.
    package var attendant: StaffID?

    static func idle(_ counter: CounterID) -> Presentation {
        Presentation(caseID: nil, scene: .idle, counter: counter)
    }
}

/// Which case each terminal shows to the citizen (画面の共有). A lease, no fact: it ends with the server.
package actor PanelStage {
    private var presentations: [TerminalID: Presentation] = [:]

    package init() {}

    package func presentation(on terminal: Terminal) -> Presentation {
        presentations[terminal.id] ?? .idle(terminal.counter)
    }

    package func show(_ presentation: Presentation, on terminal: TerminalID) {
        presentations[terminal] = presentation
    }

    /// Takes a case off every panel but the given terminal's, e.g. when it is opened elsewhere.
    package func clear(_ terminal: TerminalID) {
        presentations[terminal] = nil
    }

    package func terminals(showing id: CaseID) -> [TerminalID] {
        presentations.filter { $0.value.caseID == id }.map(\.key)
    }
}
