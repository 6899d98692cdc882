import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Documents

@Suite("申請書のPDF")
struct PDFTests {
    @Test("別の道具が誤りのないPDFと認め、書体はすべて部分埋め込みである")
    func toolsAccept() throws {
        let file = try Paper.temporaryFile(try Paper.pdf([Paper.tsuji + "　健一", "NGUYỄN THỊ", "１２３"]), ".pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try Paper.run("qpdf", ["--check", file.path()]).status == 0)
        let fonts = try Paper.run("pdffonts", [file.path()]).output.split(separator: "\n").dropFirst(2)
        #expect(fonts.count >= 3)
        for line in fonts {
            #expect(line.contains("CID TrueType"))
            // Columns emb, sub, uni.
            #expect(line.split(separator: " ").filter { $0 == "yes" }.count == 3)
        }
    }

    @Test(
        "取り出した文字は、異体字セレクタも補助面も入れたときのまま",
        arguments: [
            "\u{8FBB}\u{E0102}　健一", "\u{20BB7}田　德藏", "\u{845B}\u{E0102}城", "髙橋﨑山", "神\u{FA19}神", "NGUYỄN THỊ HƯƠNG",
            "JOÃO GONÇALVES", "令和8年4月1日", "〒372-0042", "渡\u{908A}\u{E0108}",
        ]
    )
    func textLayer(text: String) throws {
        let bytes = try Paper.pdf([text])
        let file = try Paper.temporaryFile(bytes, ".pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        let read = try Paper.run("pdftotext", ["-raw", file.path(), "-"]).output
        // pdftotext writes a wide blank as one or several narrow ones.
        let wanted = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        let found = read.unicodeScalars.filter { !$0.properties.isWhitespace }
        let place = found.indices.contains { start in found[start...].starts(with: wanted) }
        #expect(place)
    }

    @Test("同じ入力は同じバイト列になり、違う入力は違う")
    func deterministic() throws {
        let first = try Paper.pdf(["山田　太郎"])
        let second = try PDFRenderer().pdf(of: [PrintedForm(Paper.form(["山田　太郎"]))])
        #expect(first == second)
        #expect(try Paper.pdf(["山田　花子"]) != first)
    }

    @Test("同じ字形が二つの文字を表すとき、本文の層では二つのまま")
    func sharedGlyphs() throws {
        // U+2F00 KANGXI RADICAL ONE and U+4E00 look alike; whether a font shares the glyph or not, the text must not.
        let report = try Paper.verifier.get().report(try Paper.pdf(["\u{4E00}\u{FA19}\u{795E}"]))
        #expect(report.faults == [])
        let scalars = Array(report.text.joined().unicodeScalars)
        #expect(scalars.contains("\u{FA19}") && scalars.contains("\u{795E}"))
    }

    @Test(
        "字形のない文字は印刷を止め、文字と欄を告げる。値そのものは告げない",
        arguments: [
            ("\u{845B}\u{E01EF}城", "U+845B U+E01EF"), ("山\u{E000}", "U+E000"), ("\u{10FECB}", "U+10FECB"),
            ("\u{E0102}", "U+E0102"), ("a\u{0007}", "U+0007"),
        ]
    )
    func missingGlyph(text: String, codePoints: String) throws {
        let form = PrintedForm(Paper.form([text]))
        let wanted = DocumentProblem(.missingGlyph(codePoints: codePoints), form: "試験の様式", field: "欄1")
        #expect(try Paper.renderer.get().problems(in: form) == [wanted])
        #expect(throws: DocumentFault([wanted])) { _ = try Paper.renderer.get().pdf(of: [form]) }
        #expect(wanted.description.contains(codePoints))
        // The screen still shows the form, with 〓 in its place.
        #expect(try Paper.renderer.get().preview(of: form).count == 1)
    }

    @Test("PDF/A-2uの約束：XMP、出力条件、題名、言語、タグ")
    func archive() throws {
        let file = try #require(PDFReading(try Paper.pdf(["山田"])))
        let root = file.dictionary(file.trailer["Root"])
        let packet = String(decoding: try #require(file.stream(root["Metadata"])), as: UTF8.self)
        #expect(packet.contains("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"))
        #expect(packet.contains("試験の様式"))
        let intent = file.dictionary(root["OutputIntents"]?.array?.first)
        let profile = try #require(file.stream(intent["DestOutputProfile"]))
        #expect(profile.count == Int(profile[0]) << 24 | Int(profile[1]) << 16 | Int(profile[2]) << 8 | Int(profile[3]))
        #expect(Array(profile[36..<40]) == Array("acsp".utf8))
        #expect(file.dictionary(root["MarkInfo"])["Marked"] != nil)
        #expect(file.dictionary(root["StructTreeRoot"])["ParentTree"] != nil)
        #expect(file.isUnchanged)
    }

    @Test("読み上げの順は、上の行から、行の中は左から")
    func readingOrder() throws {
        func label(_ text: String, _ x: Double, _ y: Double) -> Figure {
            .label(Label(text, at: PagePoint(x, y), font: .mincho, size: 10))
        }
        let page = FilledPage(
            page: .a4,
            drawing: [label("四", 20, 60), label("二", 90, 41), label("一", 20, 40), label("三", 120, 39.5)]
        )
        let form = FilledForm(id: "o", title: "順", version: "1", pages: [page])
        let report = try Paper.verifier.get().report(try Paper.renderer.get().pdf(of: [PrintedForm(form)]))
        #expect(report.text == ["一二三四"])
    }

    @Test("縦書きは縦書きの字形で、文字は縦に進む")
    func verticalText() throws {
        let style = TextStyle(size: 10, isVertical: true)
        let entry = FilledPage.Entry(
            box: "縦",
            name: "縦",
            area: PageArea(x: 50, y: 50, width: 8, height: 80),
            content: .text("メゾン（ー）、。", style)
        )
        let page = FilledPage(page: .a4, drawing: [], entries: [entry])
        let form = PrintedForm(FilledForm(id: "v", title: "縦", version: "1", pages: [page]))
        let bytes = try Paper.renderer.get().pdf(of: [form])
        #expect(try Paper.verifier.get().report(bytes).faults == [])
        let library = try FontLibrary(FontPaths())
        let upright = library.shape("ー", .registered).letters[0]
        let vertical = library.shape("ー", .registered, isVertical: true).letters[0]
        #expect(upright.glyph != vertical.glyph)
    }

    @Test("再発行の印は、再発行のときだけ載る")
    func reissue() throws {
        let form = Paper.form(["山田"])
        let again = try Paper.renderer.get().pdf(of: [PrintedForm(form, mark: .reissue)])
        #expect(try Paper.verifier.get().report(again).text[0].contains("再発行"))
        let first = try Paper.pdf(["山田"])
        #expect(try !Paper.verifier.get().report(first).text[0].contains("再発行"))
    }

    @Test("五百枚を続けて作っても、書体の記憶は増え続けない")
    func programCacheIsBounded() throws {
        let cache = ProgramCache(capacity: 4)
        let font = try FontFile(path: FontPaths().registered)
        let first = try cache.program([100, 200], of: font)
        for glyph in 300..<320 { _ = try cache.program([glyph], of: font) }
        #expect(cache.count == 4)
        #expect(try cache.program([100, 200], of: font).compressed == first.compressed)
    }
}
