import Crypto
import Japanese
package import Madoguchi
import Synchronization

extension PDFRenderer {
    /// The registered face for screens, from the fonts that also draw the paper.
    package var screenGlyphs: ScreenGlyphs {
        let library = library
        let kept = ScreenFontCache()
        return ScreenGlyphs(
            version: library.edition,
            isShown: { library.source(of: Letter($0.base, $0.selector), .registered) != nil },
            font: { slice in kept.font(slice) { (try? ScreenFont(library: library).bytes(slice)) ?? nil } }
        )
    }

    /// Names and versions of the fonts that draw registered characters, as every document records them (字形の版).
    package var fontSummary: String { library.versions }
}

extension FontLibrary {
    /// Twelve digits that differ for every edition of the fonts and every way of cutting them.
    var edition: String {
        var hash = SHA256()
        hash.update(data: Array("1".utf8))
        for file in files { hash.update(data: file.head) }
        let digits = Array("0123456789abcdef".utf8)
        let bytes = hash.finalize().prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The fonts that were made last; an office shows the same few hundred characters all day.
private final class ScreenFontCache: Sendable {
    private let fonts = Mutex<[GlyphSlice: [UInt8]?]>([:])
    /// About four megabytes.
    private static let most = 4_096

    func font(_ slice: GlyphSlice, make: () -> [UInt8]?) -> [UInt8]? {
        if let known = fonts.withLock({ $0[slice] }) { return known }
        let made = make()
        fonts.withLock { fonts in
            if fonts.count >= ScreenFontCache.most { fonts.removeAll(keepingCapacity: true) }
            fonts[slice] = .some(made)
        }
        return made
    }
}
