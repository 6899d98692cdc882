package import Japanese

/// What a clerk typed to find a resident (住民検索). Empty parts do not restrict.
package struct ResidentQuery: Hashable, Sendable {
    /// Name in kanji, kana or Roman letters, whole or its beginning.
    package var name: String
    package var birthDate: CivilDate?
    /// Town, lot or building, any part of the address.
    package var address: String
    package var number: String
    package var includesFormer: Bool
    package var limit: Int
    package var offset: Int

    package init(
        name: String = "",
        birthDate: CivilDate? = nil,
        address: String = "",
        number: String = "",
        includesFormer: Bool = false,
        limit: Int = 20,
        offset: Int = 0
    ) {
        self.name = name
        self.birthDate = birthDate
        self.address = address
        self.number = number
        self.includesFormer = includesFormer
        self.limit = limit
        self.offset = offset
    }

    package var isEmpty: Bool {
        name.isEmpty && birthDate == nil && address.isEmpty && number.isEmpty
    }
}

/// One resident found, with how close the match is (0 is exact).
package struct ResidentHit: Hashable, Sendable {
    package let resident: Resident
    package let rank: Int

    package init(resident: Resident, rank: Int) {
        self.resident = resident
        self.rank = rank
    }
}

/// Which of the core system's daily files the searches see (連携データ世代).
package struct RegistryStatus: Hashable, Sendable, Codable {
    /// Name of the generation, also its file name.
    package let generation: String
    /// The business date the core system put on the file (連携データ基準日).
    package let businessDate: CivilDate
    package let importedAt: Instant
    /// People on the register on the business date; those who left or died are not counted.
    package let residentCount: Int

    /// Which delivery it is of (配信), whatever was identified in it since: `2026-11-21-1` of `2026-11-21-1.2`.
    package var delivery: String { RegistryStatus.delivery(of: generation) }

    package static func delivery(of generation: String) -> String {
        String(decoding: generation.utf8.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    }

    package init(generation: String, businessDate: CivilDate, importedAt: Instant, residentCount: Int) {
        self.generation = generation
        self.businessDate = businessDate
        self.importedAt = importedAt
        self.residentCount = residentCount
    }
}
