import Foundation
import Japanese
package import Madoguchi

/// Writes a new generation of the core system's daily file (連携データ世代の作成): residents in batches, then indexes.
///
/// Searches go on on the published generation. Until ``finish()`` the file has a name that nobody opens; until it is
/// published nobody looks at it; a writer that is killed leaves only such a file, which the next one removes.
///
/// Unchecked, because what changes is touched on the queue alone until ``finish()`` has drained it.
package final class RegistryGenerationWriter: @unchecked Sendable {
    let plan: GenerationPlan
    private let database: BulkDatabase
    private let staged: StagedKeys
    private let rows: GenerationRows
    private let queue = WritingQueue()
    private var digests = GenerationDigests()
    private var count = 0
    private var current = 0

    package var name: String { plan.name }

    init(_ plan: GenerationPlan) throws {
        self.plan = plan
        let partial = GenerationFile.partial(plan.name, in: plan.folder)
        database = try BulkDatabase(path: partial)
        try database.run(GenerationSchema.tables)
        try database.run("BEGIN")
        staged = try StagedKeys(path: partial + ".keys")
        rows = try GenerationRows(database, seal: plan.seal, keys: staged)
    }

    /// Takes residents in the register's order; the order of a household's members is kept.
    package func add(_ residents: some Sequence<Resident>) throws {
        try take(.residents(residents.map { ResidentIntake($0) }))
    }

    /// What only a delta has is refused by ``StorageError/notADelta``.
    package func take(_ batch: RegistryBatch) throws {
        switch batch {
        case .residents(let people):
            // Whoever has less to do, the reader or the writer, makes the keys.
            if queue.isIdle {
                try queue.run { [self] in for person in PreparedPerson.prepare(people) { try add(person) } }
            } else {
                let prepared = PreparedPerson.prepare(people)
                try queue.run { [self] in for person in prepared { try add(person) } }
            }
        case .histories(let states):
            try queue.run { [self] in for state in states { try rows.insert(state) } }
        case .elsewhere(let characters):
            try queue.run { [self] in try rows.insert(elsewhere: characters) }
        case .removed, .held, .protection: throw StorageError.notADelta
        }
    }

    private func add(_ prepared: PreparedPerson) throws {
        let person = prepared.intake.resident
        count += 1
        if person.standing == .current { current += 1 }
        try rows.insert(prepared, id: count)
        try rows.insert(prepared.held, of: count)
        digests.append(
            GenerationDigests.Entry(
                key: PersonDigest.key(of: person.number.digits),
                digest: PersonDigest.whole(
                    row: prepared.digest,
                    isProtected: person.isProtected,
                    held: prepared.held.digests
                ),
                id: UInt32(count)
            )
        )
    }

    /// Gives up; what was written goes, and another import may begin at once.
    package func discard() {
        try? queue.drain()
        unlink(GenerationFile.partial(plan.name, in: plan.folder))
    }

    /// Makes keys and indexes, checks the counts, and gives the file its name. It is not yet the one searched.
    package func finish() throws -> FinishedGeneration {
        try queue.drain()
        try rows.finishPlaces()
        try database.insert(plan, residents: current, people: count)
        // The keys are sorted on another core while the indexes are made.
        let sorting = staged.beginSorting()
        let indexing = Result { try database.run(GenerationSchema.indexes) }
        sorting.wait()
        do {
            try indexing.get()
        } catch StorageError.engine(code: BulkDatabase.doubleValue) {
            throw StorageError.duplicateResident
        }
        try staged.move(to: database)
        try WordTypos(database).addAll()
        digests.sort()
        try database.write(digests)
        try database.run(GenerationSchema.suppression)
        try database.run("COMMIT")
        let found = try database.integer("SELECT count(*) FROM resident")
        guard found == count else { throw StorageError.countMismatch(given: count, found: found) }
        return try plan.finished(residents: current, plan.tellsOfProtection ? .whole : .silent)
    }
}

/// A generation that is to be made: its name, its days, where it goes, and the lock that keeps other imports out.
struct GenerationPlan {
    let name: String
    let businessDate: CivilDate
    let importedAt: Instant
    let folder: String
    let lock: ImportLock
    /// Nil where no 個人番号 may be kept.
    let seal: MyNumberSeal?
    /// Whether the files are of a kind that has protections (支援措置).
    var tellsOfProtection = true

    /// Gives the file its name and begins to bring it to the disk; publishing waits for that.
    func finished(residents: Int, _ protection: ProtectionNews) throws -> FinishedGeneration {
        let path = GenerationFile.path(name, in: folder)
        try DurableFile.move(GenerationFile.partial(name, in: folder), to: path)
        DurableFile.beginFlush(path)
        let status = RegistryStatus(
            generation: name,
            businessDate: businessDate,
            importedAt: importedAt,
            residentCount: residents
        )
        return FinishedGeneration(status: status, lock: lock, seal: seal, protection: protection)
    }
}

/// A complete generation that waits to be published; it keeps other imports out until then.
package struct FinishedGeneration: Sendable {
    package let status: RegistryStatus
    let lock: ImportLock
    let seal: MyNumberSeal?
    let protection: ProtectionNews
}

/// What a new generation says of protections that an earlier one told of (支援措置の新しい知らせ).
enum ProtectionNews {
    /// Whole files: whoever is not in them is protected no more.
    case whole
    /// Whole files of a layout that has none of 支援措置: they say nothing of anybody.
    case silent
    /// A delta: only these have ended; of the others it says nothing.
    case ended(Set<String>)

    var isWhole: Bool {
        if case .whole = self { true } else { false }
    }
}

extension BulkDatabase {
    /// The one row that says what the file is.
    func insert(_ plan: GenerationPlan, residents: Int, people: Int) throws {
        try run("DELETE FROM generation")
        let statement = try prepare("INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?)")
        statement.bind(GenerationSchema.version)
        statement.bind(plan.name)
        statement.bind(plan.businessDate.iso)
        statement.bind(Int(plan.importedAt.milliseconds))
        statement.bind(residents)
        statement.bind(people)
        try statement.step()
    }

    func write(_ digests: GenerationDigests) throws {
        try run("DELETE FROM digests")
        let statement = try prepare("INSERT INTO digests VALUES (?)")
        statement.bind(digests.bytes)
        try statement.step()
    }

    func digests() throws -> GenerationDigests {
        var digests = GenerationDigests()
        try prepare("SELECT entries FROM digests").forEach { digests = GenerationDigests(bytes: $0.bytes(0)) }
        return digests
    }
}
