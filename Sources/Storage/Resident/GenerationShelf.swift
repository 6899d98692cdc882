import GRDB
import Madoguchi
import Synchronization

/// The generations this process has open; readers of an old one finish while others already use the new one.
final class GenerationShelf: Sendable {
    let folder: String
    private let open = Mutex<[(name: String, pool: DatabasePool)]>([])

    init(folder: String) {
        self.folder = folder
    }

    func read<T>(_ name: String, _ body: (SQLConnection) throws -> T) throws -> T {
        try pool(name).read { try body(SQLConnection(database: $0)) }
    }

    /// Forgets a generation whose file goes away.
    func close(_ name: String) {
        open.withLock { open in open.removeAll { $0.name == name } }
    }

    private func pool(_ name: String) throws -> DatabasePool {
        try open.withLock { open in
            if let known = open.first(where: { $0.name == name }) { return known.pool }
            guard GenerationFile.exists(name, in: folder) else {
                throw StoreError.damaged("registry generation \(name): the file is missing")
            }
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "registry"
            let pool = try DatabasePool(path: GenerationFile.path(name, in: folder), configuration: configuration)
            let version = try pool.read { database in
                try SQLConnection(database: database).first("SELECT version FROM generation") { try $0.integer(0) }
            }
            guard version == GenerationSchema.version else {
                throw StoreError.damaged("registry generation \(name): written by another version, import again")
            }
            // The one before stays for transactions that began before the swap.
            open = [(name, pool)] + open.prefix(1)
            return pool
        }
    }
}
