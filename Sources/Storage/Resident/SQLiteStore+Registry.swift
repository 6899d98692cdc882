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
        var plan = try plan(businessDate: businessDate, importedAt: importedAt, seal: seal)
        plan.tellsOfProtection = tellsOfProtection
        return try RegistryGenerationWriter(plan)
    }

    /// Begins a generation that is the one in use and a delta (差分の取込開始).
    package func beginUpdate(businessDate: CivilDate, importedAt: Instant) throws -> RegistryGenerationUpdate {
        let (base, wrapped) = try inspectNow { transaction in
            (try transaction.registryStatus()?.generation, try transaction.wrappedKeys())
        }
        guard let base, GenerationFile.exists(base, in: shelf.folder) else { throw StorageError.noBase }
        let key = wrapped.first { $0.generation == base }
        let seal = try key.map { try masterKeys(makes: false).unwrapped($0.bytes, by: $0.id, for: base) }
        // Opening it checks that this program wrote it.
        _ = try shelf.read(base) { _ in true }
        let plan = try plan(businessDate: businessDate, importedAt: importedAt, seal: seal)
        return try RegistryGenerationUpdate(plan, base: base)
    }

    private func plan(businessDate: CivilDate, importedAt: Instant, seal: MyNumberSeal?) throws -> GenerationPlan {
        try DurableFile.makeFolder(shelf.folder)
        let lock = try ImportLock(folder: shelf.folder)
        let names = try inspectNow { try $0.generationNames() }
        try GenerationFile.removeAll(except: Set(names), in: shelf.folder)
        let number = names.filter { $0.utf8.starts(with: businessDate.iso.utf8) }.count + 1
        return GenerationPlan(
            name: "\(businessDate.iso)-\(number)",
            businessDate: businessDate,
            importedAt: importedAt,
            folder: shelf.folder,
            lock: lock,
            seal: seal
        )
    }

    /// Makes a finished generation the one that is searched, in one transaction with the journal (連携データの公開).
    ///
    /// The newest `keeping` generations stay and can be switched back to; at least two, for readers of the last one.
    package func publish(
        _ finished: FinishedGeneration,
        keeping: Int = 7,
        journaledAs entry: JournalEntry
    ) async throws -> RegistryStatus {
        let status = finished.status
        try DurableFile.flush(GenerationFile.path(status.generation, in: shelf.folder))
        let keys = try finished.seal.map { _ in try masterKeys(makes: false) }
        let kept = try await change { transaction in
            let protections = try transaction.keepProtections(before: status, finished.protection)
            try transaction.publish(status, isWhole: finished.protection.isWhole)
            if let seal = finished.seal, let keys { try transaction.putKey(seal, of: status.generation, under: keys) }
            let kept = try transaction.generationNames(newest: max(keeping, 2))
            try transaction.forgetKeys(except: kept)
            return Journaled(kept, [entry] + KeptProtection.entries(protections, at: entry.at))
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
            try transaction.generationNames(newest: .max).filter { GenerationFile.exists($0, in: shelf.folder) }
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

    /// All generations ever made, or those published last.
    func generationNames(newest limit: Int? = nil) throws -> [String] {
        guard let limit else { return try connection.rows("SELECT name FROM registry_generation") { try $0.text(0) } }
        return try connection.rows(
            "SELECT generation FROM registry_publication GROUP BY generation ORDER BY max(sequence) DESC LIMIT ?",
            [.integer(limit)]
        ) { try $0.text(0) }
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
