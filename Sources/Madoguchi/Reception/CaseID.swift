package import Japanese

/// The identity of a reception case (受付), opaque and without meaning: 26 Crockford base-32 characters.
package struct CaseID: Identifier {
    package let text: String

    package init?(_ text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy(Crockford.isDigit) else { return nil }
        self.text = text
    }

    /// From 16 random bytes.
    package init(random bytes: [UInt8]) {
        text = Crockford.encode(bytes, characters: 26)
    }
}

/// The number called at the counter (受付番号): day and serial, unique in the municipality for that day.
package struct ReceptionNumber: Hashable, Sendable, Codable {
    package let day: CivilDate
    package let serial: Int

    package init(day: CivilDate, serial: Int) {
        self.day = day
        self.serial = serial
    }

    /// `1123-0007`.
    package var text: String {
        let digits = String(serial)
        let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        return day.iso.dropFirst(5).filter { $0 != "-" } + "-" + padding + digits
    }
}

/// What happened in the family's life (異動種別).
package enum LifeEvent: String, Hashable, Sendable, Codable, CaseIterable {
    case moveIn, moveWithin, moveOut, householdChange

    package var japanese: String {
        switch self {
        case .moveIn: "転入"
        case .moveWithin: "転居"
        case .moveOut: "転出"
        case .householdChange: "世帯変更"
        }
    }

    package init?(japanese: String) {
        guard let event = LifeEvent.allCases.first(where: { $0.japanese.utf8.elementsEqual(japanese.utf8) }) else {
            return nil
        }
        self = event
    }
}
