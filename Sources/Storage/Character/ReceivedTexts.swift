import Japanese
import Madoguchi

/// A generation's texts with the core system's own characters, as they came (外字を含む元の値), by whose they are.
struct ReceivedTexts {
    struct Owner {
        /// Of an earlier state (異動履歴), not of the person's own row.
        let isPast: Bool
        let id: Int
        var texts: [ReceivedText]
    }

    private(set) var owners: [Owner] = []

    init(_ generation: SQLConnection) throws {
        let sql = "SELECT past, owner, place, column_name, text FROM received ORDER BY past, owner, place"
        try generation.forEach(sql) { row in
            let (isPast, id) = (try row.flag(0), try row.integer(1))
            guard let place = ReceivedText.Place(rawValue: try row.text(2)) else {
                throw StoreError.damaged("a received text cannot be read")
            }
            let text = ReceivedText(place, column: try row.text(3), RegisteredText(try row.text(4)))
            if let last = owners.last, last.isPast == isPast, last.id == id {
                owners[owners.count - 1].texts.append(text)
            } else {
                owners.append(Owner(isPast: isPast, id: id, texts: [text]))
            }
            return true
        }
    }

    /// Which codes wait and how many texts show the others as what they are, as of the day.
    func use(
        of characters: ExternalCharacters,
        on day: CivilDate,
        font: CharacterTable?,
        elsewhere: [UnidentifiedCharacter]
    ) -> ExternalUse {
        var waiting: [CharacterSequence: [String: Int]] = [:]
        var identified: [CharacterSequence: Int] = [:]
        for text in owners.flatMap(\.texts) {
            let applied = characters.apply(to: text.text, on: day, table: font)
            for entry in applied.mapped { identified[entry.code, default: 0] += 1 }
            for code in applied.unmapped { waiting[code, default: [:]][text.column, default: 0] += 1 }
        }
        for character in elsewhere where characters.entry(for: character.character, on: day) == nil {
            for place in character.places {
                waiting[character.character, default: [:]][place.column, default: 0] += place.count
            }
        }
        let characters = waiting.map { code, places in
            UnidentifiedCharacter(code, places: places.map { .init(column: $0.key, count: $0.value) })
        }
        return ExternalUse(waiting: characters, identified: identified, businessDate: day)
    }
}

/// What another table of external characters makes of a generation (同定の反映): only what changes.
struct Reidentification {
    var residents: [ResidentIntake] = []
    /// With their ids: a register may count two states of a person alike.
    var states: [(id: Int, state: ResidentHistory)] = []

    static let none = Reidentification()

    var isEmpty: Bool { residents.isEmpty && states.isEmpty }
}

extension Reidentification {
    init(_ characters: ExternalCharacters, on day: CivilDate, in generation: SQLConnection) throws {
        for owner in try ReceivedTexts(generation).owners {
            let texts = owner.texts.map { ($0.place, characters.apply(to: $0.text, on: day).text) }
            if owner.isPast {
                guard var state = try generation.state(owner.id) else { continue }
                let changes = texts.filter { place, text in state.text(at: place).map { $0 != text } ?? false }
                for (place, text) in changes { state.set(text, at: place) }
                if !changes.isEmpty { states.append((owner.id, state)) }
            } else {
                guard var person = try generation.person(owner.id) else { continue }
                let changes = texts.filter { place, text in person.text(at: place) != text }
                for (place, text) in changes { person.set(text, at: place) }
                if !changes.isEmpty { residents.append(ResidentIntake(person, received: owner.texts)) }
            }
        }
    }
}

extension SQLConnection {
    fileprivate func person(_ id: Int) throws -> Resident? {
        try first("SELECT \(ResidentRow.list) FROM resident WHERE id = ?", [.integer(id)], ResidentRow.read)?.resident
    }

    /// As far as an identification may change it.
    fileprivate func state(_ id: Int) throws -> ResidentHistory? {
        let sql = "SELECT number, name, kana, town, lot, building FROM history WHERE id = ?"
        return try first(sql, [.integer(id)]) { row in
            let person = Resident(
                number: ResidentNumber(try row.text(0)),
                household: HouseholdNumber(""),
                kind: .japanese,
                standing: .current,
                name: RegisteredText(try row.text(1)),
                kana: try row.text(2),
                sex: .other,
                birthDate: nil,
                birthText: "",
                relationship: "",
                address: ResidentAddress(
                    postalCode: "",
                    townCode: "",
                    town: RegisteredText(try row.text(3)),
                    lot: RegisteredText(try row.text(4)),
                    building: RegisteredText(try row.text(5))
                )
            )
            return ResidentHistory(of: person, sequence: 0, changedOn: nil, reason: "")
        }
    }

    /// Where the core system's own characters stand besides.
    func charactersElsewhere() throws -> [UnidentifiedCharacter] {
        let rows = try rows("SELECT character, column_name, count FROM received_elsewhere") { row in
            (try row.text(0), UnidentifiedCharacter.Place(column: try row.text(1), count: try row.integer(2)))
        }
        return try Dictionary(grouping: rows, by: \.0).map { notation, places in
            guard let character = CharacterSequence(notation: notation) else {
                throw StoreError.damaged("an external character cannot be read")
            }
            return UnidentifiedCharacter(character, places: places.map(\.1))
        }
    }
}
