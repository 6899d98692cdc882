package import Madoguchi

/// A version of the municipality's package put in force (公開): the last one counts.
package struct PackagePublication: Hashable, Sendable {
    package let version: String
    /// Digest of the fonts, as documents name it.
    package let fonts: Digest
    package let at: Instant
}

extension SQLiteStore {
    /// Keeps a package and the fonts beside it and puts them in force; false where they are in force already. `set` is the
    /// digest of the fonts as documents name it.
    ///
    /// The font files are on the disk before the transaction that names them commits. Putting an earlier version in force
    /// again is the same act.
    package func publish(
        _ version: String,
        files: [String: [UInt8]],
        fonts sources: [FontSource],
        set: Digest,
        journaledAs entry: JournalEntry
    ) async throws -> Bool {
        for source in sources { try fonts.keep(source.path, digest: source.version.digest) }
        let last = try await packagePublications().last
        guard last?.version != version || last?.fonts != set else { return false }
        return try await change { transaction in
            try transaction.put(version, files)
            try transaction.put(set, sources.map(\.version))
            try transaction.publish(version, set, at: entry.at)
            return Journaled(true, [entry])
        }
    }

    package func packagePublications() async throws -> [PackagePublication] {
        try await inspect { try $0.packagePublications() }
    }

    /// The fonts of a set in the renderer's order; nil for a set that was never in force.
    package func fontSet(_ digest: Digest) async throws -> [FontVersion]? {
        try await inspect { try $0.fontSet(digest) }
    }
}

extension SQLTransaction {
    func packageFiles(_ version: String) throws -> [String: [UInt8]]? {
        let rows = try connection.rows(
            "SELECT path, bytes, digest FROM package_file JOIN package_content USING (digest) WHERE version = ?",
            [.text(version)]
        ) { row in (try row.text(0), try row.bytes(1), try row.text(2)) }
        for (path, bytes, digest) in rows where digestText(of: bytes) != digest {
            throw StoreError.damaged("package \(version): \(path) was changed")
        }
        return rows.isEmpty ? nil : Dictionary(rows.map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    }

    func put(_ version: String, _ files: [String: [UInt8]]) throws {
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            let digest = digestText(of: bytes)
            try connection.execute(
                "INSERT INTO package_content (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
                [.text(digest), .bytes(bytes)]
            )
            try connection.execute(
                """
                INSERT INTO package_file (version, path, digest) VALUES (?, ?, ?) ON CONFLICT (version, path) DO NOTHING
                """,
                [.text(version), .text(path), .text(digest)]
            )
        }
    }

    func put(_ set: Digest, _ fonts: [FontVersion]) throws {
        for (place, font) in fonts.enumerated() {
            try connection.execute(
                """
                INSERT INTO font_set (digest, place, name, file) VALUES (?, ?, ?, ?)
                ON CONFLICT (digest, place) DO NOTHING
                """,
                [.text(set.hex), .integer(place), .text(font.name), .text(font.digest.hex)]
            )
        }
    }

    func publish(_ version: String, _ fonts: Digest, at: Instant) throws {
        try connection.execute(
            """
            INSERT INTO package_publication (sequence, version, fonts, published_at)
            SELECT coalesce(max(sequence), 0) + 1, ?, ?, ? FROM package_publication
            """,
            [.text(version), .text(fonts.hex), .integer(at.milliseconds)]
        )
    }

    func packagePublications() throws -> [PackagePublication] {
        try connection.rows("SELECT version, fonts, published_at FROM package_publication ORDER BY sequence") { row in
            guard let fonts = Digest(hex: try row.text(1)) else {
                throw StoreError.damaged("a publication of a package cannot be read")
            }
            return PackagePublication(
                version: try row.text(0),
                fonts: fonts,
                at: Instant(milliseconds: try row.long(2))
            )
        }
    }

    func fontSet(_ digest: Digest) throws -> [FontVersion]? {
        let fonts = try connection.rows(
            "SELECT name, file FROM font_set WHERE digest = ? ORDER BY place",
            [.text(digest.hex)]
        ) { row in
            guard let file = Digest(hex: try row.text(1)) else {
                throw StoreError.damaged("a set of fonts cannot be read")
            }
            return FontVersion(name: try row.text(0), digest: file)
        }
        return fonts.isEmpty ? nil : fonts
    }
}
