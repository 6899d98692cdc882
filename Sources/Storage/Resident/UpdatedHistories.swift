import Japanese
import Madoguchi

/// Earlier states of people whom a delta names (差分の異動履歴): a state that comes again replaces the one of its number.
final class UpdatedHistories {
    private let rows: GenerationRows
    private let find: BulkStatement
    private let delete: BulkStatement
    private let deleteKey: BulkStatement
    private let deleteAddress: BulkStatement
    private let rename: BulkStatement
    private var touched: Set<ResidentNumber> = []

    /// As far as searches need it.
    private struct Stored {
        let id: Int
        let sequence: Int
        let name: String
        let kana: String
        let address: ResidentAddress
    }

    init(_ database: BulkDatabase, _ rows: GenerationRows) throws {
        self.rows = rows
        find = try database.prepare(
            """
            SELECT id, sequence, name, kana, town, lot, building FROM history
            WHERE ltrim(number, '0') = ltrim(?1, '0') AND +number = ?1 ORDER BY sequence, id
            """
        )
        delete = try database.prepare("DELETE FROM history WHERE id = ?")
        deleteKey = try database.prepare(
            "DELETE FROM past_key WHERE part = ? AND second = ? AND first = ? AND exact = ? AND history = ?"
        )
        deleteAddress = try database.prepare("DELETE FROM past_address WHERE history = ?")
        rename = try database.prepare(
            "UPDATE history SET name = ?, kana = ?, town = ?, lot = ?, building = ? WHERE id = ?"
        )
    }

    func put(_ state: ResidentHistory) throws {
        for known in try stored(state.number) where known.sequence == state.sequence { try remove(known) }
        _ = try rows.insertRow(state)
        touched.insert(state.number)
    }

    func touch(_ number: ResidentNumber) {
        touched.insert(number)
    }

    /// Gives a state the texts of another identification (同定の反映).
    func rewrite(_ id: Int, as state: ResidentHistory) throws {
        guard let known = try stored(state.number).first(where: { $0.id == id }) else { return }
        try forgetKeys(of: known)
        let address = state.address
        for text in [state.name.string, state.kana, address.town.string, address.lot.string, address.building.string] {
            rename.bind(text)
        }
        rename.bind(id)
        try rename.step()
        touched.insert(state.number)
    }

    func remove(of number: ResidentNumber) throws {
        for known in try stored(number) { try remove(known) }
    }

    /// Makes anew by what the states are found: which of them bears the key of a name depends on all the others.
    func finish() throws {
        for number in touched.sorted(by: { $0.digits < $1.digits }) {
            let states = try stored(number)
            for known in states { try forgetKeys(of: known) }
            var past = PastLife(number: number.digits)
            for known in states { try rows.insert(past.news(known.name, known.kana, known.address), id: known.id) }
        }
        touched = []
    }

    private func remove(_ known: Stored) throws {
        try forgetKeys(of: known)
        delete.bind(known.id)
        try delete.step()
        try rows.replaceReceived([], of: .state(known.id))
    }

    private func forgetKeys(of known: Stored) throws {
        for key in NameKey.keys(name: known.name, kana: known.kana, others: []) {
            deleteKey.bind(key.part.rawValue)
            deleteKey.bind(key.second)
            deleteKey.bind(key.first)
            deleteKey.bind(key.exact)
            deleteKey.bind(known.id)
            try deleteKey.step()
        }
        deleteAddress.bind(known.id)
        try deleteAddress.step()
    }

    private func stored(_ number: ResidentNumber) throws -> [Stored] {
        var found: [Stored] = []
        find.bind(number.digits)
        try find.forEach { row in
            func text(_ index: Int32) -> String { row.text(index) ?? "" }
            let address = ResidentAddress(
                postalCode: "",
                townCode: "",
                town: RegisteredText(text(4)),
                lot: RegisteredText(text(5)),
                building: RegisteredText(text(6))
            )
            found.append(
                Stored(id: row.long(0), sequence: row.long(1), name: text(2), kana: text(3), address: address)
            )
        }
        return found
    }
}
