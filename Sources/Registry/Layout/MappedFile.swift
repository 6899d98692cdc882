import Glibc

/// A file seen as memory without being read into it; pages already used are given back while reading goes on.
///
/// The file must not be cut short meanwhile (the kernel would end the process), so only staged copies are mapped.
struct MappedFile: ~Copyable {
    struct Failure: Error {
        let code: Int32
    }

    private let base: UnsafeMutableRawPointer?
    let count: Int

    init(path: String) throws(Failure) {
        let region = try MappedFile.map(path)
        base = region.baseAddress.map(UnsafeMutableRawPointer.init(mutating:))
        count = region.count
    }

    private static func map(_ path: String) throws(Failure) -> UnsafeRawBufferPointer {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Failure(code: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Failure(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EINVAL) }
        let count = Int(status.st_size)
        guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0)
        guard let address, address != UnsafeMutableRawPointer(bitPattern: -1) else { throw Failure(code: errno) }
        madvise(address, count, MADV_SEQUENTIAL)
        return UnsafeRawBufferPointer(start: address, count: count)
    }

    deinit {
        if let base { munmap(base, count) }
    }

    /// The bytes; valid while the file is.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Says that the bytes before a place will not be read again, so that memory stays small.
    func release(before position: Int) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        guard let base, page > 0, position >= page else { return }
        madvise(base, position / page * page, MADV_DONTNEED)
    }
}
