package import Madoguchi

extension SQLiteStore {
    /// The master keys, made at the first need and readable by the program's own account alone.
    func masterKeys(makes: Bool) throws -> MasterKeys {
        if let keys = try MasterKeys(path: keyFile) { return keys }
        guard makes else { throw StorageError.noKey }
        let keys = MasterKeys.adding(to: nil)
        try keys.write(to: keyFile)
        return keys
    }

    /// Wraps every kept generation's key anew and forgets the old master key (鍵の更新). How many were wrapped.
    ///
    /// Killed anywhere it leaves a file with every key that is in use: the new key is in the file before the database
    /// needs it, and the old one goes when the database no longer does.
    package func rotateKeys(journaledAs entry: JournalEntry) async throws -> Int {
        let keys = MasterKeys.adding(to: try MasterKeys(path: keyFile))
        try keys.write(to: keyFile)
        let count = try await change { transaction in
            let wrapped = try transaction.wrappedKeys()
            for item in wrapped {
                let seal = try keys.unwrapped(item.bytes, by: item.id, for: item.generation)
                try transaction.putKey(seal, of: item.generation, under: keys)
            }
            return Journaled(wrapped.count, [entry])
        }
        try keys.newest.write(to: keyFile)
        return count
    }

    /// Somebody's 個人番号 in the generation in use, for those who may see it; the reveal is journalled before it returns.
    package func revealMyNumber(of resident: ResidentNumber, journaledAs entry: JournalEntry) async throws -> MyNumber?
    {
        let keyFile = keyFile
        return try await change { transaction in
            guard let status = try transaction.registryStatus(),
                let sealed = try transaction.sealedMyNumber(of: resident)
            else { return Journaled(nil, [entry]) }
            guard let wrapped = try transaction.wrappedKeys().first(where: { $0.generation == status.generation }),
                let keys = try MasterKeys(path: keyFile)
            else { throw StorageError.noKey }
            let seal = try keys.unwrapped(wrapped.bytes, by: wrapped.id, for: status.generation)
            return Journaled(try seal.opened(sealed, of: resident), [entry])
        }
    }
}

extension SQLTransaction {
    func wrappedKeys() throws -> [(generation: String, id: String, bytes: [UInt8])] {
        try connection.rows("SELECT generation, master, wrapped FROM registry_key") { row in
            (try row.text(0), try row.text(1), try row.bytes(2))
        }
    }

    func putKey(_ seal: MyNumberSeal, of generation: String, under keys: MasterKeys) throws {
        let (id, bytes) = try keys.wrapped(seal, for: generation)
        try connection.execute(
            """
            INSERT INTO registry_key (generation, master, wrapped) VALUES (?, ?, ?)
            ON CONFLICT (generation) DO UPDATE SET master = excluded.master, wrapped = excluded.wrapped
            """,
            [.text(generation), .text(id), .bytes(bytes)]
        )
    }

    func sealedMyNumber(of resident: ResidentNumber) throws -> [UInt8]? {
        try registry { connection in
            try connection.first(
                """
                SELECT sealed FROM my_number JOIN resident ON id = resident
                WHERE ltrim(number, '0') = ltrim(?1, '0') AND +number = ?1
                """,
                [.text(resident.digits)]
            ) { try $0.bytes(0) }
        } ?? nil
    }
}
