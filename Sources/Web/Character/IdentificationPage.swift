import Japanese
import Madoguchi

/// The core system's own characters: those that wait to be identified, and what the others are (文字の同定).
struct IdentificationPage: Page {
    static let template = "character/identifications"
    let frame: Frame
    let action: String
    let revocation: String
    let message: String?
    let waiting: [Waiting]
    let isEmpty: Bool
    /// Says how many are not listed.
    let more: String?
    let identified: [Identified]
    let hasIdentified: Bool

    struct Waiting: Sendable {
        /// Which of the list, from 1.
        let place: Int
        /// `U+E000`
        let code: String
        let character: String
        let count: Int
        /// 氏名 3・方書 1
        let places: String
        let typed: Typed
        let error: String?
    }

    /// What stands in the fields of a row.
    struct Typed: Sendable {
        var character = ""
        var provenance = ""
        var effective: String
    }

    struct Identified: Sendable {
        let code: String
        let character: String
        let notation: String
        let provenance: String
        /// 令和8年4月1日
        let since: String
        let effective: String
        /// In how many texts of the data in use it is shown so, or from when on.
        let use: String
    }
}

/// What was sent for a row and is wrong with it.
struct IdentificationRefusal: Sendable {
    let code: String
    let typed: IdentificationPage.Typed
    let sentence: String
}

extension IdentificationPage {
    static let limit = 100

    init(
        frame: Frame,
        use: ExternalUse,
        table: ExternalCharacters,
        characters: CharacterTable?,
        today: CivilDate,
        eras: EraTable,
        refusal: IdentificationRefusal? = nil
    ) {
        // As of the data's own day, so that what is identified shows at once.
        let day = use.businessDate ?? today
        let usual = Typed(effective: day.wareki(in: eras)?.short ?? day.iso)
        let open = use.waiting.filter { !table.knows($0.character) }
        self.frame = frame
        action = Address.identifications.path
        revocation = Address.identificationRevocation.path
        message = refusal.map { _ in "入力を確かめてください。赤い欄に、直し方が書いてあります。" }
        self.waiting = open.prefix(IdentificationPage.limit).enumerated().map { index, character in
            let refused = refusal.flatMap { Same.text($0.code, character.character.notation) ? $0 : nil }
            return Waiting(
                place: index + 1,
                code: character.character.notation,
                character: character.character.text.string,
                count: character.count,
                places: character.places.map { "\($0.column) \($0.count)" }.joined(separator: "・"),
                typed: refused?.typed ?? usual,
                error: refused?.sentence
            )
        }
        isEmpty = open.isEmpty
        more = open.count > IdentificationPage.limit ? "ほかに\(open.count - IdentificationPage.limit)種類あります。" : nil
        identified = table.all.map { entry in
            let name = characters?.name(of: entry.character).map { "\($0) " } ?? ""
            return Identified(
                code: entry.code.notation,
                character: entry.character.text.string,
                notation: name + entry.character.notation,
                provenance: entry.provenance,
                since: DayText.plain(entry.effective, eras),
                effective: entry.effective.iso,
                use: use.sentence(of: entry, in: table)
            )
        }
        hasIdentified = !identified.isEmpty
    }
}

extension ExternalUse {
    fileprivate func sentence(of entry: ExternalCharacters.Entry, in table: ExternalCharacters) -> String {
        guard let businessDate else { return "連携データがまだありません" }
        guard entry.effective <= businessDate else { return "適用開始日からの連携データに使います" }
        guard table.entry(for: entry.code, on: businessDate) == entry else { return "後の行を使っています" }
        return identified[entry.code].map { "\($0)か所" } ?? "ありません"
    }
}

extension ExternalCharacters {
    /// Whether a person has said what it is, from whatever day on.
    fileprivate func knows(_ code: CharacterSequence) -> Bool {
        all.contains { $0.code == code }
    }
}
