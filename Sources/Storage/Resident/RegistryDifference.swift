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

    static func kinds(_ old: Resident, _ new: Resident) -> Set<Kind> {
        var kinds: Set<Kind> = []
        if old.standing != new.standing { kinds.insert(.standing) }
        if old.name != new.name || old.kana != new.kana || old.commonName != new.commonName
            || old.formerName != new.formerName || old.romanName != new.romanName
        {
            kinds.insert(.name)
        }
        if old.address != new.address { kinds.insert(.address) }
        if old.household != new.household || old.relationship != new.relationship { kinds.insert(.household) }
        if old.isProtected != new.isProtected { kinds.insert(.protection) }
        if Set(old.entitlements) != Set(new.entitlements) { kinds.insert(.entitlements) }
        return kinds.isEmpty ? [.other] : kinds
    }
}

extension SQLiteStore {
    /// Beyond so many changed people the kinds of change are not counted.
    private static let mostCompared = 20_000

    /// Compares a finished or kept generation with another.
    package func difference(from old: String, to new: String) throws -> RegistryDifference {
        for name in [old, new] where !GenerationFile.exists(name, in: shelf.folder) {
            throw StorageError.unknownGeneration(name)
        }
        let (before, after) = (try digests(of: old), try digests(of: new))
        let found = GenerationDigests.compare(before, after)
        var difference = RegistryDifference()
        difference.removed = try numbers(found.removed, in: old)
        difference.added = try numbers(found.added, in: new)
        difference.changed = try numbers(found.changed.map(\.new), in: new)
        guard found.changed.count <= SQLiteStore.mostCompared else { return difference }
        let left = try residents(found.changed.map(\.old), in: old)
        let right = try residents(found.changed.map(\.new), in: new)
        for (old, new) in zip(left, right) {
            for kind in RegistryDifference.kinds(old, new) { difference.kinds[kind, default: 0] += 1 }
        }
        return difference
    }

    private func digests(of name: String) throws -> GenerationDigests {
        try shelf.read(name) { connection in
            let bytes = try connection.first("SELECT entries FROM digests") { try $0.bytes(0) }
            return GenerationDigests(bytes: bytes ?? [])
        }
    }

    private func numbers(_ ids: [UInt32], in name: String) throws -> [ResidentNumber] {
        try shelf.read(name) { connection in
            try ids.sorted().compactMap { id in
                try connection.first("SELECT number FROM resident WHERE id = ?", [.integer(Int(id))]) {
                    ResidentNumber(try $0.text(0))
                }
            }
        }
    }

    private func residents(_ ids: [UInt32], in name: String) throws -> [Resident] {
        try shelf.read(name) { connection in
            try ResidentTable(connection: connection).residents(ids.map(Int64.init))
        }
    }
}
