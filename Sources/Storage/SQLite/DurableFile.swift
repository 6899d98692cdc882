import Foundation

/// Files that survive a crash: written beside, flushed, renamed, and the folder flushed too.
enum DurableFile {
    /// Makes a folder that only the program's own account may enter.
    static func makeFolder(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StorageError.file(operation: "mkdir", code: errno)
        }
        try flush(folder(of: path))
    }

    /// The folder that a path lies in; Foundation's own way ends the program where the path is one letter.
    static func folder(of path: String) -> String {
        var letters = Array(path.utf8)
        while letters.count > 1, letters.last == UInt8(ascii: "/") { letters.removeLast() }
        guard let slash = letters.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == 0 ? "/" : String(decoding: letters[..<slash], as: UTF8.self)
    }

    static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }

    /// Puts the whole content in place at once: readers see the old file or the new one.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let partial = "\(path).\(getpid()).partial"
        let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError.file(operation: "open", code: errno) }
        do {
            try write(bytes, to: file)
            guard fsync(file) == 0 else { throw StorageError.file(operation: "fsync", code: errno) }
        } catch {
            close(file)
            unlink(partial)
            throw error
        }
        close(file)
        try move(partial, to: path)
    }

    /// Renames and flushes the folder, so that the new name is there after a power cut.
    static func move(_ from: String, to path: String) throws {
        guard rename(from, path) == 0 else {
            let code = errno
            unlink(from)
            throw StorageError.file(operation: "rename", code: code)
        }
        try flush(folder(of: path))
    }

    /// A copy that is not flushed yet; it shares the blocks where the file system can do that.
    static func copy(_ from: String, to path: String) throws {
        unlink(path)
        let source = open(from, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw StorageError.file(operation: "open", code: errno) }
        defer { close(source) }
        let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw StorageError.file(operation: "open", code: errno) }
        defer { close(target) }
        if ioctl(target, shareBlocks, source) == 0 { return }
        var length = stat()
        guard fstat(source, &length) == 0 else { throw StorageError.file(operation: "stat", code: errno) }
        var place = 0
        while place < Int(length.st_size) {
            let count = sendfile(target, source, nil, chunk)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StorageError.file(operation: "copy", code: errno) }
            place += count
        }
    }

    /// Begins to bring what is in a file to the disk while work on it goes on, so that flushing it later takes little.
    static func beginFlush(_ path: String) {
        DispatchQueue.global(qos: .utility).async { try? flush(path) }
    }

    /// The request FICLONE of Linux; its header is a macro that does not reach Swift.
    private static let shareBlocks: UInt = 0x4004_9409
    private static let chunk = 16 << 20

    /// Brings a file's or a folder's content to the disk.
    static func flush(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError.file(operation: "open", code: errno) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw StorageError.file(operation: "fsync", code: errno) }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Foundation.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw StorageError.file(operation: "write", code: errno) }
                rest = rest.dropFirst(written)
            }
        }
    }
}
