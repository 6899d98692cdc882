import Crypto
import Foundation
import Glibc

/// The receiving side's folder (中継の受け箱): parts under their digest, whole sets under their name, one rename between.
struct RelayInbox: Sendable {
    let folder: URL
    /// So many bytes must stay free on the disk after a file.
    var reserve = 256 << 20

    private var parts: URL { folder.appendingPathComponent(".parts") }

    /// How much of a file is here already; throws where there is no room for the rest.
    func begin(_ file: RelayFile) throws -> Int {
        guard file.isSafe else { throw RelayFault.refused("name") }
        try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: true)
        let held = size(part(file))
        let have = held > file.size ? 0 : held
        if have != held { try truncate(file) }
        guard freeBytes() - (file.size - have) >= reserve else { throw RelayFault.refused("disk") }
        return have
    }

    func open(_ file: RelayFile) throws -> FileHandle {
        let path = part(file).path
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: part(file)) }
        let handle = try FileHandle(forWritingTo: part(file))
        try handle.seekToEnd()
        return handle
    }

    /// Checks the whole file and brings it to the disk; a wrong one goes, so that it is sent anew.
    func finish(_ file: RelayFile, _ handle: FileHandle) throws {
        try handle.synchronize()
        try handle.close()
        guard size(part(file)) == file.size, FileSet.digest(path: part(file).path) == file.digest else {
            try truncate(file)
            throw RelayFault.refused("checksum")
        }
    }

    /// Puts a set in its place. A set that is there already is acknowledged again: its receipt was lost.
    func complete(_ set: RelaySet) throws {
        guard set.isSafe else { throw RelayFault.refused("set") }
        let place = folder.appendingPathComponent(set.name)
        let files = FileManager.default
        if files.fileExists(atPath: place.path) {
            for file in set.files { try? files.removeItem(at: part(file)) }
            return
        }
        let making = parts.appendingPathComponent(set.name)
        try? files.removeItem(at: making)
        try files.createDirectory(at: making, withIntermediateDirectories: true)
        for file in set.files {
            guard size(part(file)) == file.size else { throw RelayFault.refused("missing") }
            // A link, so that the part is still here if this is cut short.
            try files.linkItem(at: part(file), to: making.appendingPathComponent(file.name))
        }
        try flush(making)
        try files.moveItem(at: making, to: place)
        try flush(folder)
        for file in set.files { try? files.removeItem(at: part(file)) }
    }

    private func part(_ file: RelayFile) -> URL { parts.appendingPathComponent(file.digest) }

    private func truncate(_ file: RelayFile) throws {
        try? FileManager.default.removeItem(at: part(file))
    }

    private func size(_ url: URL) -> Int {
        var status = stat()
        return stat(url.path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func freeBytes() -> Int {
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    private func flush(_ url: URL) throws {
        let descriptor = Glibc.open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RelayFault.refused("disk") }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw RelayFault.refused("disk") }
    }
}
