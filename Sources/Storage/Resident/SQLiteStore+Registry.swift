import Foundation
package import Japanese
package import Madoguchi

extension SQLiteStore {
    /// Begins a new generation (連携データの取込開始). Throws ``StorageError/importRunning`` while another one is being made.
    ///
    /// With `keepsMyNumbers` the generation gets a key of its own, and the key file is made where it is missing. Files without
    /// `tellsOfProtection` do not end what earlier ones told of.
    package func beginGeneration(
        businessDate: CivilDate,
        importedAt: Instant,
        keepsMyNumbers: Bool = false,
        tellsOfProtection: Bool = true
    ) throws -> RegistryGenerationWriter {
        if keepsMyNumbers { _ = try masterKeys(makes: true) }
        let seal = keepsMyNumbers ? MyNumberSeal() : nil
        var plan = try plan(businessDate, importedAt, seal, try lockImports()) {
            SQLiteStore.name(of: businessDate, among: $0)
        }
        plan.tellsOfProtection = tellsOfProtection
        return try RegistryGenerationWriter(plan)
    }

    /// Begins a generation that is the one in use and a delta (差分の取込開始).
    ///
    /// With `externals`, the table of external characters in force is applied to everybody, not only to whom the delta
    /// names: a row may begin on its day, or may have been added since.
    package func beginUpdate(
        businessDate: CivilDate,
        importedAt: Instant,
        externals: ExternalCharacters? = nil
    ) throws -> RegistryGenerationUpdate {
        let lock = try lockImports()
        guard let base = try inspectNow({ try $0.registryStatus() }),
            GenerationFile.exists(base.generation, in: shelf.folder)
        else { throw StorageError.noBase }
        // Opening it checks that this program wrote it.
        let identified = try shelf.read(base.generation) { generation in
            try externals.map { try Reidentification($0, on: businessDate, in: generation) } ?? .none
        }
        let seal = try seal(of: base.generation)
        let plan = try plan(businessDate, importedAt, seal, lock) { SQLiteStore.name(of: businessDate, among: $0) }
        return try RegistryGenerationUpdate(plan, base: base.generation, identified)
    }

    /// Keeps other imports out, or throws ``StorageError/importRunning``. Before anything is read that an import changes.
    func lockImports() throws -> ImportLock {
        try DurableFile.makeFolder(shelf.folder)
        return try ImportLock(folder: shelf.folder)
    }

    /// The key of a generation's 個人番号; nil where it has none.
    func seal(of generation: String) throws -> MyNumberSeal? {
        let key = try inspectNow { try $0.wrappedKeys() }.first { $0.generation == generation }
        return try key.map { try masterKeys(makes: false).unwrapped($0.bytes, by: $0.id, for: generation) }
    }

    private static func name(of day: CivilDate, among names: [String]) -> String {
        let deliveries = Set(names.map(RegistryStatus.delivery))
        return "\(day.iso)-\(deliveries.filter { $0.utf8.starts(with: day.iso.utf8) }.count + 1)"
    }

    /// Removes what a killed import left, and gives the new generation a name among all there ever were.
    func plan(
        _ businessDate: CivilDate,
        _ importedAt: Instant,
        _ seal: MyNumberSeal?,
        _ lock: ImportLock,
        name: ([String]) -> String
    ) throws -> GenerationPlan {
        let names = try inspectNow { try $0.generationNames() }
        try GenerationFile.removeAll(except: Set(names), in: shelf.folder)
        return GenerationPlan(
            name: name(names),
            businessDate: businessDate,
            importedAt: importedAt,
            folder: shelf.folder,
            lock: lock,
            seal: seal
        )
    }

    /// Makes a finished generation the one that is searched, in one transaction with the journal (連携データの公開).
    ///
    /// The newest `keeping` deliveries stay and can be switched back to; at least two, for readers of the last one.
    package func publish(
        _ finished: FinishedGeneration,
        keeping: Int = 7,
        journaledAs entry: JournalEntry
    ) async throws -> RegistryStatus {
        try await publish(finished, keeping: keeping, journaledAs: [entry]) { _ in }
    }

    /// With more in the same transaction.
    func publish(
        _ finished: FinishedGeneration,
        keeping: Int = 7,
        journaledAs entries: [JournalEntry],
        _ more: @Sendable @escaping (SQLTransaction) throws -> Void
    ) async throws -> RegistryStatus {
        let status = finished.status
        try DurableFile.flush(GenerationFile.path(status.generation, in: shelf.folder))
        let keys = try finished.seal.map { _ in try masterKeys(makes: false) }
        let kept = try await change { transaction in
            try more(transaction)
            let protections = try transaction.keepProtections(before: status, finished.protection)
            try transaction.publish(status, isWhole: finished.protection.isWhole)
            if let seal = finished.seal, let keys { try transaction.putKey(seal, of: status.generation, under: keys) }
            let kept = try transaction.keptGenerations(max(keeping, 2))
            try transaction.forgetKeys(except: kept)
            let more = entries.first.map { KeptProtection.entries(protections, at: $0.at) } ?? []
            return Journaled(kept, entries + more)
        }
        try GenerationFile.removeAll(except: Set(kept), in: shelf.folder)
        return status
    }

    /// Throws a finished generation away that must not be published.
    package func discard(_ finished: FinishedGeneration) throws {
        shelf.close(finished.status.generation)
        unlink(GenerationFile.path(finished.status.generation, in: shelf.folder))
    }

    /// Switches to a generation that is still kept (世代の切戻し).
    package func switchGeneration(to name: String, journaledAs entry: JournalEntry) async throws -> RegistryStatus {
        let shelf = shelf
        return try await change { transaction in
            guard GenerationFile.exists(name, in: shelf.folder), let status = try transaction.generation(name) else {
                throw StorageError.unknownGeneration(name)
            }
            let isWhole = try transaction.isWhole(name)
            let kept = try transaction.keepProtections(before: status, isWhole: isWhole, isNew: false)
            try transaction.publish(generation: name)
            return Journaled(status, [entry] + KeptProtection.entries(kept, at: entry.at))
        }
    }

    /// The generations that can be switched to, newest first.
    package func generations() async throws -> [RegistryStatus] {
        let shelf = shelf
        return try await inspect { transaction in
            try transaction.publishedGenerations().filter { GenerationFile.exists($0, in: shelf.folder) }
                .compactMap { try transaction.generation($0) }
        }
    }
}

/// Which generations there are and which was published when.
extension SQLTransaction {
    func registryStatus() throws -> RegistryStatus? {
        try connection.first(
            """
            SELECT name, business_date, imported_at, coalesce(current_count, resident_count) FROM registry_publication
            JOIN registry_generation ON name = generation ORDER BY sequence DESC LIMIT 1
            """,
            [],
            SQLTransaction.status
        )
    }

    func generation(_ name: String) throws -> RegistryStatus? {
        try connection.first(
            """
            SELECT name, business_date, imported_at, coalesce(current_count, resident_count) FROM registry_generation
            WHERE name = ?
            """,
            [.text(name)],
            SQLTransaction.status
        )
    }

    func isWhole(_ name: String) throws -> Bool {
        try connection.first("SELECT is_whole FROM registry_generation WHERE name = ?", [.text(name)]) {
            try $0.flag(0)
        } ?? false
    }

    func publish(_ status: RegistryStatus, isWhole: Bool) throws {
        try connection.execute(
            """
            INSERT INTO registry_generation (name, business_date, imported_at, resident_count, current_count, is_whole)
            VALUES (?1, ?2, ?3, ?4, ?4, ?5)
            """,
            [
                .text(status.generation), .text(status.businessDate.iso), .integer(status.importedAt.milliseconds),
                .integer(status.residentCount), .integer(isWhole ? 1 : 0),
            ]
        )
        try publish(generation: status.generation)
    }

    func publish(generation: String) throws {
        try connection.execute("INSERT INTO registry_publication (generation) VALUES (?)", [.text(generation)])
    }

    /// Without its key nobody can read the 個人番号 of a generation that is no longer kept.
    func forgetKeys(except kept: [String]) throws {
        for (generation, _, _) in try wrappedKeys() where !kept.contains(generation) {
            try connection.execute("DELETE FROM registry_key WHERE generation = ?", [.text(generation)])
        }
    }

    /// All generations ever made.
    func generationNames() throws -> [String] {
        try connection.rows("SELECT name FROM registry_generation") { try $0.text(0) }
    }

    /// The newest first.
    func publishedGenerations() throws -> [String] {
        try connection.rows(
            "SELECT generation FROM registry_publication GROUP BY generation ORDER BY max(sequence) DESC"
        ) { try $0.text(0) }
    }

    /// The newest of so many deliveries, and the one before the newest for its readers: ten characters identified in a
    /// morning must not push last week's deliveries out.
    func keptGenerations(_ limit: Int) throws -> [String] {
        var deliveries: Set<String> = []
        return try publishedGenerations().enumerated().filter { place, name in
            let isFirst = deliveries.insert(RegistryStatus.delivery(of: name)).inserted
            return place < 2 || isFirst && deliveries.count <= limit
        }.map(\.element)
    }

    private static func status(_ row: SQLRow) throws -> RegistryStatus {
        guard let day = CivilDate(iso: try row.text(1)) else {
            throw StoreError.damaged("a generation's business date cannot be read")
        }
        return RegistryStatus(
            generation: try row.text(0),
            businessDate: day,
            importedAt: Instant(milliseconds: try row.long(2)),
            residentCount: try row.integer(3)
        )
    }
}
