import Foundation
import Glibc

/// Copies of the delivered files that nobody can change or find (取込中の写し): the daily file may hold 個人番号 in the clear, so
/// the copies have no name, and end with the program however it ends.
final class StagedCopies {
    struct Failure: Error {
        let code: Int32
    }

    private let folder: URL
    private var descriptors: [Int32] = []

    /// The folder is made anew and holds a link to each copy under the file's own name.
    init(in folder: URL) throws {
        self.folder = folder
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
        try? FileManager.default.removeItem(at: folder)
    }

    func copy(_ file: URL) throws -> URL {
        let source = open(file.path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw Failure(code: errno) }
        defer { close(source) }
        let link = folder.appendingPathComponent(file.lastPathComponent)
        // A name for the moment in which the file has nothing in it.
        let copy = open(link.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard copy >= 0 else { throw Failure(code: errno) }
        descriptors.append(copy)
        guard unlink(link.path) == 0 else { throw Failure(code: errno) }
        try StagedCopies.copy(source, to: copy)
        guard symlink("/proc/self/fd/\(copy)", link.path) == 0 else { throw Failure(code: errno) }
        return link
    }

    private static func copy(_ source: Int32, to copy: Int32) throws {
        var status = stat()
        guard fstat(source, &status) == 0 else { throw Failure(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EINVAL) }
        try withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 16) { buffer in
            while true {
                let count = read(source, buffer.baseAddress, buffer.count)
                guard count >= 0 else {
                    if errno == EINTR { continue }
                    throw Failure(code: errno)
                }
                guard count > 0 else { return }
                var written = 0
                while written < count {
                    let step = write(copy, buffer.baseAddress?.advanced(by: written), count - written)
                    guard step >= 0 || errno == EINTR else { throw Failure(code: errno) }
                    written += max(step, 0)
                }
            }
        }
    }
}
