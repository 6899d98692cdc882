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
    /// By part.
    private let nameKey: [BulkStatement]
    private let history: BulkStatement
    private let pastKey: [BulkStatement]
    private let pastAddress: BulkStatement
    private let myNumber: BulkStatement
    private let received: ReceivedRows
    private var historyCount: Int
    /// Of the person whose states are coming.
    private var past = PastLife(number: "")

    /// An update writes keys where they stay; a whole generation gathers them in `keys` and sorts them at the end.
    init(_ database: BulkDatabase, seal: MyNumberSeal?, keys: StagedKeys?) throws {
        self.database = database
        self.seal = seal
        let isUpdate = keys == nil
        towns = try PlaceBook("town", in: database, isUpdate: isUpdate)
        buildings = try PlaceBook("building", in: database, isUpdate: isUpdate)
        let columns = ResidentRow.columns + GenerationRows.derived
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        resident = try database.prepare(
            "INSERT INTO resident (\(columns.joined(separator: ", "))) VALUES (\(places))"
        )
        entitlement = try database.prepare("INSERT INTO entitlement VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        nameKey = try keys?.today ?? GenerationRows.inserts("name_key", database)
        history = try database.prepare("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        pastKey = try keys?.past ?? GenerationRows.inserts("past_key", database)
        // In a whole generation people are looked up in one go when all are in.
        let owner = isUpdate ? GenerationSchema.resident(ofHistory: "?1") : "NULL"
        pastAddress = try database.prepare("INSERT INTO past_address VALUES (?, ?, ?, ?, ?, \(owner))")
        myNumber = try database.prepare("INSERT OR REPLACE INTO my_number VALUES (?, ?)")
        received = try ReceivedRows(database)
        historyCount = try database.integer("SELECT coalesce(max(id), 0) FROM history")
    }

    private static func inserts(_ table: String, _ database: BulkDatabase) throws -> [BulkStatement] {
        try [NameKey.Part.whole, .given, .word].map { part in
            try database.prepare("INSERT OR IGNORE INTO \(table) VALUES (\(part.rawValue), ?, ?, ?, ?)")
        }
    }

    /// The person's own row and keys.
    func insert(_ person: PreparedPerson, id: Int) throws {
        resident.bind(id)
        try resident.step(person.row, person.row.slices.indices) {
            resident.bind(person.intake.resident.isProtected ? 1 : 0)
            resident.bind(person.intake.resident.isProtected ? 1 : 0)
            for number in try derivedNumbers(of: person) { resident.bind(number) }
            resident.bind(person.places)
        }
        try insertKeys(of: person, id: id)
        try insertMyNumber(of: person, id: id)
        try received.insert(person.intake.received, of: .person(id))
    }

    /// As the row is replaced, so are the texts as they came.
    func replaceReceived(_ texts: [ReceivedText], of owner: ReceivedRows.Owner) throws {
        try received.forget(owner)
        try received.insert(texts, of: owner)
    }

    func insert(elsewhere characters: [UnidentifiedCharacter]) throws {
        try received.insert(elsewhere: characters)
    }

    func insertKeys(of person: PreparedPerson, id: Int) throws {
        try person.keys.write(id, with: nameKey)
    }

    func insertMyNumber(of person: PreparedPerson, id: Int) throws {
        if let number = person.intake.myNumber { try insert(number, of: person.intake.resident.number, id: id) }
    }

    /// The columns of the row that follow from the person, and their values, in one order.
    static let derived = ["town_id", "building_id", "digest", "lot_key", "address_key", "phone_key"]

    func derivedNumbers(of person: PreparedPerson) throws -> [Int?] {
        [
            try towns.id(of: person.town), person.building.isEmpty ? nil : try buildings.id(of: person.building),
            Int(Int64(bitPattern: person.digest)),
        ]
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
        let id = try insertRow(state)
        // The same name or address in the next state leads to the same person; one key is enough.
        if !past.number.utf8.elementsEqual(state.number.digits.utf8) { past = PastLife(number: state.number.digits) }
        try insert(past.news(state.name.string, state.kana, state.address), id: id)
    }

    /// The state alone, without anything by which it is found.
    func insertRow(_ state: ResidentHistory) throws -> Int {
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
        try received.insert(state.received, of: .state(historyCount))
        return historyCount
    }

    /// By what a state is found.
    func insert(_ news: (name: [NameKey]?, address: AddressKey?), id: Int) throws {
        if let keys = news.name { try PackedKeys(keys).write(id, with: pastKey) }
        guard let address = news.address else { return }
        pastAddress.bind(id)
        pastAddress.bind(try towns.id(of: address.town))
        pastAddress.bind(address.building.isEmpty ? nil : try buildings.id(of: address.building))
        pastAddress.bind(address.lot)
        pastAddress.bind(address.line)
        try pastAddress.step()
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

/// What a person was called and where they lived in the states seen so far (以前の氏名・住所).
struct PastLife {
    let number: String
    private var names: Set<UInt64> = []
    private var addresses: Set<UInt64> = []

    init(number: String) {
        self.number = number
    }

    /// Keys of the name and the address where no state before had the same.
    mutating func news(
        _ name: String,
        _ kana: String,
        _ address: ResidentAddress
    ) -> (name: [NameKey]?, address: AddressKey?) {
        let call = PersonDigest.row([name, kana])
        let place = PersonDigest.row([address.town, address.lot, address.building].map(\.string))
        return (
            names.insert(call).inserted ? NameKey.keys(name: name, kana: kana, others: []) : nil,
            addresses.insert(place).inserted ? AddressKey(address) : nil
        )
    }
}
