import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Documents

@Suite("画面の字形")
struct ScreenFontTests {
    private static let library = Result { try FontLibrary(FontPaths()) }

    /// The font of a slice, opened as any font file is.
    private func font(_ slice: GlyphSlice, _ library: FontLibrary) throws -> FontFile {
        let bytes = try #require(try ScreenFont(library: library).bytes(slice))
        let file = try Paper.temporaryFile(bytes, ".ttf")
        defer { try? FileManager.default.removeItem(at: file) }
        return try FontFile(path: file.path())
    }

    private func compare(_ letters: [Letter], in font: FontFile, _ library: FontLibrary) throws {
        for letter in letters {
            let source = try #require(library.source(of: letter, .registered))
            let glyph = try #require(font.characters.glyph(letter), "\(letter.codePoints)")
            let shown = try GlyphOutline.read(glyph, from: font)
            #expect(try shown == GlyphOutline.read(source.glyph, from: library.files[source.file]))
            #expect(font.advance(glyph) == library.files[source.file].advance(source.glyph))
        }
    }

    @Test("画面のフォントの字形は、どの異体字も紙と同じ輪郭", arguments: ["邉", "邊", "葛", "辻", "神", "\u{FA19}", "𠮷", "𣘺", "渡"])
    func everyVariant(base: Character) throws {
        let library = try Self.library.get()
        let scalar = try #require(base.unicodeScalars.first)
        let font = try font(try #require(GlyphSlice(first: scalar.value, hasVariants: true)), library)
        let selectors = [0xFE00...0xFE0F, 0xE0100...0xE01EF].joined().compactMap(Unicode.Scalar.init)
        let variants = selectors.map { Letter(scalar, $0) }.filter { library.source(of: $0, .registered) != nil }
        try compare([Letter(scalar)] + variants, in: font, library)
        // A selector that no font has is told as missing and not shown as the plain character.
        #expect(font.characters.glyph(Letter(scalar, "\u{E01EF}")) == nil)
        // Where the page writes no variant it gets none.
        let plain = try self.font(try #require(GlyphSlice(containing: scalar)), library)
        try compare([Letter(scalar)], in: plain, library)
        #expect(variants.allSatisfy { plain.characters.glyph($0) == nil })
    }

    @Test("でたらめに選んだ300字でも同じ")
    func randomCharacters() throws {
        let library = try Self.library.get()
        var random = Seeded(5)
        var seen = 0
        while seen < 300 {
            let code = UInt32.random(in: 0x3400...0x2A6DF, using: &random)
            guard let scalar = Unicode.Scalar(code), let slice = GlyphSlice(containing: scalar),
                library.source(of: Letter(scalar), .registered) != nil
            else { continue }
            try compare([Letter(scalar)], in: try font(slice, library), library)
            seen += 1
        }
    }

    @Test("かなは32字ごと、その他は1字ごとの区画になる")
    func slices() throws {
        #expect(GlyphSlice(containing: "ん")?.text == "3080")
        #expect(GlyphSlice(containing: "ん")?.scalars.count == 32)
        #expect(GlyphSlice(containing: "邉")?.scalars == ["邉"])
        #expect(GlyphSlice(text: "10FECB")?.scalars == ["\u{10FECB}"])
        #expect(GlyphSlice(text: "9089-v")?.hasVariants == true)
        for text in [
            "3081", "3080-v", "-v", "9089-", "0041", "D800", "E0100", "FE00", "110000", "9089 ", "90a9", "1F", "+9089",
            "",
        ] {
            #expect(GlyphSlice(text: text) == nil, "\(text)")
        }
        let library = try Self.library.get()
        let kana = try font(try #require(GlyphSlice(text: "30A0")), library)
        try compare("アイウヱヲ".unicodeScalars.prefix(3).map { Letter($0) }, in: kana, library)
        #expect(try ScreenFont(library: library).bytes(try #require(GlyphSlice(text: "E000"))) == nil)
    }

    @Test("行政事務標準文字の追加文字も、その書体を置けば画面に出る")
    func addedCharacters() throws {
        let file = try Paper.temporaryFile(TinyFont(characters: [0x100000, 0x10FECB]).bytes, ".ttf")
        defer { try? FileManager.default.removeItem(at: file) }
        var paths = FontPaths()
        paths.added = file.path()
        let renderer = try PDFRenderer(fonts: paths)
        let sequence = try #require(CharacterSequence("\u{10FECB}"))
        #expect(renderer.screenGlyphs.isShown(sequence))
        #expect(renderer.screenGlyphs.font(try #require(GlyphSlice(text: "10FECB"))) != nil)
        let plain = try PDFRenderer().screenGlyphs
        #expect(!plain.isShown(sequence))
        #expect(plain.version != renderer.screenGlyphs.version)
        try compare(
            [Letter("\u{10FECB}")],
            in: font(try #require(GlyphSlice(text: "10FECB")), renderer.library),
            renderer.library
        )
        #expect(renderer.fontSummary.contains("GJ TinyFont"))
    }

    @Test("氏名200字の一覧でも、ページのフォントは300KBまで")
    func size() throws {
        let library = try Self.library.get()
        // Every fifteenth character of JIS level 1, which is what names are mostly written with, and all kana.
        let level1 = (0x889F...0x9872).compactMap { code -> Unicode.Scalar? in
            guard case .success(let text) = CP932.decode([UInt8(code >> 8), UInt8(code & 0xFF)]) else { return nil }
            return text.unicodeScalars.first
        }
        #expect(level1.count == 2965)
        let kana: [UInt32] = [0x3000, 0x3040, 0x3060, 0x3080, 0x30A0, 0x30C0, 0x30E0]
        let slices = stride(from: 0, to: level1.count, by: 15).compactMap { GlyphSlice(containing: level1[$0]) }
        let sizes = try (slices + kana.compactMap { GlyphSlice(first: $0) }).map { slice in
            try #require(try ScreenFont(library: library).bytes(slice)).count
        }
        #expect(slices.count == 198)
        #expect(sizes.reduce(0, +) <= 300_000)
    }

    @Test("CP932の漢字は、どれも登録文字の書体にある。画面はこれを頼りに調べを省く")
    func commonCharacters() throws {
        let library = try Self.library.get()
        let missing = (0x3400...0xFAFF).compactMap(Unicode.Scalar.init).filter { scalar in
            !(0xA000..<0xF900).contains(scalar.value) && CP932.canEncode(scalar)
                && library.source(of: Letter(scalar), .registered) == nil
        }
        #expect(missing.isEmpty)
    }

    @Test("字形のない文字は、控えでは符号を枠に入れて示す")
    func box() throws {
        let form = PrintedForm(Paper.form(["山\u{E000}田", "\u{845B}\u{E01EF}"]))
        let page = try #require(try Paper.renderer.get().preview(of: form).first)
        #expect(page.components(separatedBy: "class=\"no-glyph\"").count == 3)
        let whole = try #require(try Paper.renderer.get().preview(of: PrintedForm(Paper.form(["山田"]))).first)
        #expect(!whole.contains("no-glyph"))
    }

    @Test("書類には、字形のもとになった書体の版が残る")
    func versions() throws {
        #expect(try Paper.renderer.get().fontSummary.contains("IPAmjMincho Version 005.01"))
        let file = try #require(PDFReading(try Paper.pdf(["山田"])))
        let root = file.dictionary(file.trailer["Root"])
        let packet = String(decoding: try #require(file.stream(root["Metadata"])), as: UTF8.self)
        #expect(packet.contains("<xmp:CreatorTool>IPAmjMincho Version 005.01"))
    }

    @Test("書体の全文字と全異体字が、PDFの文字層から1バイトも変わらずに読める")
    func textLayer() throws {
        let font = try FontCharacters([UInt8](try Data(contentsOf: URL(filePath: FontPaths().registered))))
        let all = CharacterTable(font: font).shown.filter { sequence in
            sequence.base.value > 0x20 && !(0xE000...0xF8FF).contains(sequence.base.value)
        }
        // 52,892 names have a code point and 6,235 only a sequence; the rest is below U+2E80 and no ideograph.
        let isIdeograph = Dictionary(grouping: all) { $0.base.value >= 0x2E80 }.mapValues(\.count)
        #expect(isIdeograph[true] ?? 0 > 58_000)
        #expect(isIdeograph[false] ?? 0 > 500)
        for start in stride(from: 0, to: all.count, by: 3_000) {
            try readBack(all[start..<min(start + 3_000, all.count)].map(\.text.string).joined(), .registered)
        }
    }

    /// Names of foreign residents, and the signs that legacy character sets tell apart or merge.
    @Test(
        "アクセント付きのローマ字・かな・記号も、登録文字でも文章でも、PDFの文字層から1バイトも変わらずに読める",
        arguments: [
            "ŁUKASZ NGUYỄN THỊ NGỌC ÁNH ÇELİK ØRSTED GARCÍA-MÁRQUEZ O'BRIEN D’ANGELO ŞAHİN ÞÓR ÑANDÚ",
            "℡㈱㈲①②⑳㊤㍻㋿№㎡㍉Ⅳⅳ∵≒≡∫∮∑√⊥∠⊿∩∪", "−－‐–—―ー〜～‖∥¢￠£￡¬￢¥￥\\＼|｜¦", "ぁあゔゝゞァアヴヵヶヷヺ・ーヽヾｱｲｳﾞﾟㇰㇿ",
            "°′″℃Å§¶†‡‰♯♭♪■□◆◇○◎●△▲☆★→←↑↓⇒⇔∀∃", "ΑΒΓαβγАБВабвЁё", "½¼¾²³ªº¹×÷±αβ≦≧≠∞∴♂♀",
        ]
    )
    func signs(text: String) throws {
        for font in FormFont.allCases { try readBack(text, font) }
    }

    /// Every letter of a written page comes back, white space aside.
    private func readBack(_ text: String, _ font: FormFont) throws {
        let bytes = try Paper.renderer.get().pdf(of: [PrintedForm(page(text, font))])
        let report = try Paper.verifier.get().report(bytes)
        #expect(report.faults == [])
        let read = report.text.joined().unicodeScalars.filter { !$0.properties.isWhitespace }
        #expect(read.elementsEqual(text.unicodeScalars.filter { !$0.properties.isWhitespace }), "\(text.prefix(80))")
    }

    private func page(_ text: String, _ font: FormFont) -> FilledForm {
        var style = TextStyle()
        style.font = font
        style.size = 8
        style.wraps = true
        let area = PageArea(x: 10, y: 10, width: 190, height: 277)
        let entry = FilledPage.Entry(box: "欄", name: "欄", area: area, content: .text(RegisteredText(text), style))
        let page = FilledPage(page: .a4, drawing: [], entries: [entry])
        return FilledForm(id: "test", title: "試験の様式", version: "1", pages: [page])
    }
}
