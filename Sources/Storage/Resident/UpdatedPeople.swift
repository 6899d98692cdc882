import Japanese
import Madoguchi

/// People of a generation that a delta changes: finding, reading and deleting what belongs to them.
struct UpdatedPeople {
    struct Known {
        let id: Int
        let isProtected: Bool
        let isCurrent: Bool
        let keys: [NameKey]
    }

    private let find: BulkStatement
    private let highest: BulkStatement
    private let deleteResident: BulkStatement
    private let deleteKey: BulkStatement
    private let deleteHeld: BulkStatement
    private let deleteMyNumber: BulkStatement
    private let concerning: BulkStatement
    private let held: BulkStatement
    private let protect: BulkStatement
    private let digest: BulkStatement

    init(_ database: BulkDatabase) throws {
        find = try database.prepare(
            """
            SELECT id, is_protected, standing = 'current', name, kana, roman_name, common_name, former_name
            FROM resident
            WHERE ltrim(number, '0') = ltrim(?1, '0') AND +number = ?1
            """
        )
        highest = try database.prepare("SELECT coalesce(max(id), 0) FROM resident")
        deleteResident = try database.prepare("DELETE FROM resident WHERE id = ?")
        deleteKey = try database.prepare(
            "DELETE FROM name_key WHERE part = ? AND second = ? AND first = ? AND exact = ? AND resident = ?"
        )
        deleteHeld = try database.prepare("DELETE FROM entitlement WHERE resident = ?")
        deleteMyNumber = try database.prepare("DELETE FROM my_number WHERE resident = ?")
        concerning = try database.prepare(
            "SELECT DISTINCT resident FROM entitlement WHERE concerning = ? AND business = ?"
        )
        held = try database.prepare(
            """
            SELECT business, number, grade, from_day, until_day, concerning FROM entitlement
            WHERE resident = ? ORDER BY position
            """
        )
        protect = try database.prepare("UPDATE resident SET is_protected = ? WHERE id = ?")
        digest = try database.prepare("SELECT number, is_protected, digest FROM resident WHERE id = ?")
    }

    func find(_ number: ResidentNumber) throws -> Known? {
        var known: Known?
        find.bind(number.digits)
        try find.forEach { row in
            let others = (5...7).map { row.text($0) }
            let keys = NameKey.keys(name: row.text(3) ?? "", kana: row.text(4) ?? "", others: others)
            known = Known(
                id: row.long(0),
                isProtected: row.long(1) != 0,
                isCurrent: row.long(2) != 0,
                keys: keys
            )
        }
        return known
    }

    func nextID() throws -> Int {
        var last = 0
        try highest.forEach { last = $0.long(0) }
        return last + 1
    }

    func deleteKeys(of known: Known) throws {
        for key in known.keys {
            deleteKey.bind(key.part.rawValue)
            deleteKey.bind(key.second)
            deleteKey.bind(key.first)
            deleteKey.bind(key.exact)
            deleteKey.bind(known.id)
            try deleteKey.step()
        }
    }

    /// Row, keys, what the person holds, and their 個人番号.
    func delete(_ known: Known) throws {
        try deleteKeys(of: known)
        deleteResident.bind(known.id)
        try deleteResident.step()
        try deleteHeld(by: known.id)
        deleteMyNumber.bind(known.id)
        try deleteMyNumber.step()
    }

    func deleteHeld(by id: Int) throws {
        deleteHeld.bind(id)
        try deleteHeld.step()
    }

    func holders(concerning source: ResidentNumber, _ business: Entitlement.Business) throws -> Set<Int> {
        var holders: Set<Int> = []
        concerning.bind(source.digits)
        concerning.bind(business.rawValue)
        try concerning.forEach { holders.insert($0.long(0)) }
        return holders
    }

    func held(by id: Int) throws -> [Entitlement] {
        var result: [Entitlement] = []
        held.bind(id)
        try held.forEach { row in
            guard let business = Entitlement.Business(rawValue: row.text(0) ?? "") else { return }
            var item = Entitlement(
                business: business,
                number: row.text(1) ?? "",
                grade: row.text(2) ?? "",
                from: row.text(3).flatMap { CivilDate(iso: $0) },
                until: row.text(4).flatMap { CivilDate(iso: $0) }
            )
            item.concerning = row.text(5).map { ResidentNumber($0) }
            result.append(item)
        }
        return result
    }

    func protect(_ id: Int, _ isProtected: Bool) throws {
        protect.bind(isProtected ? 1 : 0)
        protect.bind(id)
        try protect.step()
    }

    func number(of id: Int) throws -> String {
        var number = ""
        digest.bind(id)
        try digest.forEach { number = $0.text(0) ?? "" }
        return number
    }

    /// The entry of the person as the row and its belongings are now.
    func digest(of id: Int) throws -> GenerationDigests.Entry? {
        var found: (number: String, isProtected: Bool, row: UInt64)?
        digest.bind(id)
        try digest.forEach { row in
            found = (row.text(0) ?? "", row.long(1) != 0, UInt64(bitPattern: Int64(row.long(2))))
        }
        guard let found else { return nil }
        let whole = PersonDigest.whole(
            row: found.row,
            isProtected: found.isProtected,
            held: try held(by: id).map(PersonDigest.held)
        )
        return GenerationDigests.Entry(key: PersonDigest.key(of: found.number), digest: whole, id: UInt32(id))
    }
}
