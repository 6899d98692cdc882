package import Japanese

/// A text with one of the core system's own characters, as it was delivered (外字を含む元の値).
///
/// It is kept beside the text that is shown: without it nobody could take an identification back, because 葛 would no
/// longer say whether it came as 葛 or as a 外字.
package struct ReceivedText: Hashable, Sendable {
    /// Which text of a resident.
    package enum Place: String, Sendable, CaseIterable {
        case name, romanName, kana, commonName, formerName, birthText, relationship, town, lot, building, nationality
        case domicile, familyRegisterHead
    }

    package let place: Place
    /// The column's name in the layout (項目), such as 氏名.
    package let column: String
    package let text: RegisteredText

    package init(_ place: Place, column: String, _ text: RegisteredText) {
        self.place = place
        self.column = column
        self.text = text
    }
}

extension Resident {
    package func text(at place: ReceivedText.Place) -> RegisteredText? {
        switch place {
        case .name: name
        case .romanName: romanName
        case .kana: RegisteredText(kana)
        case .commonName: commonName
        case .formerName: formerName
        case .birthText: RegisteredText(birthText)
        case .relationship: RegisteredText(relationship)
        case .town: address.town
        case .lot: address.lot
        case .building: address.building
        case .nationality: nationality.map { RegisteredText($0) }
        case .domicile: registeredDomicile
        case .familyRegisterHead: familyRegisterHead
        }
    }

    package mutating func set(_ text: RegisteredText, at place: ReceivedText.Place) {
        switch place {
        case .name: name = text
        case .romanName: romanName = text
        case .kana: kana = text.string
        case .commonName: commonName = text
        case .formerName: formerName = text
        case .birthText: birthText = text.string
        case .relationship: relationship = text.string
        case .town: address.town = text
        case .lot: address.lot = text
        case .building: address.building = text
        case .nationality: nationality = text.string
        case .domicile: registeredDomicile = text
        case .familyRegisterHead: familyRegisterHead = text
        }
    }
}

extension ResidentHistory {
    /// Nil for what an earlier state does not have: it is name, kana and address.
    package func text(at place: ReceivedText.Place) -> RegisteredText? {
        switch place {
        case .name: name
        case .kana: RegisteredText(kana)
        case .town: address.town
        case .lot: address.lot
        case .building: address.building
        default: nil
        }
    }

    package mutating func set(_ text: RegisteredText, at place: ReceivedText.Place) {
        switch place {
        case .name: name = text
        case .kana: kana = text.string
        case .town: address.town = text
        case .lot: address.lot = text
        case .building: address.building = text
        default: break
        }
    }
}
