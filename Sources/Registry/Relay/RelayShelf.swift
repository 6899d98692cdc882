package import Foundation

/// What became of the sets in the inbox (自動取込の記録): which wait, which were begun, and how each ended.
package struct RelayShelf: Sendable {
    package struct Waiting: Sendable, Hashable {
        package let set: String
        package let files: [URL]
    }

    package struct Outcome: Codable, Sendable, Hashable {
        package let set: String
        package let isImported: Bool
        /// Seconds since 1970.
        package let at: Int
        /// What the import said; no line of a file.
        package let lines: [String]

        package init(set: String, isImported: Bool, at: Int, lines: [String]) {
            self.set = set
            self.isImported = isImported
            self.at = at
            self.lines = lines
        }
    }

    private let inbox: URL
    private var folder: URL { inbox.appendingPathComponent(".outcomes") }

    package init(inbox: URL) {
        self.inbox = inbox
    }

    /// Sets without an outcome, the oldest day first.
    package func waiting() throws -> [Waiting] {
        let files = FileManager.default
        guard files.fileExists(atPath: inbox.path) else { return [] }
        let names = try files.contentsOfDirectory(atPath: inbox.path).filter { !$0.hasPrefix(".") }.sorted()
        return names.compactMap { name in
            let place = inbox.appendingPathComponent(name, isDirectory: true)
            guard outcome(of: name) == nil, let held = try? files.contentsOfDirectory(atPath: place.path),
                !held.isEmpty
            else { return nil }
            return Waiting(set: name, files: held.sorted().map { place.appendingPathComponent($0) })
        }
    }

    package func outcome(of set: String) -> Outcome? {
        (try? Data(contentsOf: file(set, "json"))).flatMap { try? JSONDecoder().decode(Outcome.self, from: $0) }
    }

    /// Notes the generation in use before an import begins; after a kill it shows whether the import had been published.
    package func begin(_ set: String, over generation: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(generation.utf8).write(to: file(set, "begun"), options: .atomic)
    }

    /// The generation that was in use when an import of the set began; nil where none did.
    package func begun(_ set: String) -> String? {
        (try? Data(contentsOf: file(set, "begun"))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Keeps the outcome. The files of a set that is in go: they hold 個人番号 as they came, and the sender still has them.
    package func settle(_ waiting: Waiting, _ outcome: Outcome) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try JSONEncoder().encode(outcome).write(to: file(waiting.set, "json"), options: .atomic)
        try? FileManager.default.removeItem(at: file(waiting.set, "begun"))
        guard outcome.isImported else { return }
        // The empty folder stays: a sender that lost its receipt asks again.
        for file in waiting.files { try FileManager.default.removeItem(at: file) }
    }

    private func file(_ set: String, _ ending: String) -> URL { folder.appendingPathComponent("\(set).\(ending)") }
}
