import Foundation
import Japanese
package import Madoguchi

/// Writes a new generation of the core system's daily file (連携データ世代の作成): residents in batches, then indexes.
///
/// Searches go on on the published generation. Until ``finish()`` the file has a name that nobody opens; until it is
/// published nobody looks at it; a writer that is killed leaves only such a file, which the next one removes.
package final class RegistryGenerationWriter {
    package let name: String
    private let businessDate: CivilDate
    private let importedAt: Instant
    private let folder: String
    private let lock: ImportLock
    private let database: BulkDatabase
    private let resident: BulkStatement
    private let entitlement: BulkStatement
    private let nameKey: BulkStatement
    private var count = 0
    private var towns: [PlaceKey: Int] = [:]
    private var buildings: [PlaceKey: Int] = [:]

    init(name: String, businessDate: CivilDate, importedAt: Instant, folder: String, lock: ImportLock) throws {
        self.name = name
        self.businessDate = businessDate
        self.importedAt = importedAt
        self.folder = folder
        self.lock = lock
        database = try BulkDatabase(path: GenerationFile.partial(name, in: folder))
        try database.run(GenerationSchema.tables)
        try database.run(
            """
            CREATE TEMP TABLE staged_key (part INTEGER, second TEXT, first TEXT, exact TEXT, resident INTEGER);
            BEGIN;
            """
        )
        let columns = ResidentRow.columns + ["town_id", "building_id", "lot_key", "address_key", "phone_key"]
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        resident = try database.prepare(
            "INSERT INTO resident (\(columns.joined(separator: ", "))) VALUES (\(places))"
        )
        entitlement = try database.prepare("INSERT INTO entitlement VALUES (?, ?, ?, ?, ?, ?, ?)")
        nameKey = try database.prepare("INSERT INTO staged_key VALUES (?, ?, ?, ?, ?)")
    }

    /// Takes residents in the register's order; the order of a household's members is kept.
    package func add(_ residents: some Sequence<Resident>) throws {
        for resident in residents { try add(resident) }
    }

    private func add(_ person: Resident) throws {
        count += 1
        bindPerson(person)
        try bindPlace(person)
        resident.bind(person.phone.flatMap(SearchDigits.init)?.text)
        try resident.step()
        for (position, held) in person.entitlements.enumerated() {
            entitlement.bind(count)
            entitlement.bind(position)
            entitlement.bind(held.business.rawValue)
            entitlement.bind(held.number)
            entitlement.bind(held.grade)
            entitlement.bind(held.from?.iso)
            entitlement.bind(held.until?.iso)
            try entitlement.step()
        }
        let others = [person.romanName, person.commonName, person.formerName].map { $0?.string }
        for key in NameKey.keys(name: person.name.string, kana: person.kana, others: others) {
            nameKey.bind(key.part.rawValue)
            nameKey.bind(key.second)
            nameKey.bind(key.first)
            nameKey.bind(key.exact)
            nameKey.bind(count)
            try nameKey.step()
        }
    }

    /// Makes keys and indexes, checks the counts, and gives the file its name. It is not yet the one searched.
    package func finish() throws -> FinishedGeneration {
        for (table, keys) in [("town_part", towns), ("building_part", buildings)] {
            try insertParts(of: keys, into: table)
        }
        let towns = try database.prepare("INSERT INTO town VALUES (?, ?)")
        for (key, id) in self.towns {
            towns.bind(id)
            towns.bind(key.text)
            try towns.step()
        }
        let status = RegistryStatus(
            generation: name,
            businessDate: businessDate,
            importedAt: importedAt,
            residentCount: count
        )
        try insert(status)
        try database.run(
            """
            INSERT OR IGNORE INTO name_key SELECT part, second, first, exact, resident FROM staged_key
            ORDER BY part, second, first, exact, resident;
            DROP TABLE staged_key;
            """
        )
        do {
            try database.run(GenerationSchema.indexes)
        } catch StorageError.engine(code: BulkDatabase.doubleValue) {
            throw StorageError.duplicateResident
        }
        try database.run("COMMIT")
        let found = try database.integer("SELECT count(*) FROM resident")
        guard found == count else { throw StorageError.countMismatch(given: count, found: found) }
        let partial = GenerationFile.partial(name, in: folder)
        try DurableFile.flush(partial)
        try DurableFile.move(partial, to: GenerationFile.path(name, in: folder))
        return FinishedGeneration(status: status, lock: lock)
    }

    private func insert(_ status: RegistryStatus) throws {
        let statement = try database.prepare("INSERT INTO generation VALUES (?, ?, ?, ?, ?)")
        statement.bind(GenerationSchema.version)
        statement.bind(status.generation)
        statement.bind(status.businessDate.iso)
        statement.bind(Int(status.importedAt.milliseconds))
        statement.bind(status.residentCount)
        try statement.step()
    }

    /// In the order of ``ResidentRow/columns``.
    private func bindPerson(_ person: Resident) {
        resident.bind(count)
        for text in [
            person.number.digits, person.household.digits, person.kind.rawValue, person.standing.rawValue,
            person.name.string, person.kana, person.romanName?.string, person.commonName?.string,
            person.formerName?.string, person.sex.rawValue, person.birthDate?.iso, person.birthText,
            person.relationship, person.address.postalCode, person.address.townCode, person.address.town.string,
            person.address.lot.string, person.address.building.string, person.phone, person.becameResident?.iso,
            person.nationality, person.residenceStatus, person.residenceUntil?.iso,
            person.registeredDomicile?.string, person.familyRegisterHead?.string,
        ] {
            resident.bind(text)
        }
        resident.bind(person.isProtected ? 1 : 0)
    }

    private func bindPlace(_ person: Resident) throws {
        let key = AddressKey(person.address)
        resident.bind(id(of: key.town, in: &towns))
        resident.bind(key.building.isEmpty ? nil : id(of: key.building, in: &buildings))
        resident.bind(key.lot)
        resident.bind(key.line)
    }

    private func id(of key: String, in places: inout [PlaceKey: Int]) -> Int {
        let key = PlaceKey(text: key)
        if let known = places[key] { return known }
        places[key] = places.count + 1
        return places.count
    }

    private func insertParts(of keys: [PlaceKey: Int], into table: String) throws {
        let statement = try database.prepare("INSERT OR IGNORE INTO \(table) VALUES (?, ?)")
        for (key, id) in keys {
            var rest = key.text.unicodeScalars[...]
            while !rest.isEmpty {
                statement.bind(String(rest))
                statement.bind(id)
                try statement.step()
                rest = rest.dropFirst()
            }
        }
    }
}

/// A place's key compared by its bytes, as the database compares.
private struct PlaceKey: Hashable {
    let text: String

    static func == (left: PlaceKey, right: PlaceKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

/// A complete generation that waits to be published; it keeps other imports out until then.
package struct FinishedGeneration: Sendable {
    package let status: RegistryStatus
    let lock: ImportLock
}
