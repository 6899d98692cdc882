import Japanese
import Madoguchi

/// A person with everything derived from the row: texts, keys and digest (書込みの準備). Made before the writer's turn.
struct PreparedPerson: Sendable {
    let intake: ResidentIntake
    /// In the order of ``ResidentRow/columns``, without id and protection.
    let row: PackedTexts
    let keys: PackedKeys
    let town: String
    let building: String
    /// Lot key, address key and telephone key.
    let places: PackedTexts
    let held: PackedHoldings
    let digest: UInt64

    /// `address` is the key of the person's address where that is known, as it is of those who live together.
    init(_ intake: ResidentIntake, address known: AddressKey? = nil) {
        let person = intake.resident
        self.intake = intake
        row = PackedTexts(PreparedPerson.texts(of: person))
        keys = PackedKeys(NameKey.keys(of: person))
        let address = known ?? AddressKey(person.address)
        town = address.town
        building = address.building
        places = PackedTexts([address.lot, address.line, person.phone.flatMap(SearchDigits.init)?.text])
        held = PackedHoldings(person.entitlements)
        digest = row.digest
    }

    /// In the order given; members of a household follow one another and have one address.
    static func prepare(_ people: [ResidentIntake]) -> [PreparedPerson] {
        var last: (address: ResidentAddress, key: AddressKey)?
        return people.map { person in
            let address = person.resident.address
            let key = last.flatMap { $0.address == address ? $0.key : nil } ?? AddressKey(address)
            last = (address, key)
            return PreparedPerson(person, address: key)
        }
    }

    private static func texts(of person: Resident) -> [String?] {
        [
            person.number.digits, person.household.digits, person.kind.rawValue, person.standing.rawValue,
            person.name.string, person.kana, person.romanName?.string, person.commonName?.string,
            person.formerName?.string, person.sex.rawValue, person.birthDate?.iso, person.birthText,
            person.relationship, person.address.postalCode, person.address.townCode, person.address.town.string,
            person.address.lot.string, person.address.building.string, person.phone, person.becameResident?.iso,
            person.nationality, person.residenceStatus, person.residenceUntil?.iso,
            person.registeredDomicile?.string, person.familyRegisterHead?.string,
        ]
    }
}

/// Keys of names, ready to be bound.
struct PackedKeys: Sendable, Equatable {
    private let parts: [Int]
    private let texts: PackedTexts

    init(_ keys: [NameKey]) {
        parts = keys.map(\.part.rawValue)
        texts = PackedTexts(keys.flatMap { [$0.second, $0.first, $0.exact] })
    }

    /// With the statement of each part.
    func write(_ id: Int, with statements: [BulkStatement]) throws {
        for (place, part) in parts.enumerated() {
            let statement = statements[part]
            try statement.step(texts, place * 3..<place * 3 + 3) { statement.bind(id) }
        }
    }
}

/// What somebody holds, ready to be bound, with a digest each.
struct PackedHoldings: Sendable {
    private static let width = 6
    private let texts: PackedTexts
    let digests: [UInt64]

    init(_ held: [Entitlement]) {
        texts = PackedTexts(
            held.flatMap { item -> [String?] in
                [
                    item.business.rawValue, item.number, item.grade, item.from?.iso, item.until?.iso,
                    item.concerning?.digits,
                ]
            }
        )
        digests = held.map(PersonDigest.held)
    }

    func write(_ id: Int, with statement: BulkStatement) throws {
        for position in digests.indices {
            statement.bind(id)
            statement.bind(position)
            let start = position * PackedHoldings.width
            try statement.step(texts, start..<start + PackedHoldings.width)
        }
    }
}
