import Foundation
import Madoguchi
import Testing

@testable import Documents

@Suite("書類の検証(読み戻し)")
struct VerificationTests {
    @Test("作ったままの書類は、字形・幅・文字の層がすべて元の書体と一致する")
    func faithful() throws {
        let report = try Paper.verifier.get().report(try Paper.pdf([Paper.tsuji, Paper.yoshida, "龍之介", "NGUYỄN"]))
        #expect(report.faults == [])
        #expect(report.pages == 1)
        #expect(report.letters > 10)
        #expect(report.text[0].unicodeScalars.contains("\u{E0102}"))
    }

    @Test("別の字形にすり替わった文字を見つける")
    func substituted() throws {
        let library = try Paper.renderer.get().library
        var run = TextRun(
            font: 0,
            size: 12,
            at: PagePoint(20, 20),
            isVertical: false,
            colour: .black,
            spacing: 0,
            letters: library.shape(Paper.tsuji, .registered).letters
        )
        let plain = library.shape("\u{8FBB}", .registered).letters[0]
        let drawn = run.letters[0]
        #expect(plain.glyph != drawn.glyph)
        // The text layer says the variant, the drawing is the plain form: what a careless tool does.
        run.letters = [
            ShapedText.Drawn(letter: drawn.letter, font: 0, glyph: plain.glyph, advance: plain.advance)
        ]
        let page = DisplayPage(size: .a4, groups: [DisplayGroup(role: .text, items: [.text(run)])])
        let bytes = try PDFWriter(library: library, programs: ProgramCache()).write([page], title: "すり替え")
        let faults = try Paper.verifier.get().report(bytes).faults
        #expect(faults == [.wrongGlyph(font: "IPAmjMincho", codePoints: "U+8FBB U+E0102")])
    }

    @Test("欄の値が紙の文字の層に一字でも欠けていれば、どの欄かを言う")
    func untold() throws {
        let form = PrintedForm(Paper.form(["山田　太郎", Paper.tsuji, "A 1"]))
        func fields(_ text: [String]) -> [String] { TextTruth(text).untold([form], sheets: [text.count]).map(\.field) }
        #expect(fields(["試験の様式山田 太郎\(Paper.tsuji)A1"]) == [])
        #expect(fields(["試験の様式山田 太郎\u{8FBB}A1"]) == ["欄2"])
        #expect(fields(["試験の様式山田 太良\(Paper.tsuji)"]) == ["欄1", "欄3"])
        // What fits nowhere stands on annexed sheets, with their headings between.
        #expect(fields(["試験の様式\(Paper.tsuji)A1", "別紙1 欄1 山田", "別紙 太郎"]) == [])
        #expect(fields(["試験の様式\(Paper.tsuji)A1", "別紙1 欄1 山田"]) == ["欄1"])
    }

    @Test("一バイトでも変われば、書き換えとわかる", arguments: [1, 2, 3] as [UInt64])
    func altered(seed: UInt64) throws {
        let bytes = try Paper.pdf(["山田　太郎"])
        var random = Seeded(seed)
        for _ in 0..<60 {
            var changed = bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            changed[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            #expect(try !Paper.verifier.get().report(changed).faults.isEmpty, "byte \(place)")
        }
    }

    @Test("途中で切れたファイルと無関係なファイルは、落ちずに読めないと言う")
    func broken() throws {
        let bytes = try Paper.pdf(["山田"])
        let verifier = try Paper.verifier.get()
        var random = Seeded(7)
        for _ in 0..<40 {
            let report = verifier.report(Array(bytes.prefix(Int.random(in: 0..<bytes.count - 8, using: &random))))
            #expect(!report.faults.isEmpty)
        }
        for bytes in [[], Array("%PDF-1.7".utf8), Array("%PDF-1.7\nstartxref\n99999999999999\n%%EOF".utf8)] {
            #expect(verifier.report(bytes).faults == [.unreadable])
        }
        for _ in 0..<200 {
            var noise = Array("%PDF-1.7\n".utf8)
            for _ in 0..<400 { noise.append(UInt8.random(in: 0...255, using: &random)) }
            noise += Array("\nstartxref\n\(Int.random(in: 0..<410, using: &random))\n%%EOF\n".utf8)
            #expect(!verifier.report(noise).faults.isEmpty)
        }
    }
}
