import Japanese

extension IdentityReading {
    /// Core data as a reading (住基データの取込), so that residents come in by the same way as cards and codes.
    ///
    /// A protected resident's address is left out (支援措置): what is not in the case cannot be shown or printed.
    package init(residents: [Resident], moving: Set<ResidentNumber>) {
        self.init(
            source: .registry,
            document: "住民情報",
            visit: IdentityReading.visitFields(residents),
            people: residents.map { resident in
                let fields = resident.readingFields + [Field(.moves, .flag(moving.contains(resident.number)))]
                return Person(resident: resident.number, fields: fields)
            }
        )
    }

    private static func visitFields(_ residents: [Resident]) -> [Field] {
        guard let first = residents.first,
            !residents.contains(where: \.hidesAddress)
        else { return [] }
        return addressFields(residents, first)
    }

    /// The address of the household for its own forms (支援措置の解除の後).
    package init(addressOf residents: [Resident]) {
        let fields = residents.first.map { IdentityReading.addressFields(residents, $0) } ?? []
        self.init(source: .registry, document: "住民情報", visit: fields, people: [])
    }

    private static func addressFields(_ residents: [Resident], _ first: Resident) -> [Field] {
        var fields = [Field(.oldAddress, .text(first.address.townAndLot))]
        if !first.address.postalCode.isEmpty {
            fields.append(Field(.oldPostalCode, .text(RegisteredText(first.address.postalCode))))
        }
        if !first.address.building.isEmpty { fields.append(Field(.oldBuilding, .text(first.address.building))) }
        if let head = residents.first(where: { $0.relationship.utf8.elementsEqual("世帯主".utf8) }) {
            fields.append(Field(.oldHead, .text(head.name)))
        }
        if let phone = residents.compactMap(\.phone).first {
            fields.append(Field(.phone, .text(RegisteredText(phone))))
        }
        return fields
    }
}

extension ResidentAddress {
    var townAndLot: RegisteredText { RegisteredText(town.string + lot.string) }
}

extension Resident {
    fileprivate var readingFields: [IdentityReading.Field] {
        var fields = [
            IdentityReading.Field(.name, .text(name)),
            IdentityReading.Field(.kana, .text(RegisteredText(kana))),
            IdentityReading.Field(.birthText, .text(RegisteredText(birthText))),
            IdentityReading.Field(.sex, .choice(sex.japanese)),
            IdentityReading.Field(.relationship, .text(RegisteredText(relationship))),
            IdentityReading.Field(.householdNumber, .text(RegisteredText(household.digits))),
            IdentityReading.Field(.nationalityKind, .choice(kind == .foreign ? "外国人" : "日本人")),
        ]
        if isProtected { fields.append(IdentityReading.Field(.isProtected, .flag(true))) }
        if let birthDate { fields.append(IdentityReading.Field(.birthDate, .date(birthDate))) }
        let texts: [(ItemID, RegisteredText?)] = [
            (.commonName, commonName), (.formerName, formerName), (.domicile, registeredDomicile),
            (.familyRegisterHead, familyRegisterHead), (.nationality, nationality.map { RegisteredText($0) }),
            (.residenceStatus, residenceStatus.map { RegisteredText($0) }),
        ]
        fields += texts.compactMap { item, text in text.map { IdentityReading.Field(item, .text($0)) } }
        if let residenceUntil { fields.append(IdentityReading.Field(.residenceUntil, .date(residenceUntil))) }
        return fields + entitlementFields
    }

    /// What the person holds, in the words of `items.yaml`.
    private var entitlementFields: [IdentityReading.Field] {
        entitlements.flatMap { held -> [IdentityReading.Field] in
            let number = FactValue.text(RegisteredText(held.number))
            switch held.business {
            case .healthInsurance:
                return [
                    IdentityReading.Field(.healthInsurance, .choice("国民健康保険")),
                    IdentityReading.Field(.insuranceNumber, number),
                ]
            case .lateElderly:
                return [IdentityReading.Field(.healthInsurance, .choice("後期高齢者医療"))]
            case .longTermCare:
                let level = held.grade.isEmpty ? "なし" : held.grade
                return [
                    IdentityReading.Field(.careLevel, .choice(level)), IdentityReading.Field(.careNumber, number),
                ]
            case .childAllowance: return [IdentityReading.Field(.childAllowance, .flag(true))]
            case .welfareMedical: return [IdentityReading.Field(.welfareMedical, .flag(true))]
            case .schooling: return [IdentityReading.Field(.school, .text(RegisteredText(held.grade)))]
            }
        }
    }
}

extension Resident.Sex {
    package var japanese: String {
        switch self {
        case .male: "男"
        case .female: "女"
        case .other: "その他"
        }
    }
}
