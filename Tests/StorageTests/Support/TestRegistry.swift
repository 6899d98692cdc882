import Japanese
import Madoguchi

@testable import Storage

extension SQLiteStore {
    @discardableResult
    func publish(
        _ residents: some Sequence<Resident>,
        on day: CivilDate = Example.day,
        keeping: Int = 7
    ) async throws -> RegistryStatus {
        let finished = try finished(residents, on: day)
        return try await publish(finished, keeping: keeping, journaledAs: Example.entry(.registryImported))
    }

    func finished(_ residents: some Sequence<Resident>, on day: CivilDate = Example.day) throws -> FinishedGeneration {
        let writer = try beginGeneration(businessDate: day, importedAt: Example.now)
        try writer.add(residents)
        return try writer.finish()
    }

    func hits(_ query: ResidentQuery) async throws -> [ResidentHit] {
        try await read { try $0.residents(query) }
    }

    func names(_ query: ResidentQuery) async throws -> [String] {
        try await hits(query).map { "\($0.rank) \($0.resident.name.string)" }
    }
}

extension Resident {
    /// A resident whose other columns do not matter to the test.
    static func named(
        _ name: String,
        _ kana: String = "",
        number: Int,
        born: String? = "1980-01-01",
        town: String = "本町",
        lot: String = "1番地",
        building: String = ""
    ) -> Resident {
        Resident(
            number: ResidentNumber(String(number)),
            household: HouseholdNumber("9\(number)"),
            kind: .japanese,
            standing: .current,
            name: RegisteredText(name),
            kana: kana,
            sex: .female,
            birthDate: born.flatMap { CivilDate(iso: $0) },
            birthText: born ?? "不詳",
            relationship: "世帯主",
            address: ResidentAddress(
                postalCode: "",
                townCode: "",
                town: RegisteredText(town),
                lot: RegisteredText(lot),
                building: RegisteredText(building)
            )
        )
    }
}

/// What a traced connection ran.
final class StatementLog: @unchecked Sendable {
    private(set) var statements: Set<String> = []

    func note(_ sql: String) { statements.insert(sql) }
}
