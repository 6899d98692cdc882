import Crypto
import Glibc
import Synchronization

/// A TrueType font on disk (フォントファイル). Small tables are held; glyphs are read when they are needed.
///
/// Reading with `pread` instead of mapping the file keeps the 46 MB of IPAmj Mincho out of the resident memory and makes
/// a file that is replaced while the server runs an error instead of a signal.
final class FontFile: Sendable {
    let path: String
    let name: String
    /// The version string (name 5), such as `Version 005.01`.
    let version: String
    /// The table `head`, whose checksum and dates differ for every edition of a file.
    let head: [UInt8]
    let unitsPerEm: Int
    let glyphCount: Int
    let metrics: FontMetrics
    let characters: CharacterMap
    let verticalForms: [Int: Int]

    private let descriptor: Int32
    private let glyphStart: Int
    private let glyphLength: Int
    private let locations: BigEndian
    private let hasLongLocations: Bool
    private let horizontal: GlyphAdvances
    private let recent = Mutex<[Int: [UInt8]]>([:])
    private let fileDigest = Mutex<[UInt8]?>(nil)

    /// Glyph programs kept at most; about 500 bytes each.
    private static let keptGlyphs = 4_096

    init(path: String) throws(FontFault) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable }
        self.descriptor = descriptor
        self.path = path
        do throws(FontFault) {
            let directory = try TableDirectory(descriptor)
            let head = try directory.table("head", of: descriptor)
            self.head = head.bytes
            unitsPerEm = try head.u16(18)
            guard (16...16_384).contains(unitsPerEm) else { throw .damaged("head") }
            glyphCount = try directory.table("maxp", of: descriptor).u16(4)
            hasLongLocations = try head.i16(50) == 1
            locations = try directory.table("loca", of: descriptor)
            guard let glyphs = directory.range("glyf") else { throw .unsupported("glyf") }
            (glyphStart, glyphLength) = (glyphs.lowerBound, glyphs.count)
            let header = try directory.table("hhea", of: descriptor)
            horizontal = GlyphAdvances(
                table: try directory.table("hmtx", of: descriptor),
                longCount: try header.u16(34)
            )
            metrics = try FontMetrics(head: head, header: header, directory, descriptor)
            characters = try CharacterMap(try directory.table("cmap", of: descriptor), glyphCount: glyphCount)
            verticalForms =
                directory.range("GSUB") == nil
                ? [:] : VerticalForms.read(try directory.table("GSUB", of: descriptor))
            let names = try directory.table("name", of: descriptor)
            name = FontMetrics.postScriptName(names)
            version = FontMetrics.version(names)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// SHA-256 of the file, read piece by piece on the first call.
    func digest() throws(FontFault) -> [UInt8] {
        if let known = fileDigest.withLock({ $0 }) { return known }
        let size = TableDirectory.fileSize(descriptor)
        var hash = SHA256()
        var place = 0
        while place < size {
            let piece = try TableDirectory.bytes(place, min(1 << 20, size - place), descriptor)
            hash.update(data: piece)
            place += piece.count
        }
        let digest = Array(hash.finalize())
        fileDigest.withLock { $0 = digest }
        return digest
    }

    /// The advance in font units.
    func advance(_ glyph: Int) -> Int {
        horizontal.advance(glyph)
    }

    func sideBearing(_ glyph: Int) -> Int {
        horizontal.sideBearing(glyph)
    }

    /// The glyph's program as in the file; empty for a blank.
    func glyph(_ glyph: Int) throws(FontFault) -> [UInt8] {
        guard glyph >= 0, glyph < glyphCount else { throw .damaged("glyph") }
        if let kept = recent.withLock({ $0[glyph] }) { return kept }
        let start = hasLongLocations ? try locations.u32(glyph * 4) : try locations.u16(glyph * 2) * 2
        let end = hasLongLocations ? try locations.u32(glyph * 4 + 4) : try locations.u16(glyph * 2 + 2) * 2
        guard start <= end, end <= glyphLength, end - start <= 65_536 else { throw .damaged("loca") }
        let bytes = try TableDirectory.bytes(glyphStart + start, end - start, descriptor)
        recent.withLock { kept in
            if kept.count >= FontFile.keptGlyphs { kept.removeAll(keepingCapacity: true) }
            kept[glyph] = bytes
        }
        return bytes
    }
}

/// Where the tables of a font file lie.
struct TableDirectory: Sendable {
    private let ranges: [String: Range<Int>]

    init(_ descriptor: Int32) throws(FontFault) {
        let header = BigEndian(try TableDirectory.bytes(0, 12, descriptor))
        let version = try header.u32(0)
        guard version == 0x0001_0000 || version == 0x7472_7565 else { throw .unsupported("sfnt") }
        let count = try header.u16(4)
        guard (1...64).contains(count) else { throw .damaged("directory") }
        let records = BigEndian(try TableDirectory.bytes(12, count * 16, descriptor))
        let size = TableDirectory.fileSize(descriptor)
        var ranges: [String: Range<Int>] = [:]
        for index in 0..<count {
            let start = try records.u32(index * 16 + 8)
            let length = try records.u32(index * 16 + 12)
            guard start + length <= size else { throw .damaged("directory") }
            ranges[try records.tag(index * 16)] = start..<start + length
        }
        self.ranges = ranges
    }

    func range(_ tag: String) -> Range<Int>? { ranges[tag] }

    func table(_ tag: String, of descriptor: Int32) throws(FontFault) -> BigEndian {
        guard let range = ranges[tag] else { throw .unsupported(tag) }
        guard range.count <= 16 << 20 else { throw .damaged(tag) }
        return BigEndian(try TableDirectory.bytes(range.lowerBound, range.count, descriptor))
    }

    static func bytes(_ start: Int, _ count: Int, _ descriptor: Int32) throws(FontFault) -> [UInt8] {
        guard count > 0 else { return [] }
        var read = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while read < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + read }, count - read, start + read)
                if got <= 0 { break }
                read += got
            }
            initialized = read
        }
        guard read == count else { throw .unreadable }
        return bytes
    }

    fileprivate static func fileSize(_ descriptor: Int32) -> Int {
        Int(lseek(descriptor, 0, SEEK_END))
    }
}

/// Widths of glyphs (`hmtx`).
struct GlyphAdvances: Sendable {
    let table: BigEndian
    let longCount: Int

    func advance(_ glyph: Int) -> Int {
        (try? table.u16(min(glyph, longCount - 1) * 4)) ?? 0
    }

    func sideBearing(_ glyph: Int) -> Int {
        (try? glyph < longCount ? table.i16(glyph * 4 + 2) : table.i16(longCount * 4 + (glyph - longCount) * 2)) ?? 0
    }
}
