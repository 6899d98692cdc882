import Japanese
package import Madoguchi

/// What one generation says differently from another (世代間の差異): counts, what kind of change, and whose.
package struct RegistryDifference: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case standing, name, address, household, protection, entitlements, other

        package var japanese: String {
            switch self {
            case .standing: "住民状態"
            case .name: "氏名"
            case .address: "住所"
            case .household: "世帯・続柄"
            case .protection: "支援措置"
            case .entitlements: "資格"
            case .other: "その他の項目"
            }
        }
    }

    package var added: [ResidentNumber] = []
    package var removed: [ResidentNumber] = []
    package var changed: [ResidentNumber] = []
    /// How many people each kind of change concerns; empty where too many changed to look at each.
    package var kinds: [Kind: Int] = [:]

    /// One line for the report and the journal, without any number of a person.
    package var summary: String {
        let parts = Kind.allCases.compactMap { kind in kinds[kind].map { "\(kind.japanese) \($0)人" } }
        let detail = parts.isEmpty ? "" : "（\(parts.joined(separator: "、"))）"
        return "前の世代との差: 増えた人 \(added.count)人、変わった人 \(changed.count)人\(detail)、消えた人 \(removed.count)人"
    }
}

extension SQLiteStore {
    /// Compares a finished or kept generation with another.
    package func difference(from old: String, to new: String) throws -> RegistryDifference {
        for name in [old, new] {
            guard GenerationFile.exists(name, in: shelf.folder) else { throw StorageError.unknownGeneration(name) }
            // Opening it checks that this program wrote it.
            _ = try shelf.read(name) { _ in true }
        }
        return try GenerationPair(old, new, in: shelf.folder).difference()
    }
}

/// Two generations side by side (世代の組).
private struct GenerationPair {
    /// Beyond so many changed people the kinds of change are not counted.
    private static let mostCompared = 20_000

    private let new: BulkDatabase
    private let old: BulkDatabase

    init(_ old: String, _ new: String, in folder: String) throws {
        self.old = try BulkDatabase(reading: GenerationFile.path(old, in: folder))
        self.new = try BulkDatabase(reading: GenerationFile.path(new, in: folder))
        try self.new.attach(GenerationFile.path(old, in: folder), as: "old")
    }

    func difference() throws -> RegistryDifference {
        let found = GenerationDigests.compare(try old.digests(), try new.digests())
        var difference = RegistryDifference()
        difference.removed = try numbers(found.removed, in: old)
        difference.added = try numbers(found.added, in: new)
        guard found.changed.count <= GenerationPair.mostCompared else {
            difference.changed = try numbers(found.changed.map(\.new.id), in: new)
            return difference
        }
        let statement = try new.prepare(GenerationPair.comparison)
        for (old, new) in found.changed.sorted(by: { $0.new.id < $1.new.id }) {
            statement.bind(Int(new.id))
            statement.bind(Int(old.id))
            try statement.forEach { row in
                difference.changed.append(ResidentNumber(row.text(0) ?? ""))
                for kind in GenerationPair.kinds(row, old.digest, new.digest) {
                    difference.kinds[kind, default: 0] += 1
                }
            }
        }
        return difference
    }

    private static let columns: [(RegistryDifference.Kind, [String])] = [
        (.standing, ["standing"]), (.name, ["name", "kana", "common_name", "former_name", "roman_name"]),
        (.address, ["postal_code", "town_code", "town", "lot", "building"]),
        (.household, ["household", "relationship"]), (.protection, ["is_protected"]),
    ]

    private static let comparison: String = {
        let groups = columns.map { _, names in
            names.map { "now.\($0) IS NOT before.\($0)" }.joined(separator: " OR ")
        }
        return """
            SELECT now.number, \(groups.joined(separator: ", ")),
            before.digest, before.is_protected, now.digest, now.is_protected
            FROM main.resident AS now CROSS JOIN old.resident AS before ON before.id = ?2 WHERE now.id = ?1
            """
    }()

    private static func kinds(_ row: BulkStatement, _ old: UInt64, _ new: UInt64) -> [RegistryDifference.Kind] {
        var kinds = columns.enumerated().filter { row.long(Int32($0.offset) + 1) != 0 }.map(\.element.0)
        func held(_ whole: UInt64, _ column: Int32) -> UInt64 {
            let digest = UInt64(bitPattern: Int64(row.long(column)))
            return PersonDigest.held(of: whole, row: digest, isProtected: row.long(column + 1) != 0)
        }
        let first = Int32(columns.count) + 1
        if held(old, first) != held(new, first + 2) { kinds.append(.entitlements) }
        return kinds.isEmpty ? [.other] : kinds
    }

    private func numbers(_ ids: [UInt32], in database: BulkDatabase) throws -> [ResidentNumber] {
        let statement = try database.prepare("SELECT number FROM resident WHERE id = ?")
        var numbers: [ResidentNumber] = []
        for id in ids.sorted() {
            statement.bind(Int(id))
            try statement.forEach { numbers.append(ResidentNumber($0.text(0) ?? "")) }
        }
        return numbers
    }
}
