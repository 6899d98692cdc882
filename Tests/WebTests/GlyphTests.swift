import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Testing
import TestSupport
@testable import Web

@Suite("画面の字形と文字パレット") struct GlyphTests {
    /// Draws everything but private use, and 葛 with one selector only.
    private static let glyphs = ScreenGlyphs(
        version: "0123456789ab",
        isShown: { sequence in
            if let selector = sequence.selector { return sequence.base == "葛" && selector == "\u{E0102}" }
            return !(0xE000...0xF8FF).contains(sequence.base.value)
        },
        font: { $0.text == "845B" ? [1, 2, 3] : nil }
    )

    private func bench() throws -> WebBench {
        try WebBench(ports: { ports in
            ports.glyphs = GlyphTests.glyphs
            ports.findCharacters = { query, offset in
                GlyphTests.palette.choices(query, in: GlyphTests.table, offset: offset)
            }
        })
    }

    private static let palette = CharacterPalette(
        sources: Array("U+845B\tkRSUnicode\t140.9\nU+845B\tkTotalStrokes\t12\n".utf8),
        readings: Array("U+845B\tkJapaneseKun\tKUZU\n".utf8)
    ) { _ in true }

    /// 葛 and 葛 with one selector, in the form of the kept file.
    private static let table: CharacterTable = {
        let entries: [UInt64] = [0x845B << 31 | 22_336, (0x845B << 9 | UInt64(0x102 - 0x100 + 17)) << 22 | 22_335]
        let bytes =
            Array("MJTABLE2".utf8)
            + ([0, 2] + entries).flatMap { number in
                (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
            }
        guard let table = CharacterTable(bytes: bytes) else { preconditionFailure("the table is whole") }
        return table
    }()

    @Test(
        "字形のない文字は、本文では符号を枠に入れ、属性や題名ではそのまま",
        arguments: [
            ("<p>山\u{E000}田</p>", "<p>山<b>{U+E000}</b>田</p>"), ("<p>葛\u{E0102}城</p>", "<p>葛\u{E0102}城</p>"),
            ("<p>葛\u{E0100}城</p>", "<p><b>{U+845B U+E0100}</b>城</p>"),
            ("<input value=\"\u{E000}\">", "<input value=\"\u{E000}\">"),
            ("<title>\u{E000}</title>\u{E000}", "<title>\u{E000}</title><b>{U+E000}</b>"),
            ("<a title=\"x>\u{E000}\">\u{E000}</a>", "<a title=\"x>\u{E000}\"><b>{U+E000}</b></a>"),
            ("<option>\u{E000}</option><p>\u{E000}", "<option>\u{E000}</option><p><b>{U+E000}</b>"),
            ("<p>✓\u{FE0E}</p>", "<p>✓\u{FE0E}</p>"), ("山田 髙橋", "山田 髙橋"), ("", ""), ("<", "<"),
        ]
    )
    func boxes(page: String, wanted: String) {
        let box = "<span class=\"no-glyph\" title=\"この文字の字形がありません\">"
        let finished = PageGlyphs(glyphs: GlyphTests.glyphs).finished(page)
        let plain = finished.replacing(box, with: "<b>").replacing("</span>", with: "</b>")
        #expect(plain.unicodeScalars.elementsEqual(wanted.unicodeScalars))
    }

    @Test("どんなページも、枠を外して書き表しを戻せば元のページ") func anyPage() {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "<p>", "</p>", "<", ">", "\"", "'", "<title>", "</title>", "<input value=\"", "葛", "\u{E0100}", "\u{E0102}",
            "\u{E000}",
            "山", "=", "/", " ", "<option>", "</option>", "\u{FE00}", "𠮷", "<!--", "&amp;", "a",
        ]
        let box = "<span class=\"no-glyph\" title=\"この文字の字形がありません\">"
        var wrong: [String] = []
        for _ in 0..<5_000 {
            let page = (0..<next(24)).map { _ in pieces[next(pieces.count)] }.joined()
            let finished = PageGlyphs(glyphs: GlyphTests.glyphs).finished(page)
            let parts = finished.replacingOccurrences(of: box, with: "", options: .literal)
                .replacingOccurrences(of: "</span>", with: "", options: .literal)
            if CharacterEscape.unescape(parts).text != RegisteredText(page) { wrong.append(page) }
        }
        #expect(wrong.isEmpty)
    }

    @Test("どの画面も、字形の置き場所を版付きで名乗る") func root() async throws {
        try await bench().run { browser in
            let page = try await browser.get("/login")
            #expect(page.text.contains("<html lang=\"ja\" data-glyphs=\"/fonts/registered/0123456789ab\">"))
        }
    }

    @Test("字形のフォントは版の下でいつまでも保存でき、版が違えば保存させない") func fonts() async throws {
        try await bench().run { browser in
            let current = try await browser.get("/fonts/registered/0123456789ab/845B")
            #expect(current.status == .ok)
            #expect(current.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(current.headers[.contentType] == "font/ttf")
            #expect(try await browser.get("/fonts/registered/000000000000/845B").headers[.cacheControl] == "no-store")
            for slice in ["845C", "845b", "41", "..", "%00", "845B845B"] {
                #expect(try await browser.get("/fonts/registered/0123456789ab/\(slice)").status == .notFound)
            }
        }
    }

    @Test("文字パレットは、異体字ごとにその並びを欄へ入れられる") func palette() async throws {
        try await bench().run(as: "sato") { browser in
            #expect(try await browser.get("/characters").text.contains("似た字"))
            let page = try await browser.send("/characters", ["reading": "クズ"])
            #expect(page.status == .ok)
            #expect(page.text.contains("data-insert=\"葛\"") && page.text.contains("data-insert=\"葛\u{E0102}\""))
            #expect(page.text.contains("U+845B U+E0102"))
            #expect(try await browser.send("/characters", ["strokes": "12", "radical": "140"]).text.contains("1字"))
            #expect(try await browser.send("/characters", ["strokes": "１３〜１５"]).text.contains("0字"))
            #expect(try await browser.send("/characters", ["reading": "!"]).text.contains("どれかを入れて"))
        }
    }

    @Test("表がないときは、何をすればよいかを言う") func withoutTable() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.send("/characters", ["reading": "クズ"])
            #expect(page.status == .serviceUnavailable)
            #expect(page.text.contains("madoguchi text palette"))
        }
    }

    @Test("ログインしていない人にはパレットを出さない") func withoutLogIn() async throws {
        try await bench().run { browser in
            let page = try await browser.send("/characters", ["reading": "クズ"])
            #expect(page.status != .ok)
        }
    }

    @Test("全漢字と全異体字が、フォームの送信と画面への書き出しで1バイトも変わらない") func everyCharacter() throws {
        let bases = [0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x100000...0x10FFFD].joined().compactMap(
            Unicode.Scalar.init
        )
        var text = String.UnicodeScalarView()
        for (index, base) in bases.enumerated() {
            text.append(base)
            if index % 7 == 0, let selector = Unicode.Scalar(UInt32(0xE0100 + index % 240)) { text.append(selector) }
        }
        let whole = String(text)
        let form = try #require(SubmittedForm(urlEncoded: "a=\(percentEncoded(whole))&b=1"))
        #expect(form.exact("a").utf8.elementsEqual(whole.utf8))
        #expect(StrictHTML().escapeText(whole).utf8.elementsEqual(whole.utf8))
        #expect(SubmittedForm(urlEncoded: "a=%ED%A0%80") == nil)
    }

    @Test(
        "氏名に入れられない文字は、何文字目の何かを言って断る",
        arguments: [
            ("山\u{202E}田", "2文字目に文字の向き"), ("\u{E0100}山", "1文字目に、付く漢字のない"), ("山\u{0}", "制御文字"),
            (String(repeating: "山", count: 10_000), "文字数が多すぎます"),
        ]
    )
    func refusal(name: String, words: String) throws {
        let item = Item(id: ItemID("name"), name: "氏名", scope: .person, kind: .text)
        let today = try #require(CivilDate(iso: "2026-11-23"))
        guard case .failure(let refusal) = FactAnswers.value(name, of: item, today: today) else {
            Issue.record("accepted")
            return
        }
        #expect(refusal.sentence.contains(words))
    }
}
