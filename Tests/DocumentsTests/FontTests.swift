import Foundation
import Madoguchi
import Testing

@testable import Documents

@Suite("書体の読み取り")
struct FontTests {
    private func registered() throws -> FontFile { try FontFile(path: FontPaths().registered) }

    @Test("文字と異体字セレクタの組を数える")
    func letters() {
        #expect(Letter.letters(of: "\u{8FBB}\u{E0102}\u{20BB7}").map(\.codePoints) == ["U+8FBB U+E0102", "U+20BB7"])
        // A selector that follows nothing, or another selector, is a letter of its own.
        #expect(Letter.letters(of: "\u{E0100}").map(\.codePoints) == ["U+E0100"])
        #expect(Letter.letters(of: "辻\u{E0102}\u{E0103}").count == 2)
        #expect(Letter.letters(of: "a\r\nb").map(\.text) == ["a", "\n", "b"])
    }

    @Test("IPAmj明朝：Moji_Johoの異体字は別の字形、Adobe-Japan1の列は字形なし")
    func variants() throws {
        let map = try registered().characters
        let plain = try #require(map.glyph(Letter("\u{8FBB}")))
        let first = try #require(map.glyph(Letter("\u{8FBB}", "\u{E0102}")))
        let second = try #require(map.glyph(Letter("\u{8FBB}", "\u{E0103}")))
        #expect(Set([plain, first, second]).count >= 2)
        #expect(first != second)
        #expect(map.glyph(Letter("\u{8FBB}", "\u{E0100}")) == nil)
        #expect(map.glyph(Letter("\u{845B}", "\u{E0100}")) == nil)
        #expect(map.glyph(Letter("\u{20BB7}")) != nil)
        #expect(map.glyph(Letter("ỗ")) == nil)
    }

    @Test("Adobe-Japan1の異体字は、その列を持つ書体が描き、基底の字形で代えない")
    func otherCollection() throws {
        let library = try FontLibrary(FontPaths())
        let plain = library.shape("\u{845B}", .registered).letters[0]
        let variant = library.shape("\u{845B}\u{E0100}", .registered)
        #expect(variant.missing == [])
        #expect(variant.letters[0].font != plain.font)
    }

    @Test("どの字形も輪郭として読め、部分フォントの輪郭は元と同じ", arguments: [0, 1, 2, 3, 4, 5, 6])
    func outlines(file: Int) throws {
        let font = try FontLibrary(FontPaths()).files[file]
        var random = Seeded(UInt64(file))
        let glyphs = (0..<300).map { _ in Int.random(in: 1..<font.glyphCount, using: &random) }
        let program = try EmbeddedProgram(try FontSubset.build(glyphs, from: font))
        for (index, glyph) in glyphs.enumerated() {
            #expect(try program.outline(index + 1) == GlyphOutline.read(glyph, from: font))
            #expect(try program.advance(index + 1) == font.advance(glyph))
        }
    }

    @Test("外字は、設定した追加文字の書体だけが描く")
    func addedCharacters() throws {
        let file = try Paper.temporaryFile(TinyFont(characters: [0x100000, 0xE001]).bytes, ".ttf")
        defer { try? FileManager.default.removeItem(at: file) }
        var paths = FontPaths()
        #expect(try FontLibrary(paths).shape("\u{100000}", .registered).missing.count == 1)
        paths.added = file.path()
        let library = try FontLibrary(paths)
        #expect(library.shape("\u{100000}\u{E001}", .registered).missing == [])
        // IPAmj has private use characters of its own, which are no one's 外字.
        #expect(library.shape("\u{F860}", .registered).missing.count == 1)
        let bytes = try PDFRenderer(fonts: paths).pdf(of: [PrintedForm(Paper.form(["\u{100000}田"]))])
        #expect(try DocumentVerifier(fonts: paths).report(bytes).faults == [])
    }

    @Test("壊れた書体は誤りになり、落ちない", arguments: 1...4 as ClosedRange<UInt64>)
    func damaged(seed: UInt64) throws {
        let whole = TinyFont(characters: [0x41, 0x5C71, 0x100000]).bytes
        var random = Seeded(seed)
        for round in 0..<150 {
            var bytes = whole
            if round % 3 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
            for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let file = try Paper.temporaryFile(bytes, ".ttf")
            defer { try? FileManager.default.removeItem(at: file) }
            guard let font = try? FontFile(path: file.path()) else { continue }
            for code in [0x41, 0x5C71, 0x100000, 0x20] as [UInt32] { _ = font.characters.glyph(code) }
            for glyph in 0..<min(font.glyphCount, 50) {
                _ = try? GlyphOutline.read(glyph, from: font)
                _ = try? FontSubset.build([glyph], from: font)
            }
        }
        #expect(throws: FontFault.self) { try FontFile(path: "/nonexistent.ttf") }
    }

    @Test("部品が部品を呼び続ける字形は、限りある時間で断る")
    func compositeBomb() {
        var program = BigEndianWriter()
        program.u16(-1)
        for _ in 0..<4 { program.u16(0) }
        for part in 0..<64 {
            // Words follow; more parts but for the last.
            program.u16(part < 63 ? 0x0023 : 0x0003)
            program.u16(1)
            program.u16(0)
            program.u16(0)
        }
        let bytes = program.bytes
        #expect(throws: FontFault.damaged("glyf")) {
            _ = try GlyphOutline.read(1, depth: 0) { (_) throws(FontFault) in bytes }
        }
        // Wide rather than deep: five levels end in a blank.
        #expect(throws: FontFault.damaged("glyf")) {
            var calls = 0
            _ = try GlyphOutline.read(1, depth: 0) { (_) throws(FontFault) in
                calls += 1
                return calls % 3 == 0 ? [] : bytes
            }
        }
    }

    @Test("無い書体は、どのファイルかを告げる")
    func namesTheFile() {
        var paths = FontPaths()
        paths.gothic = "/nonexistent/gothic.ttf"
        let wanted = DocumentFault([DocumentProblem(.font, form: "", field: "/nonexistent/gothic.ttf")])
        #expect(throws: wanted) { try PDFRenderer(fonts: paths) }
    }
}

/// A TrueType font with a square for each character, for tests.
struct TinyFont {
    let bytes: [UInt8]

    init(characters: [Int]) {
        let sorted = characters.sorted()
        var glyph = BigEndianWriter()
        [1, 0, 0, 800, 800].forEach { glyph.u16($0) }
        [3, 0].forEach { glyph.u16($0) }
        [1, 1, 1, 1].forEach { glyph.u8($0) }
        [0, 800, 0, -800, 0, 0, 800, 0].forEach { glyph.u16($0) }
        glyph.pad(to: 4)
        var programs = BigEndianWriter()
        var locations = BigEndianWriter()
        locations.u32(0)
        for _ in 0...sorted.count {
            programs.append(glyph.bytes)
            locations.u32(programs.bytes.count)
        }
        var map = BigEndianWriter()
        [0, 1, 3, 10].forEach { map.u16($0) }
        map.u32(12)
        [12, 0].forEach { map.u16($0) }
        [16 + sorted.count * 12, 0, sorted.count].forEach { map.u32($0) }
        for (index, code) in sorted.enumerated() { [code, code, index + 1].forEach { map.u32($0) } }
        var advances = BigEndianWriter()
        for _ in 0...sorted.count { [1_000, 0].forEach { advances.u16($0) } }
        var head = BigEndianWriter()
        [0x10000, 0x10000, 0, 0x5F0F_3CF5].forEach { head.u32($0) }
        [0, 1_000].forEach { head.u16($0) }
        for _ in 0..<4 { head.u32(0) }
        [0, 0, 800, 800, 0, 8, 2, 1, 0].forEach { head.u16($0) }
        var header = BigEndianWriter()
        header.u32(0x10000)
        [880, -120].forEach { header.u16($0) }
        for _ in 0..<13 { header.u16(0) }
        header.u16(sorted.count + 1)
        var profile = BigEndianWriter()
        profile.u32(0x10000)
        profile.u16(sorted.count + 1)
        var name = BigEndianWriter()
        [0, 1, 18, 1, 0, 0, 6, 8, 0].forEach { name.u16($0) }
        name.append("TinyFont".utf8)
        bytes = TinyFont.file([
            ("cmap", map.bytes), ("glyf", programs.bytes), ("head", head.bytes), ("hhea", header.bytes),
            ("hmtx", advances.bytes), ("loca", locations.bytes), ("maxp", profile.bytes), ("name", name.bytes),
        ])
    }

    private static func file(_ tables: [(String, [UInt8])]) -> [UInt8] {
        var out = BigEndianWriter()
        out.u32(0x10000)
        [tables.count, 0, 0, 0].forEach { out.u16($0) }
        var place = 12 + tables.count * 16
        for (tag, table) in tables {
            out.append(tag.utf8)
            [0, place, table.count].forEach { out.u32($0) }
            place += table.count
        }
        for (_, table) in tables { out.append(table) }
        return out.bytes
    }
}
