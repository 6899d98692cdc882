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
            ResidentRow.columns + ["town_id", "building_id", "digest", "lot_key", "address_key", "phone_key"]
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

    /// The person's own row and keys.
    func insert(_ person: PreparedPerson, id: Int) throws {
        resident.bind(id)
        try resident.step(person.row, person.row.slices.indices) {
            resident.bind(person.intake.resident.isProtected ? 1 : 0)
            resident.bind(person.intake.resident.isProtected ? 1 : 0)
            resident.bind(try towns.id(of: person.town))
            resident.bind(person.building.isEmpty ? nil : try buildings.id(of: person.building))
            resident.bind(Int(Int64(bitPattern: person.digest)))
            resident.bind(person.places)
        }
        try person.keys.write(id, with: nameKey)
        if let number = person.intake.myNumber { try insert(number, of: person.intake.resident.number, id: id) }
    }

    private func insert(_ number: MyNumber, of resident: ResidentNumber, id: Int) throws {
        guard let seal else { throw StorageError.noKey }
        myNumber.bind(id)
        myNumber.bind(try seal.sealed(number, of: resident))
        try myNumber.step()
    }

    /// Replaces nothing: the holder's rows must be gone.
    func insert(_ held: PackedHoldings, of id: Int) throws {
        try held.write(id, with: entitlement)
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
        let keys = PackedKeys(NameKey.keys(name: state.name.string, kana: state.kana, others: []))
        try keys.write(historyCount, with: pastKey)
    }

    func finishPlaces() throws {
        try towns.finish()
        try buildings.finish()
    }
}

extension NameKey {
    /// The keys of everything a person is called today.
    static func keys(of person: Resident) -> [NameKey] {
        let others = [person.romanName, person.commonName, person.formerName].map { $0?.string }
        return keys(name: person.name.string, kana: person.kana, others: others)
    }
}
