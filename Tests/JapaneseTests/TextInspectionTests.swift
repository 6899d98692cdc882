import Testing

@testable import Japanese

@Suite("文字の検査")
struct TextInspectionTests {
    @Test("正しい氏名は何も言われない", arguments: ["山田　太郎", "渡邉\u{E0108}", "𠮷田", "\u{FA19}", "O'BRIEN", "Nguyễn", "\u{100000}"])
    func accepts(text: String) {
        #expect(TextInspection.inspect(text, source: .entry).findings.isEmpty)
    }

    @Test(
        "入力では断り、台帳では残すもの",
        arguments: [
            ("山\u{202E}田", TextInspection.Kind.bidi), ("山\u{200B}田", .zeroWidth), ("\u{FEFF}山", .zeroWidth),
            ("\u{E0100}山", .loneSelector), ("あ\u{FE00}", .loneSelector), ("辻\u{E0102}\u{E0103}", .loneSelector),
            ("山\n田", .lineBreak), ("山\u{FFFD}", .replacement), ("山\u{2028}", .lineBreak),
        ]
    )
    func refusedAtEntry(text: String, kind: TextInspection.Kind) throws {
        let entry = TextInspection.inspect(text, source: .entry)
        #expect(entry.findings.map(\.kind) == [kind])
        #expect(!entry.isAccepted)
        #expect(try #require(entry.sentences.first).contains("文字目"))
        #expect(TextInspection.inspect(text, source: .register).isAccepted)
        #expect(TextInspection.inspect(text, source: .register).findings.count == 1)
    }

    @Test(
        "どこから来ても断るもの",
        arguments: ["山\u{0}田", "\u{1B}[0m", noncharacter(0xFFFF), noncharacter(0xFDD0), "\u{85}\u{7F}"]
    )
    func refusedAlways(text: String) {
        #expect(!TextInspection.inspect(text, source: .register).isAccepted)
    }

    @Test("1万文字の氏名は断る")
    func tooLong() {
        let inspection = TextInspection.inspect(String(repeating: "山", count: 10_000), source: .register)
        #expect(inspection.findings.map(\.kind) == [.tooLong])
        #expect(!inspection.isAccepted)
    }

    @Test("外字は断らずに知らせる")
    func privateUse() {
        let inspection = TextInspection.inspect("\u{E000}田", source: .entry)
        #expect(inspection.isAccepted)
        #expect(inspection.findings.map(\.kind) == [.privateUse])
    }

    @Test("改行を許す欄では改行を断らない")
    func lineBreaks() {
        #expect(TextInspection.inspect("一行\r\n二行", source: .entry, allowsLineBreaks: true).isAccepted)
    }

    @Test("文字として読めないバイトは、その場所を言う")
    func bytes() throws {
        #expect(
            try ByteDecoding.utf8(Array("神\u{FA19}辻\u{E0102}".utf8)).get().utf8.elementsEqual(
                "神\u{FA19}辻\u{E0102}".utf8
            )
        )
        let faults: [([UInt8], Int)] = [
            ([0x41, 0xED, 0xA0, 0x80], 1), ([0xC0, 0x80], 0), ([0x41, 0x42, 0xE3, 0x81], 2),
            ([0xF4, 0x90, 0x80, 0x80], 0),
        ]
        for (bytes, offset) in faults {
            #expect(ByteDecoding.utf8(bytes) == .failure(.init(offset: offset)))
        }
        #expect(try ByteDecoding.utf16([0xD8, 0x42, 0xDF, 0xB7], bigEndian: true).get() == "𠮷")
        #expect(
            ByteDecoding.utf16([0x42, 0x00, 0x42, 0xD8, 0x41, 0x00], bigEndian: false) == .failure(.init(offset: 2))
        )
        #expect(ByteDecoding.utf16([0x42], bigEndian: false) == .failure(.init(offset: 0)))
    }
}

/// Swift has no literal for these.
private func noncharacter(_ value: UInt32) -> String {
    Unicode.Scalar(value).map { String(Character($0)) } ?? ""
}
