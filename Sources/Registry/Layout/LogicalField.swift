/// What a column means to the program, whatever the core system calls it; `birthDate` is `birth-date` in a layout file.
package enum LogicalField: Int, Sendable, CaseIterable {
    // Every file.
    case number, from, until, deletion

    // Residents.
    case latest, household, kind, standing
    case name, romanName, kana, commonName, formerName
    case sex, birthDate, birthUnknown, birthText, birthEra
    case relationship, relationshipCode1, relationshipCode2, relationshipCode3, relationshipCode4
    case postalCode, townCode, town, lot, building, phone, becameResident
    case nationality, residenceStatus, residenceUntil, domicile, familyRegisterHead
    case historyNumber, changedOn, changeReason, myNumber

    // Entitlements.
    case certificate, certificateBranch, grade, school, recipient

    package init?(_ text: String) {
        guard let found = LogicalField.allCases.first(where: { $0.text == text }) else { return nil }
        self = found
    }

    /// The name in a layout file.
    package var text: String {
        var text = ""
        for letter in "\(self)".unicodeScalars {
            if letter.properties.isUppercase {
                text += "-" + letter.properties.lowercaseMapping
            } else {
                text.unicodeScalars.append(letter)
            }
        }
        return text
    }
}

extension Entity {
    /// Without these a file of the entity cannot be used.
    package var indispensableFields: [LogicalField] {
        switch self {
        case .resident:
            [.number, .household, .kind, .standing, .name, .kana, .sex, .birthDate, .town, .lot]
        case .healthInsurance, .lateElderly, .longTermCare, .welfareMedical: [.number, .certificate, .from]
        case .childAllowance: [.number, .recipient]
        case .schooling: [.number, .grade]
        case .protection: [.number]
        }
    }
}
