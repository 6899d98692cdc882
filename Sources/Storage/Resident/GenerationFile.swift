import Foundation

/// Names of the files in `registry/`.
enum GenerationFile {
    static func path(_ name: String, in folder: String) -> String { "\(folder)/\(name).sqlite" }

    static func partial(_ name: String, in folder: String) -> String { "\(folder)/\(name).sqlite.partial" }

    static func exists(_ name: String, in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name, in: folder))
    }

    /// Removes what a killed import left and what is no longer kept. Only for the owner of the import lock.
    static func removeAll(except kept: Set<String>, in folder: String) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let isKept = kept.contains { file == "\($0).sqlite" }
            if file != ImportLock.file, !isKept { unlink("\(folder)/\(file)") }
        }
    }
}

/// One import at a time in a data folder, across processes; it ends with its process.
final class ImportLock: Sendable {
    static let file = "import.lock"
    private let descriptor: Int32

    init(folder: String) throws {
        let file = open("\(folder)/\(ImportLock.file)", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError.file(operation: "open", code: errno) }
        descriptor = file
        // On a throw from here on `deinit` runs and closes the descriptor; closing it here too would close a stranger's.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw StorageError.importRunning }
    }

    deinit {
        // Said aloud, for a child process on its way to another program still holds a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
