import Japanese
import Madoguchi

/// A resident's row in a generation: columns, reading and writing in one order.
enum ResidentRow {
    static let columns = [
        "id", "number", "household", "kind", "standing", "name", "kana", "roman_name", "common_name", "former_name",
        "sex", "birth_date", "birth_text", "relationship", "postal_code", "town_code", "town", "lot", "building",
        "phone", "became_resident", "nationality", "residence_status", "residence_until", "registered_domicile",
        "family_register_head", "is_protected", "is_suppressed",
    ]

    static let list = columns.joined(separator: ", ")

    /// The resident without entitlements, and the row's id.
    static func read(_ row: SQLRow) throws -> (id: Int64, resident: Resident) {
        guard let kind = Resident.Kind(rawValue: try row.text(3)),
            let standing = Resident.Standing(rawValue: try row.text(4)),
            let sex = Resident.Sex(rawValue: try row.text(10))
        else { throw StoreError.damaged("a resident's row cannot be read") }
        var resident = Resident(
            number: ResidentNumber(try row.text(1)),
            household: HouseholdNumber(try row.text(2)),
            kind: kind,
            standing: standing,
            name: RegisteredText(try row.text(5)),
            kana: try row.text(6),
            sex: sex,
            birthDate: try day(row, 11),
            birthText: try row.text(12),
            relationship: try row.text(13),
            address: ResidentAddress(
                postalCode: try row.text(14),
                townCode: try row.text(15),
                town: RegisteredText(try row.text(16)),
                lot: RegisteredText(try row.text(17)),
                building: RegisteredText(try row.text(18))
            )
        )
        resident.romanName = try row.optionalText(7).map { RegisteredText($0) }
        resident.commonName = try row.optionalText(8).map { RegisteredText($0) }
        resident.formerName = try row.optionalText(9).map { RegisteredText($0) }
        resident.phone = try row.optionalText(19)
        resident.becameResident = try day(row, 20)
        resident.nationality = try row.optionalText(21)
        resident.residenceStatus = try row.optionalText(22)
        resident.residenceUntil = try day(row, 23)
        resident.registeredDomicile = try row.optionalText(24).map { RegisteredText($0) }
        resident.familyRegisterHead = try row.optionalText(25).map { RegisteredText($0) }
        resident.isProtected = try row.flag(26)
        resident.isAddressSuppressed = try row.flag(27)
        return (try row.long(0), resident)
    }

    static func readEntitlement(_ row: SQLRow) throws -> Entitlement {
        guard let business = Entitlement.Business(rawValue: try row.text(0)) else {
            throw StoreError.damaged("an entitlement cannot be read")
        }
        var held = Entitlement(
            business: business,
            number: try row.text(1),
            grade: try row.text(2),
            from: try day(row, 3),
            until: try day(row, 4)
        )
        held.concerning = try row.optionalText(5).map { ResidentNumber($0) }
        return held
    }

    static func day(_ row: SQLRow, _ index: Int) throws -> CivilDate? {
        guard let text = try row.optionalText(index) else { return nil }
        guard let day = CivilDate(iso: text) else { throw StoreError.damaged("a date of a resident cannot be read") }
        return day
    }
}
