import Japanese
import Madoguchi

/// Writes people's rows and keys into a generation that is being made (連携データ世代の書込み).
final class GenerationRows {
    let database: BulkDatabase
    private let seal: MyNumberSeal?
    private let towns: PlaceBook
    private let buildings: PlaceBook
    private let resident: BulkStatement
    private let entitlement: BulkStatement
    private let nameKey: BulkStatement
    private let history: BulkStatement
    private let pastKey: BulkStatement
    private let myNumber: BulkStatement
    private var historyCount: Int
    private var pastNames: Set<UInt64> = []

    /// An update writes keys where they stay; a whole generation gathers them first and sorts them at the end.
    init(_ database: BulkDatabase, seal: MyNumberSeal?, isUpdate: Bool) throws {
        self.database = database
        self.seal = seal
        towns = try PlaceBook("town", in: database, isUpdate: isUpdate)
        buildings = try PlaceBook("building", in: database, isUpdate: isUpdate)
        let columns =
            ResidentRow.columns + ["town_id", "building_id", "lot_key", "address_key", "phone_key", "digest"]
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        resident = try database.prepare(
            "INSERT INTO resident (\(columns.joined(separator: ", "))) VALUES (\(places))"
        )
        entitlement = try database.prepare("INSERT INTO entitlement VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        nameKey = try database.prepare(
            "INSERT OR IGNORE INTO \(isUpdate ? "name_key" : "staged_key") VALUES (?, ?, ?, ?, ?)"
        )
        history = try database.prepare("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        pastKey = try database.prepare(
            "INSERT OR IGNORE INTO \(isUpdate ? "past_key" : "staged_past_key") VALUES (?, ?, ?, ?, ?)"
        )
        myNumber = try database.prepare("INSERT OR REPLACE INTO my_number VALUES (?, ?)")
        historyCount = try database.integer("SELECT coalesce(max(id), 0) FROM history")
    }

    /// The person's own row, keys and 個人番号; the digest of the row comes back.
    func insert(_ person: Resident, id: Int) throws -> UInt64 {
        let texts = GenerationRows.texts(of: person)
        let digest = PersonDigest.row(texts)
        resident.bind(id)
        for text in texts { resident.bind(text) }
        resident.bind(person.isProtected ? 1 : 0)
        let key = AddressKey(person.address)
        resident.bind(try towns.id(of: key.town))
        resident.bind(key.building.isEmpty ? nil : try buildings.id(of: key.building))
        resident.bind(key.lot)
        resident.bind(key.line)
        resident.bind(person.phone.flatMap(SearchDigits.init)?.text)
        resident.bind(Int(Int64(bitPattern: digest)))
        try resident.step()
        for key in NameKey.keys(of: person) { try write(key, id, with: nameKey) }
        return digest
    }

    func insert(_ number: MyNumber, of resident: ResidentNumber, id: Int) throws {
        guard let seal else { throw StorageError.noKey }
        myNumber.bind(id)
        myNumber.bind(try seal.sealed(number, of: resident))
        try myNumber.step()
    }

    /// Replaces nothing: the holder's rows must be gone.
    func insert(_ held: [Entitlement], of id: Int) throws {
        for (position, item) in held.enumerated() {
            entitlement.bind(id)
            entitlement.bind(position)
            entitlement.bind(item.business.rawValue)
            entitlement.bind(item.number)
            entitlement.bind(item.grade)
            entitlement.bind(item.from?.iso)
            entitlement.bind(item.until?.iso)
            entitlement.bind(item.concerning?.digits)
            try entitlement.step()
        }
    }

    func insert(_ state: ResidentHistory) throws {
        historyCount += 1
        history.bind(historyCount)
        history.bind(state.number.digits)
        history.bind(state.sequence)
        for text in [
            state.changedOn?.iso, state.reason, state.standing.rawValue, state.household.digits, state.name.string,
            state.kana, state.address.postalCode, state.address.town.string, state.address.lot.string,
            state.address.building.string,
        ] {
            history.bind(text)
        }
        try history.step()
        // The same name in the next state leads to the same person; one key is enough.
        let name = PersonDigest.row([state.number.digits, state.name.string, state.kana])
        guard pastNames.insert(name).inserted else { return }
        for key in NameKey.keys(name: state.name.string, kana: state.kana, others: []) {
            try write(key, historyCount, with: pastKey)
        }
    }

    func finishPlaces() throws {
        try towns.finish()
        try buildings.finish()
    }

    private func write(_ key: NameKey, _ id: Int, with statement: BulkStatement) throws {
        statement.bind(key.part.rawValue)
        statement.bind(key.second)
        statement.bind(key.first)
        statement.bind(key.exact)
        statement.bind(id)
        try statement.step()
    }

    /// In the order of ``ResidentRow/columns``, without id and protection.
    static func texts(of person: Resident) -> [String?] {
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

extension NameKey {
    /// The keys of everything a person is called today.
    static func keys(of person: Resident) -> [NameKey] {
        let others = [person.romanName, person.commonName, person.formerName].map { $0?.string }
        return keys(name: person.name.string, kana: person.kana, others: others)
    }
}
