import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Documents

@Suite("書類の封印(PAdES)")
struct SealTests {
    static let key = Result {
        let made = try SealKey.make(town: "例示市", at: Instant(milliseconds: 1_775_000_000_000))
        return try SealKey(certificate: made.certificate, key: made.key)
    }

    static let ink = SignatureInk(
        strokes: (0..<3).map { number in
            Stroke(
                (0..<12).map { step in
                    let x = 0.1 + 0.25 * Double(number) + 0.015 * Double(step)
                    let y = 0.2 + 0.05 * Double(step)
                    return StrokePoint(x: x, y: y, time: number * 400 + step * 16, pressure: 0.6)
                }
            )
        },
        aspect: 4
    )

    static func order(_ writings: [SealOrder.Writing], document: Int = 1) throws -> SealOrder {
        let digest = try #require(Digest(hex: String(repeating: "ab", count: 32)))
        return SealOrder(
            caseID: "01JABCDEFGHJKMNPQRSTVWXYZ0",
            document: document,
            town: "例示市",
            at: Instant(milliseconds: 1_775_001_000_000),
            evidence: digest,
            strokes: digest,
            writings: writings
        )
    }

    static let writing = SealOrder.Writing(
        page: 0,
        area: PageArea(x: 120, y: 250, width: 70, height: 14),
        ink: ink,
        remark: RegisteredText("代筆　\(Paper.tsuji)　花子（長女）"),
        words: "届出人の署名（代筆）"
    )

    static func sealed(_ content: [UInt8], _ writings: [SealOrder.Writing] = [writing]) throws -> [UInt8] {
        try DocumentSealer(key.get(), Paper.renderer.get()).sealed(content, order(writings))
    }

    @Test("pdfsig が封印を有効と認め、ETSI.CAdES.detached で全体を覆うと言う")
    func pdfsigAccepts() throws {
        let file = try Paper.temporaryFile(SealTests.sealed(try Paper.pdf(["山田　太郎"])), ".pdf")
        let (status, output) = try Paper.run("pdfsig", [file.path()])
        #expect(status == 0)
        #expect(output.contains("Signature Validation: Signature is Valid."))
        #expect(output.contains("ETSI.CAdES.detached"))
        #expect(output.contains("Total document signed"))
        #expect(output.contains("例示市") || output.contains("SHA-256"))
    }

    @Test("どの鍵で作った証明書でも、pdfsig が封印を有効と認める", arguments: 1...6)
    func everyKey(round: Int) throws {
        let made = try SealKey.make(town: "例示市", at: Instant(milliseconds: 1_775_000_000_000))
        let key = try SealKey(certificate: made.certificate, key: made.key)
        let content = try Paper.pdf(["\(round)"])
        let bytes = try DocumentSealer(key, Paper.renderer.get()).sealed(content, SealTests.order([]))
        let file = try Paper.temporaryFile(bytes, ".pdf")
        #expect(try Paper.run("pdfsig", [file.path()]).output.contains("Signature Validation: Signature is Valid."))
    }

    @Test("封印は内容のバイト列をそのまま残し、qpdf の検査と読み戻しに通る")
    func contentStays() throws {
        let content = try Paper.pdf(["山田　太郎", Paper.tsuji])
        let bytes = try SealTests.sealed(content)
        #expect(bytes.starts(with: content))
        let document = try #require(SealedDocument(bytes))
        #expect(document.content == content)
        #expect(document.seal?.fingerprint == (try SealTests.key.get().fingerprint))
        let file = try Paper.temporaryFile(bytes, ".pdf")
        #expect(try Paper.run("qpdf", ["--check", file.path()]).status == 0)
        let report = try Paper.verifier.get().report(bytes, certificate: SealTests.key.get().fingerprint)
        #expect(report.faults == [])
        #expect(report.seal?.name.contains("例示市") == true)
        // The same fonts, the same text, the first identifier as before.
        let text = try Paper.run("pdftotext", ["-raw", file.path(), "-"]).output
        #expect(text.unicodeScalars.contains("\u{E0102}"))
        #expect(try Paper.run("pdfinfo", [file.path()]).output.contains("Tagged:          yes"))
    }

    @Test("筆跡は署名欄の中に描かれ、読み上げの順に名前を持つ")
    func inkIsDrawn() throws {
        let content = try Paper.pdf(["山田"])
        let file = try Paper.temporaryFile(SealTests.sealed(content), ".pdf")
        let image = try Paper.temporaryFile([], "")
        _ = try Paper.run("pdftoppm", ["-r", "50", "-gray", file.path(), image.path()])
        let pixels = try #require(GrayImage(Array(try Data(contentsOf: URL(filePath: image.path() + "-1.pgm")))))
        // 70 × 14 mm from (120, 250) at 50 dpi.
        let dark = pixels.darkest(x: 236...374, y: 492...520)
        #expect(dark < 90)
        #expect(pixels.darkest(x: 236...374, y: 525...560) > 200)
        let plain = try Paper.run("qpdf", ["--qdf", "--object-streams=disable", file.path(), "-"]).output
        #expect(plain.contains("/MarkInfo"))
        let structure = try Paper.run("pdfinfo", ["-struct-text", file.path()]).output
        #expect(structure.contains("Figure"))
    }

    @Test("代筆の記載は文字として残り、署名欄の所で読み上げられ、字形も検証される")
    func remarkIsText() throws {
        var form = Paper.form(["山田　太郎"])
        func label(_ text: String, y: Double) -> Figure {
            .label(Label(text, at: PagePoint(20, y), font: .mincho, size: 11))
        }
        form.pages[0].drawing += [label("届出人署名", y: 256), label("事務処理欄", y: 275)]
        let content = try Paper.renderer.get().pdf(of: [PrintedForm(form)])
        let bytes = try SealTests.sealed(content)
        let file = try Paper.temporaryFile(bytes, ".pdf")
        let wanted = try #require(SealTests.writing.remark).string
        for arguments in [["-raw"], ["-layout"], []] {
            let text = try Paper.run("pdftotext", arguments + [file.path(), "-"]).output
            #expect(text.contains("花子（長女）") && text.unicodeScalars.contains("\u{E0102}"))
        }
        let read = try Paper.run("pdfinfo", ["-struct-text", file.path()]).output
        let places = ["届出人署名", "花子（長女）", "事務処理欄"].compactMap { read.firstRange(of: $0)?.lowerBound }
        #expect(places.count == 3 && places == places.sorted(), "\(read)")
        #expect(try Paper.run("qpdf", ["--check", file.path()]).status == 0)
        #expect(try Paper.run("pdfsig", [file.path()]).output.contains("Signature Validation: Signature is Valid."))
        let fonts = try Paper.run("pdffonts", [file.path()]).output.split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(" yes yes yes ") })
        let report = try Paper.verifier.get().report(bytes)
        #expect(report.faults == [])
        #expect(report.text[0].hasSuffix(wanted))
    }

    @Test("代筆の記載が長ければ二行になり、字形のない文字があれば封印しない")
    func remarkFits() throws {
        let area = PageArea(x: 120, y: 250, width: 50, height: 12)
        let library = try Paper.renderer.get().library
        let long = RegisteredText("代筆　" + String(repeating: "鷲", count: 16) + "（その他の任意代理人）")
        let runs = RemarkDrawing.runs(long, in: area, library)
        #expect(runs.count == 2 && runs.allSatisfy { $0.size >= 5.5 })
        #expect(runs.allSatisfy { $0.at.y <= area.bottom && $0.at.y > area.y })
        var writing = SealTests.writing
        writing.remark = RegisteredText("代筆　\u{10FFFF}（長女）")
        #expect(throws: SealFault.remark) { try SealTests.sealed(try Paper.pdf(["山田"]), [writing]) }
        writing.remark = RegisteredText(String(repeating: "代筆", count: 5_000))
        #expect(throws: SealFault.remark) { try SealTests.sealed(try Paper.pdf(["山田"]), [writing]) }
    }

    @Test("封印のどの一バイトが変わっても、封印が壊れたか書き換えと分かる", arguments: [11, 12] as [UInt64])
    func tampered(seed: UInt64) throws {
        let bytes = try SealTests.sealed(try Paper.pdf(["山田　太郎"]))
        let verifier = try Paper.verifier.get()
        var random = Seeded(seed)
        let hole = bytes.count - 30_000..<bytes.count
        for round in 0..<60 {
            var changed = bytes
            let place = Int.random(in: round.isMultiple(of: 2) ? 0..<bytes.count : hole, using: &random)
            changed[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            #expect(SealedDocument(changed)?.seal == nil || !verifier.report(changed).faults.isEmpty, "byte \(place)")
        }
    }

    @Test("他の鍵で封印し直した書類は、証明書が違うと分かる")
    func otherKey() throws {
        let made = try SealKey.make(town: "別の市", at: Instant(milliseconds: 1_775_000_000_000))
        let other = try SealKey(certificate: made.certificate, key: made.key)
        let content = try Paper.pdf(["山田"])
        let bytes = try DocumentSealer(other, Paper.renderer.get()).sealed(content, SealTests.order([]))
        let report = try Paper.verifier.get().report(bytes, certificate: SealTests.key.get().fingerprint)
        #expect(report.faults == [.foreignSeal(fingerprint: other.fingerprint)])
    }

    @Test("封印済みの書類や、よその PDF、組でない鍵は封印に使えない")
    func refusals() throws {
        let content = try Paper.pdf(["山田"])
        let sealed = try SealTests.sealed(content)
        let sealer = try DocumentSealer(SealTests.key.get(), Paper.renderer.get())
        #expect(throws: SealFault.content) { try sealer.sealed(sealed, SealTests.order([])) }
        #expect(throws: SealFault.content) { try sealer.sealed(Array("%PDF-1.7".utf8), SealTests.order([])) }
        var outside = SealTests.writing
        outside.page = 1
        #expect(throws: SealFault.area) { try sealer.sealed(content, SealTests.order([outside])) }
        let one = try SealKey.make(town: "甲", at: Instant(milliseconds: 0))
        let two = try SealKey.make(town: "乙", at: Instant(milliseconds: 0))
        #expect(throws: SealFault.key) { try SealKey(certificate: one.certificate, key: two.key) }
        #expect(throws: SealFault.certificate) { try SealKey(certificate: "", key: two.key) }
    }
}

/// A picture of `pdftoppm -gray`.
struct GrayImage {
    let width: Int
    let height: Int
    let pixels: ArraySlice<UInt8>

    init?(_ bytes: [UInt8]) {
        var numbers: [Int] = []
        var place = 2
        while numbers.count < 3, place < bytes.count {
            while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
            var number = 0
            while place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).wholeNumberValue {
                number = number * 10 + digit
                place += 1
            }
            numbers.append(number)
        }
        guard bytes.starts(with: Array("P5".utf8)), numbers.count == 3 else { return nil }
        (width, height) = (numbers[0], numbers[1])
        pixels = bytes[(place + 1)...]
    }

    func darkest(x: ClosedRange<Int>, y: ClosedRange<Int>) -> UInt8 {
        y.flatMap { row in x.map { pixels[pixels.startIndex + row * width + $0] } }.min() ?? 255
    }
}
