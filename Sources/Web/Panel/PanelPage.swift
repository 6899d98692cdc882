import Madoguchi

/// The citizen's screen (来庁者画面): one thing at a time, in large letters, nothing about other people.
struct PanelPage: Page {
    static let template = "panel/panel"

    let town: String
    let assets: String
    let feed: String
    /// Words with their readings (ふりがな); the button's name is nil where a town has none.
    let readings: [Reading]
    let furigana: String?
    let contrast: String
    let larger: String
    let smaller: String
    /// 読み上げ, shown where the machine has a Japanese voice of its own; what is not said aloud is told so.
    let read: String
    let unread: String
    let note: Note
    /// What a page longer than the screen says at its edge.
    let more: String
    let disconnected: String
    let view: PanelView

    /// A sheet to write on (筆談); what is written there is never sent anywhere.
    struct Note: Hashable, Sendable {
        let title: String
        let clear: String
        let turn: String
        let close: String
    }

    struct Reading: Hashable, Sendable {
        let word: String
        let reading: String
    }
}

extension PanelPage {
    init(_ catalogue: Catalogue, assets: String, view: PanelView) {
        town = catalogue.municipality.name
        self.assets = assets
        feed = Address.panelFeed.path
        readings = catalogue.readings.map { Reading(word: $0.word, reading: $0.reading) }
        furigana = catalogue.readings.isEmpty ? nil : catalogue.text("panel.furigana")
        contrast = catalogue.text("panel.contrast")
        larger = catalogue.text("panel.larger")
        smaller = catalogue.text("panel.smaller")
        read = catalogue.text("panel.read")
        unread = catalogue.text("panel.unread")
        note = Note(
            title: catalogue.text("panel.note"),
            clear: catalogue.text("panel.note.clear"),
            turn: catalogue.text("panel.note.turn"),
            close: catalogue.text("panel.note.close")
        )
        more = catalogue.text("panel.more")
        disconnected = catalogue.text("panel.disconnected")
        self.view = view
    }
}

/// The part that changes; fetched again whenever the panel is told to.
struct PanelView: Page {
    static let template = "panel/view"

    let basis: Int
    /// Changes with the case, so that nothing of one family is left for the next; nil where nobody's is shown.
    var visit: String?
    var welcome: Welcome?
    var question: Question?
    var wait: Wait?
    var confirmation: Confirmation?
    var signing: Signing?
    var thanks: Thanks?

    struct Welcome: Sendable {
        let town: String
        let title: String
        let text: String
    }

    struct Question: Sendable {
        let path: String
        let key: String
        let label: [FactField.Words]
        let explanation: String?
        /// Not to be heard by others.
        let isSensitive: Bool
        let options: [FactField.Option]
        let isKeypad: Bool
        let isDate: Bool
        let eras: [Era]
        let parts: [DatePart]
        let unknown: String
        let unknownLabel: String
        let remaining: String
        let error: String?
        let value: String
        let send: String
        let erase: String
        /// Nil at the first question.
        let back: String?
    }

    /// An era as the keypad offers it; no letter stands for the years of the Western calendar.
    struct Era: Hashable, Sendable {
        let letter: String
        let name: String
    }

    struct DatePart: Hashable, Sendable {
        let number: Int
        let name: String
    }

    struct Wait: Sendable {
        let path: String
        let title: String
        /// Nil where nothing was answered here.
        let back: String?
    }

    struct Confirmation: Sendable {
        let path: String
        let title: String
        let sentences: [String]
        let people: [String]
        let documents: [Document]
        let agree: String
        let disagree: String

        struct Document: Sendable {
            let title: String
            let person: String?
            /// SVG pages of the very layout that is signed.
            let pages: [String]
        }
    }

    struct Signing: Sendable {
        let path: String
        let title: String
        let text: String
        let documents: [Line]
        /// The documents' numbers, so that the signature covers what was shown.
        let shown: String
        let disputePath: String
        let disagree: String
        let clear: String
        let done: String
        let hint: String

        struct Line: Sendable {
            let title: String
            let person: String?
        }
    }

    struct Thanks: Sendable {
        let title: String
        let text: String
    }
}
