import Japanese
import Madoguchi

/// Protections that a later generation told of and the one in use does not have (切戻しで引き継ぐ支援措置): going back to older
/// data must not bring an address back to the screen.
extension SQLTransaction {
    /// To be called before another generation comes into use; says how many protections it does not have are kept. Whole files
    /// that come in after what told of a protection, and are not of an earlier day, confirm that it has ended.
    func keepProtections(before next: RegistryStatus, isWhole: Bool, isNew: Bool) throws -> Int {
        guard let current = try registryStatus() else { return 0 }
        if isWhole { try forgetKept(olderThan: next, isNew: isNew) }
        let isLater = current.businessDate < next.businessDate
        let isOfTheDay = current.businessDate == next.businessDate && (isNew || current.importedAt < next.importedAt)
        guard !(isWhole && (isLater || isOfTheDay)), current.generation != next.generation else { return 0 }
        let before = try protected(in: current.generation)
        let after = Set(try protected(in: next.generation).map(\.number))
        let lost = before.filter { !after.contains($0.number) }
        for person in lost {
            try connection.execute(
                """
                INSERT INTO kept_protection (number, household, generation) VALUES (?, ?, ?)
                ON CONFLICT (number) DO UPDATE SET household = excluded.household, generation = excluded.generation,
                    ended_at = NULL, ended_by = NULL, reason = NULL
                """,
                [.text(person.number), .text(person.household), .text(current.generation)]
            )
        }
        return lost.count
    }

    /// The same for a generation that has just been made. What a delta does not end stays kept; what its base had, it has
    /// as well.
    func keepProtections(before next: RegistryStatus, _ news: ProtectionNews) throws -> Int {
        switch news {
        case .whole: return try keepProtections(before: next, isWhole: true, isNew: true)
        case .silent: return try keepProtections(before: next, isWhole: false, isNew: true)
        case .ended(let numbers):
            for number in numbers.sorted() {
                try connection.execute("DELETE FROM kept_protection WHERE number = ?", [.text(number)])
            }
            return 0
        }
    }

    func keptProtections(of numbers: [ResidentNumber]) throws -> [KeptProtection] {
        guard !numbers.isEmpty else { return [] }
        let marks = numbers.map { _ in "?" }.joined(separator: ", ")
        return try connection.rows(
            """
            SELECT number, business_date FROM kept_protection JOIN registry_generation ON name = generation
            WHERE ended_at IS NULL AND number IN (\(marks)) ORDER BY number
            """,
            numbers.map { .text($0.digits) }
        ) { row in
            guard let day = CivilDate(iso: try row.text(1)) else {
                throw StoreError.damaged("a generation's business date cannot be read")
            }
            return KeptProtection(resident: ResidentNumber(try row.text(0)), toldOn: day)
        }
    }

    func endKeptProtection(of number: ResidentNumber, reason: String, by staff: StaffID, at now: Instant) throws {
        try connection.execute(
            """
            UPDATE kept_protection SET ended_at = ?, ended_by = ?, reason = ? WHERE number = ? AND ended_at IS NULL
            """,
            [.integer(now.milliseconds), .text(staff.text), .text(reason), .text(number.digits)]
        )
    }

    func hasKeptProtections() throws -> Bool {
        try connection.first("SELECT 1 FROM kept_protection WHERE ended_at IS NULL LIMIT 1") { _ in true } != nil
    }

    /// Numbers, and households without leading zeros, that are kept among these.
    func kept(
        among people: [(number: String, household: String)]
    ) throws -> (numbers: Set<String>, households: Set<String>) {
        var numbers: Set<String> = []
        var households: Set<String> = []
        for household in Set(people.map(\.household)).sorted() {
            let found = try connection.rows(
                "SELECT 1 FROM kept_protection WHERE household = ? AND ended_at IS NULL LIMIT 1",
                [.text(household)]
            ) { _ in household }
            households.formUnion(found)
        }
        for person in people {
            let found = try connection.rows(
                "SELECT number FROM kept_protection WHERE number = ? AND ended_at IS NULL",
                [.text(person.number)]
            ) { try $0.text(0) }
            numbers.formUnion(found)
        }
        return (numbers, households)
    }

    private func forgetKept(olderThan next: RegistryStatus, isNew: Bool) throws {
        try connection.execute(
            """
            DELETE FROM kept_protection WHERE generation IN (
                SELECT name FROM registry_generation
                WHERE business_date < ?1 OR (business_date = ?1 AND (?2 OR imported_at < ?3))
            )
            """,
            [.text(next.businessDate.iso), .flag(isNew), .integer(next.importedAt.milliseconds)]
        )
    }

    private func protected(in generation: String) throws -> [(number: String, household: String)] {
        try shelf.read(generation) { connection in
            try connection.rows("SELECT number, ltrim(household, '0') FROM resident WHERE is_protected = 1") {
                (try $0.text(0), try $0.text(1))
            }
        }
    }
}
