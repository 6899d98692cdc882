import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Documents

@Suite("欄への収まり")
struct FittingTests {
    private func shape(_ text: String) throws -> ShapedText {
        try Paper.renderer.get().library.shape(text, .registered)
    }

    @Test("入る文字は大きさを変えない。入らなければ縮め、それでも入らなければ折り返す")
    func shrinkThenWrap() throws {
        let area = PageArea(x: 0, y: 0, width: 50, height: 10)
        let style = TextStyle(size: 12, smallest: 6, padding: 0)
        let short = try #require(TextFitting(style, area).fit(try shape("山田太郎")))
        #expect(short.size == 12 && short.lines.count == 1)
        // 20 letters of 6 to 12 points need at most 141.7 points: 7.0 points each.
        let long = try #require(TextFitting(style, area).fit(try shape(String(repeating: "山", count: 20))))
        #expect(long.size == 7.0 && long.lines.count == 1)
        let wrapped = try #require(TextFitting(style, area).fit(try shape(String(repeating: "山", count: 40))))
        // Two lines of 8.5 points hold 32 letters; three lines need 3.34 ems of depth, which 8 points leave, and hold 51.
        #expect(wrapped.lines.count == 3 && wrapped.size == 8)
        #expect(TextFitting(style, area).fit(try shape(String(repeating: "山", count: 200))) == nil)
    }

    @Test("句読点や閉じ括弧は行の頭に来ず、開き括弧は行の終わりに来ない")
    func lineBreaking() throws {
        let letters = try shape("あいうえ、かきくけこ（さし").letters
        let lines = LineBreaking.lines(letters, width: 4, isVertical: false).map { range in
            letters[range].map(\.letter.text).joined()
        }
        #expect(lines == ["あいう", "え、かき", "くけこ", "（さし"])
    }

    @Test("入りきらない文字は別紙に載り、欄には別紙の番号が書かれる")
    func annex() throws {
        let long = String(repeating: "長い方書のある住所", count: 30)
        let report = try Paper.verifier.get().report(try Paper.pdf(["短い", long]))
        #expect(report.pages == 2)
        #expect(report.text[0].contains("別紙1のとおり"))
        #expect(report.text[1].contains(long))
        #expect(report.text[1].contains("欄2"))
    }

    @Test("別紙の番号も書けない欄は、印刷を止める")
    func hopeless() throws {
        let entry = FilledPage.Entry(
            box: "狭",
            name: "狭い欄",
            area: PageArea(x: 10, y: 10, width: 3, height: 3),
            content: .text("長すぎる値", TextStyle(size: 8, smallest: 8))
        )
        let page = FilledPage(page: .a4, drawing: [], entries: [entry])
        let form = PrintedForm(FilledForm(id: "h", title: "狭", version: "1", pages: [page]))
        #expect(try Paper.renderer.get().problems(in: form).map(\.kind) == [.overflow])
    }

    @Test("どんな長さの値も、一文字も失われない(0から一万文字)", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func nothingIsCut(seed: UInt64) throws {
        var random = Seeded(seed)
        let alphabet = Array("山川田中一二三ABC 123、。（）ー髙﨑".unicodeScalars) + ["\u{20BB7}"]
        let lengths = [0, 1, 5, 20, 60, 300, Int.random(in: 0...2_000, using: &random), seed == 1 ? 10_000 : 7]
        for length in lengths {
            var text = String.UnicodeScalarView()
            for _ in 0..<length { text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)]) }
            let style = TextStyle(size: 11, smallest: 6, wraps: Bool.random(using: &random))
            let report = try Paper.verifier.get().report(try Paper.pdf([String(text)], style: style))
            #expect(report.faults == [])
            let pages = report.text.joined().unicodeScalars.filter { $0 != " " }
            let wanted = text.filter { $0 != " " }
            let all = String(String.UnicodeScalarView(pages))
            // A text of several annexed pages is interrupted by headings only, so its letters are counted.
            for letter in Set(wanted) {
                #expect(all.unicodeScalars.count { $0 == letter } >= wanted.count { $0 == letter })
            }
        }
    }

    @Test("一文字枠は一枠に一文字。多すぎる文字は止める")
    func comb() throws {
        func form(_ text: String) -> PrintedForm {
            let entry = FilledPage.Entry(
                box: "番号",
                name: "番号",
                area: PageArea(x: 20, y: 40, width: 70, height: 8),
                content: .comb(RegisteredText(text), cells: 7, TextStyle(font: .gothic))
            )
            return PrintedForm(
                FilledForm(
                    id: "c",
                    title: "枠",
                    version: "1",
                    pages: [FilledPage(page: .a4, drawing: [], entries: [entry])]
                )
            )
        }
        var composer = FormComposer(try Paper.renderer.get().library)
        let runs = composer.pages(of: form("1234567"))[0].groups.flatMap(\.items).compactMap { item -> TextRun? in
            guard case .text(let run) = item else { return nil }
            return run
        }
        #expect(runs.count == 7)
        for (index, run) in runs.enumerated() {
            let middle = run.at.x + run.length * 25.4 / 72 / 2
            #expect(abs(middle - (25 + Double(index) * 10)) < 0.01)
        }
        #expect(try Paper.renderer.get().problems(in: form("12345678")).map(\.kind) == [.tooManyLetters(cells: 7)])
    }

    @Test("アルファベットの氏名は、途中で書体が変わらない")
    func oneFontPerName() throws {
        let letters = try shape("NGUYỄN THỊ THANH").letters
        #expect(Set(letters.map(\.font)).count == 1)
        #expect(try shape("THANH").letters[0].font != letters[0].font)
    }
}
