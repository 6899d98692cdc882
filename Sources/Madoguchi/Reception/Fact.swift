package import Japanese

/// The name of a data item in code and files (項目), e.g. `birth-date`; its Japanese name stands in `items.yaml`.
package struct ItemID: Identifier, ExpressibleByStringLiteral {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral value: String) {
        text = value
    }
}

/// A person's place in one case (異動者など): `p1`, `p2` …, stable for the life of the case.
package struct PersonKey: Hashable, Sendable, Codable, Comparable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "p"), let number = Int(text.dropFirst()), number > 0 else { return nil }
        self.number = number
    }

    package var text: String { "p\(number)" }

    package init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }

    package static func < (left: PersonKey, right: PersonKey) -> Bool {
        left.number < right.number
    }
}

/// What a fact is about: an item of the visit or of one person.
package struct FactKey: Hashable, Sendable, Codable {
    package let item: ItemID
    package let person: PersonKey?

    package init(_ item: ItemID, _ person: PersonKey? = nil) {
        self.item = item
        self.person = person
    }

    /// `p1.birth-date` or `move-date`, as screens and files write it.
    package var text: String {
        person.map { "\($0.text).\(item.text)" } ?? item.text
    }

    package init(reading text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        if parts.count == 2, let person = PersonKey(String(parts[0])) {
            self.init(ItemID(String(parts[1])), person)
        } else {
            self.init(ItemID(text))
        }
    }
}

/// The content of a fact. `unanswered` is the citizen's 「わからない」: asked, and still unknown.
package enum FactValue: Hashable, Sendable, Codable {
    case text(RegisteredText)
    case date(CivilDate)
    case number(Int)
    case flag(Bool)
    case choice(String)
    case unanswered

    package var isKnown: Bool { self != .unanswered }
}

/// Where a fact came from (出所), shown beside it on the clerk's screen.
package enum FactSource: String, Hashable, Sendable, Codable, CaseIterable {
    case card, code, ocr, registry, citizen, staff

    /// The mark on the screen: 〔IC〕〔QR〕〔OCR〕〔住基〕〔聴取〕〔職員〕.
    package var mark: String {
        switch self {
        case .card: "IC"
        case .code: "QR"
        case .ocr: "OCR"
        case .registry: "住基"
        case .citizen: "聴取"
        case .staff: "職員"
        }
    }
}

/// One thing known in a case (事実). Facts are appended; the latest of a key counts.
package struct Fact: Hashable, Sendable, Codable {
    package let key: FactKey
    package let value: FactValue
    package let source: FactSource

    package init(_ key: FactKey, _ value: FactValue, from source: FactSource) {
        self.key = key
        self.value = value
        self.source = source
    }
}
