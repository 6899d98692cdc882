import Foundation
import Madoguchi
import Rules
import Testing

@testable import Documents

@Suite("市の原本様式を背景にする")
struct BackgroundTests {
    /// A page of another tool with the given drawing; classic, with one embedded font of ours.
    static func city(
        _ content: String = "0 0 0 RG 2 w 50 50 200 300 re S",
        page: String = "",
        extra: String = ""
    ) -> [UInt8] {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R\(extra)>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595.276 841.89]>>",
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>\(page)>>",
            "<</Length \(content.utf8.count)>>\nstream\n\(content)\nendstream",
        ]
        return file(objects)
    }

    static func file(_ objects: [String]) -> [UInt8] {
        var out = Array("%PDF-1.4\n".utf8)
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(out.count)
            out += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let start = out.count
        out += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            let digits = String(place)
            out += Array("\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n".utf8)
        }
        return out + Array("trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
    }

    static func form(_ background: PageBackground) -> FilledForm {
        var form = Paper.form(["山田　太郎", Paper.tsuji])
        form.pages[0].background = background
        return form
    }

    @Test("罫線は線のまま、文字は文字のまま背景になり、記入はその上に載る")
    func vectors() throws {
        // A page with text: our own form, as a city's tool would have made it.
        let source = try Paper.pdf(["原本の文字"])
        let made = try BackgroundWorker().make(from: source, page: 1)
        let background = PageBackground(name: "原本", bytes: made.page, picture: made.picture)
        let renderer = try Paper.renderer.get()
        #expect(renderer.backgroundProblems(background) == [])
        let bytes = try renderer.pdf(of: [PrintedForm(BackgroundTests.form(background))])
        #expect(try renderer.pdf(of: [PrintedForm(BackgroundTests.form(background))]) == bytes)
        let file = try Paper.temporaryFile(bytes, ".pdf")
        #expect(try Paper.run("qpdf", ["--check", file.path()]).status == 0)
        let text = try Paper.run("pdftotext", [file.path(), "-"]).output
        #expect(text.contains("原本の文字"))
        #expect(text.contains("山田") && text.contains("太郎"))
        let fonts = try Paper.run("pdffonts", [file.path()]).output
        #expect(!fonts.contains("Type 3"))
        #expect(fonts.split(separator: "\n").dropFirst(2).allSatisfy { $0.contains(" yes yes yes ") })
        #expect(try Paper.run("pdfimages", ["-list", file.path()]).output.split(separator: "\n").count == 2)
        // Sealed like any other document, and the preview shows the page.
        #expect(try Paper.verifier.get().report(SealTests.sealed(bytes)).faults == [])
        #expect(
            try renderer.preview(of: PrintedForm(BackgroundTests.form(background)))[0].contains(
                "data:image/png;base64,iVBOR"
            )
        )
    }

    @Test("続紙には続紙の原本が、一枚ごとに背景になる")
    func continuation() throws {
        // The city's own file: the form, and the sheet for more people.
        let source = try Paper.renderer.get().pdf(of: ["原本の一枚目", "原本の続紙"].map { PrintedForm(Paper.form([$0])) })
        let (first, more) = (
            try BackgroundWorker().make(from: source, page: 1), try BackgroundWorker().make(from: source, page: 2)
        )
        var (form, data) = try Paper.sample("resident-move", "family-of-five")
        form.sheet.background = PageBackground(name: "一枚目", bytes: first.page, picture: first.picture)
        form.continuation?.background = PageBackground(name: "続紙", bytes: more.page, picture: more.picture)
        let capacity = try #require(form.sheet.tables.first).capacity
        let further = try #require(form.continuation?.tables.first).capacity
        guard case .list(let people)? = data["異動者"] else { throw Unfit() }
        let wanted = capacity + further + 1
        data["異動者"] = .list((0..<wanted).map { people[$0 % people.count] })
        guard case .complete(let filled) = FormFilling(form).filled(from: data) else {
            throw Unfit()
        }
        #expect(filled.pages.map { $0.background?.name } == ["一枚目", "続紙", "続紙"])
        let bytes = try Paper.renderer.get().pdf(of: [PrintedForm(filled)])
        let file = try Paper.temporaryFile(bytes, ".pdf")
        let pages = try Paper.run("pdftotext", [file.path(), "-"]).output.split(separator: "\u{C}")
        #expect(pages.map { $0.contains("原本の一枚目") } == [true, false, false])
        #expect(pages.map { $0.contains("原本の続紙") } == [false, true, true])
        #expect(try Paper.run("qpdf", ["--check", file.path()]).status == 0)
        // The sheet's page is in the file once, however many sheets there are.
        let plain = try Paper.run("qpdf", ["--qdf", "--object-streams=disable", file.path(), "-"]).output
        #expect(plain.split(separator: "\n").filter { $0.hasSuffix("/Subtype /Form") }.count == 2)
        let shown = try Paper.renderer.get().preview(of: PrintedForm(filled))
        #expect(shown[0] != shown[1] && shown.allSatisfy { $0.contains("data:image/png;base64,") })
    }

    @Test("背景の罫線は、用紙の同じ位置に出る。回転した頁も起こして置く", arguments: [0, 90, 180, 270])
    func place(turn: Int) throws {
        // A black square near the corner that is the upper left one when the page is looked at.
        let corner = [0: "20 801", 90: "20 20", 180: "555 20", 270: "555 801"][turn] ?? ""
        let made = try BackgroundWorker().make(
            from: BackgroundTests.city("\(corner) 20 20 re f", page: "/Rotate \(turn)"),
            page: 1
        )
        let background = PageBackground(name: "\(turn)", bytes: made.page, picture: made.picture)
        let isAcross = turn == 90 || turn == 270
        let page = FilledPage(page: isAcross ? .a4Landscape : .a4, drawing: [], background: background)
        let form = FilledForm(id: "b", title: "背景", version: "1", pages: [page])
        let file = try Paper.temporaryFile(Paper.renderer.get().pdf(of: [PrintedForm(form)]), ".pdf")
        _ = try Paper.run("pdftoppm", ["-r", "72", "-gray", file.path(), file.path()])
        let image = try #require(GrayImage(Array(try Data(contentsOf: URL(filePath: file.path() + "-1.pgm")))))
        #expect(image.darkest(x: 24...36, y: 24...36) < 10)
        #expect(image.darkest(x: 60...image.width - 20, y: 60...image.height - 20) > 250)
    }

    @Test("暗号化・壊れ・埋め込みなし・プログラム・別の大きさの PDF は、わけを言って断る")
    func refusals() throws {
        let worker = BackgroundWorker()
        let plain = try Paper.temporaryFile(BackgroundTests.city(), ".pdf")
        let locked = plain.path() + "-locked.pdf"
        _ = try Paper.run("qpdf", ["--encrypt", "", "owner", "256", "--", plain.path(), locked])
        let encrypted = Array(try Data(contentsOf: URL(filePath: locked)))
        #expect(throws: BackgroundFault.encrypted) { try worker.make(from: encrypted, page: 1) }
        #expect(throws: BackgroundFault.noSuchPage(2)) { try worker.make(from: BackgroundTests.city(), page: 2) }
        for broken in [
            [], Array("%PDF-1.7".utf8), Array(BackgroundTests.city().prefix(40)), [UInt8](repeating: 0, count: 9),
        ] {
            #expect(throws: BackgroundFault.self) { try worker.make(from: broken, page: 1) }
        }
        #expect(throws: BackgroundFault.tooLarge) {
            try worker.make(from: [UInt8](repeating: 0x20, count: BackgroundPage.mostBytes + 1), page: 1)
        }
        let font = "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
        #expect(throws: BackgroundFault.font("Helvetica")) {
            try worker.make(from: BackgroundTests.city("BT /F1 9 Tf (a) Tj ET", page: font), page: 1)
        }
        let script = "/Resources<</XObject<</X 5 0 R>>>>"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R\(script)>>", "<</Length 5>>\nstream\n/X Do\nendstream",
            "<</Type/XObject/Subtype/PS/Length 4>>\nstream\nquit\nendstream",
        ]
        #expect(throws: BackgroundFault.forbidden("PostScript")) {
            try worker.make(from: BackgroundTests.file(objects), page: 1)
        }
        // What a page on paper does not need stays behind.
        let active = BackgroundTests.city(
            page: "/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
            extra: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        )
        let made = try worker.make(from: active, page: 1)
        let background = PageBackground(name: "a", bytes: made.page, picture: made.picture)
        let bytes = try Paper.renderer.get().pdf(of: [PrintedForm(BackgroundTests.form(background))])
        let file = try Paper.temporaryFile(bytes, ".pdf")
        let shown = try Paper.run("qpdf", ["--qdf", "--object-streams=disable", file.path(), "-"]).output
        #expect(!shown.contains("JavaScript"))
        // Another size than the drawing's.
        let small = try worker.make(from: BackgroundTests.city("1 w", page: "/MediaBox[0 0 420 595]"), page: 1)
        let form = BackgroundTests.form(PageBackground(name: "s", bytes: small.page, picture: []))
        let problems = try Paper.renderer.get().problems(in: PrintedForm(form))
        #expect(problems.map(\.kind) == [.background(BackgroundFault.size.description)])
        #expect(throws: DocumentFault.self) { try Paper.renderer.get().pdf(of: [PrintedForm(form)]) }
    }

    @Test("けたはずれの数や、鎖のように続く参照があっても、落ちない")
    func absurd() throws {
        let huge = String(repeating: "9", count: 60)
        let chain = (6..<4_006).map { "<</Next \($0 + 1) 0 R>>" } + ["null"]
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595.276 841.89]>>",
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</ExtGState<</A<</LW \(huge).5>>/B 5 0 R>>>>>>",
            "<</Length 7>>\nstream\n/A gs 0\nendstream", "<</Next 6 0 R/ML -\(huge).5>>",
        ]
        let made = try BackgroundWorker().make(from: BackgroundTests.file(objects + chain), page: 1)
        let background = PageBackground(name: "absurd", bytes: made.page, picture: made.picture)
        let form = PrintedForm(BackgroundTests.form(background))
        let bytes = try Paper.renderer.get().pdf(of: [form])
        #expect(try Paper.run("qpdf", ["--check", try Paper.temporaryFile(bytes, ".pdf").path()]).status == 0)
        // A file that somebody put into the folder by hand is not what qpdf leaves.
        let raw = objects.map { $0.replacing("\(huge).5", with: huge) } + chain
        let put = PageBackground(name: "raw", bytes: BackgroundTests.file(raw), picture: [])
        _ = try? Paper.renderer.get().pdf(of: [PrintedForm(BackgroundTests.form(put))])
    }

    @Test("でたらめに壊した背景でも、落ちずに断るか描く", arguments: 1...4 as ClosedRange<UInt64>)
    func fuzz(seed: UInt64) throws {
        let whole = try BackgroundWorker().make(from: try Paper.pdf(["原本"]), page: 1).page
        var random = Seeded(seed)
        for round in 0..<150 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                default: bytes.insert(contentsOf: Array("9999999999 0 R<<[(".utf8), at: place)
                }
            }
            let form = BackgroundTests.form(PageBackground(name: "\(seed)-\(round)", bytes: bytes, picture: []))
            _ = try? Paper.renderer.get().pdf(of: [PrintedForm(form)])
        }
    }
}

/// A sample that is not what its test needs.
private struct Unfit: Error {}
