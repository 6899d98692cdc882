import Madoguchi

/// Protection that a visit or a certificate told of, which the register may not know yet (来庁で知れた支援措置), or that a later
/// generation told of: it holds for searches and for every other case as well, for the person and for whoever lives with
/// them, until a person ends it.
extension SQLTransaction {
    func suppressing(_ residents: [Resident]) throws -> [Resident] {
        guard !residents.isEmpty, try hidesSomebody() else { return residents }
        let households = try households(of: residents)
        let kept = try kept(among: households)
        let known = try protectedByVisits(households.map(\.number)).union(kept.numbers)
        guard !known.isEmpty || !kept.households.isEmpty else { return residents }
        let hidden = Set(households.filter { known.contains($0.number) }.map(\.household)).union(kept.households)
        return residents.map { resident in
            var resident = resident
            if known.contains(resident.number.digits) { resident.isProtected = true }
            if hidden.contains(SQLTransaction.stripped(resident.household)) { resident.isAddressSuppressed = true }
            return resident
        }
    }

    /// Whoever is hidden by a visit only must not be found by where they live or how to call them, either.
    func findable(_ hits: [ResidentHit], by query: ResidentQuery) throws -> [ResidentHit] {
        let shown = try zip(suppressing(hits.map(\.resident)), hits).map { ResidentHit(resident: $0, rank: $1.rank) }
        return shown.filter { hit in
            guard hit.resident.isAddressSuppressed else { return true }
            return query.address.isEmpty && (query.number.isEmpty || SQLTransaction.isNumber(query.number, of: hit))
        }
    }

    private static func isNumber(_ typed: String, of hit: ResidentHit) -> Bool {
        guard let digits = SearchDigits(typed)?.text else { return false }
        let numbers = [hit.resident.number.digits, hit.resident.household.digits]
        return numbers.compactMap { SearchDigits($0)?.text }.contains { $0.utf8.elementsEqual(digits.utf8) }
    }

    /// Whether anybody is hidden by something else than the generation in use.
    func hidesSomebody() throws -> Bool { try hasProtectionOfVisits() || hasKeptProtections() }

    private func hasProtectionOfVisits() throws -> Bool {
        let sql = "SELECT 1 FROM case_person_key WHERE item = ? LIMIT 1"
        return try connection.first(sql, [.text(ItemID.isProtected.text)]) { _ in true } != nil
    }

    private func households(of residents: [Resident]) throws -> [(number: String, household: String)] {
        let wanted = Set(residents.map { SQLTransaction.stripped($0.household) }).sorted()
        let marks = wanted.map { _ in "?" }.joined(separator: ", ")
        return try registry { connection in
            try connection.rows(
                "SELECT number, ltrim(household, '0') FROM resident WHERE ltrim(household, '0') IN (\(marks))",
                wanted.map(SQLValue.text)
            ) { (try $0.text(0), try $0.text(1)) }
        } ?? []
    }

    private func protectedByVisits(_ numbers: [String]) throws -> Set<String> {
        let marks = numbers.map { _ in "?" }.joined(separator: ", ")
        let found = try connection.rows(
            """
            SELECT resident FROM case_person AS p WHERE resident IN (\(marks)) AND EXISTS
                (SELECT 1 FROM case_person_key AS k WHERE k.case_id = p.case_id AND k.person = p.person AND k.item = ?)
            """,
            numbers.map(SQLValue.text) + [.text(ItemID.isProtected.text)]
        ) { try $0.text(0) }
        return Set(found)
    }

    private static func stripped(_ household: HouseholdNumber) -> String {
        String(household.digits.drop { $0 == "0" })
    }
}
