import Foundation
import Testing
import TestSeed

@testable import Japanese

@Suite("文字表（IPAmj明朝）")
struct CharacterTableTests {
    private func table() throws -> CharacterTable {
        try #require(InstalledFont.table, "fonts-ipamj-mincho が入っていません")
    }

    private func sequence(_ text: String) throws -> CharacterSequence {
        let all = CharacterSequence.all(in: RegisteredText(text))
        return try #require(all.count == 1 ? all[0] : nil)
    }

    @Test(
        "文字情報一覧表にある文字と図形名が対応する",
        arguments: [
            ("葛\u{E0102}", "MJ022335"), ("葛", "MJ022336"), ("辻\u{E0102}", "MJ025760"), ("辻\u{E0103}", "MJ025761"),
        ]
    )
    func names(text: String, name: String) throws {
        let table = try table()
        let sequence = try sequence(text)
        #expect(table.name(of: sequence)?.description == name)
        #expect(table.sequences(of: try #require(MJName(name))).contains(sequence))
    }

    @Test("フォントの版005.01は54,578の符号位置と11,474の異体字を持つ")
    func counts() throws {
        let font = try #require(InstalledFont.characters)
        #expect(font.version.contains("005.01"))
        #expect(font.glyphs.count == 54_578)
        #expect(font.sequences.count == 11_474)
        #expect(font.names.filter { MJName($0) != nil }.count == 59_161)
        #expect(try table().shown.count == 54_578 + 11_474)
    }

    @Test("図形名のない文字が34、どの文字も図形名から元の並びに戻る")
    func everyNameLeadsBack() throws {
        let table = try table()
        let names = try #require(InstalledFont.characters).names.compactMap { MJName($0) }
        #expect(names.filter { table.sequences(of: $0).isEmpty }.count == 34)
        #expect(try #require(InstalledFont.characters).namesWithoutSequence.count == 34)
        let wrong = table.shown.filter { sequence in
            guard let name = table.name(of: sequence) else { return false }
            return !table.sequences(of: name).contains(sequence)
        }
        #expect(wrong.isEmpty)
    }

    @Test("小さなファイルに収まり、読み戻すと同じになる")
    func compactFile() throws {
        let table = try table()
        let bytes = table.bytes
        #expect(bytes.count < 1_000_000)
        let again = try #require(CharacterTable(bytes: bytes))
        #expect(again.bytes == bytes)
        #expect(again.source == table.source)
        #expect(CharacterTable(bytes: Array(bytes.dropLast())) == nil)
        #expect(CharacterTable(bytes: bytes + [0]) == nil)
        #expect(CharacterTable(bytes: []) == nil)
        var swapped = bytes
        swapped.swapAt(bytes.count - 1, bytes.count - 9)
        swapped.swapAt(bytes.count - 2, bytes.count - 10)
        swapped.swapAt(bytes.count - 3, bytes.count - 11)
        swapped.swapAt(bytes.count - 4, bytes.count - 12)
        #expect(CharacterTable(bytes: swapped) == nil)
    }

    @Test("一覧はMJ文字図形名・符号位置・異体字セレクタのタブ区切り")
    func tabSeparated() throws {
        let lines = try table().tabSeparated.split(separator: "\n")
        #expect(lines.contains("MJ022335\tU+845B\tU+E0102"))
        #expect(lines.contains("MJ022336\tU+845B\t"))
        #expect(lines.count == 52_892 + 11_382 || lines.count > 60_000)
    }

    @Test("異体字の並びがどの集まりのものかを答える")
    func collections() throws {
        let table = try table()
        #expect(table.collection(of: try sequence("葛\u{E0102}")) == .mojiJoho)
        #expect(table.collection(of: try sequence("葛\u{E0100}")) == .unknown)
        #expect(table.collection(of: try sequence("山")) == .plain)
        #expect(table.collection(of: try sequence("\u{100000}")) == .privateUse)
        #expect(table.collection(of: try sequence("\u{E000}")) == .privateUse)
        #expect(table.isShown(try sequence("葛\u{E0100}")) == false)
        #expect(table.shapes(of: "邉").count == 17)
        #expect(table.shapes(of: "邊").count == 12)
    }

    @Test("Adobe-Japan1のフォントを渡せば、その異体字と分かる")
    func adobe() throws {
        let font = try #require(InstalledFont.characters)
        let adobe = try FontCharacters(TinyFont.bytes(sequences: [(0x845B, 0xE0100), (0x845B, 0xE0102)]))
        let table = CharacterTable(font: font, adobe: adobe)
        #expect(table.collection(of: try sequence("葛\u{E0100}")) == .adobeJapan1)
        #expect(table.collection(of: try sequence("葛\u{E0102}")) == .mojiJoho)
        #expect(!table.isShown(try sequence("葛\u{E0100}")))
    }

    @Test("フォントの集まり（ttc）からも読める")
    func collectionFile() throws {
        let bytes = TinyFont.bytes(sequences: [(0x845B, 0xE0100)], isInCollection: true)
        #expect(try FontCharacters(bytes).glyphs == [0x845B: 1])
        #expect(try FontCharacters(bytes).sequences.count == 1)
        #expect(throws: FontCharacters.Fault.self) { try FontCharacters(bytes, face: 1) }
    }

    @Test("同じ範囲を何度も並べて読み手を止めようとするフォントは断る")
    func repeatedGroups() {
        let bytes = TinyFont.bytes(codes: [UInt32](repeating: 0x20, count: 50))
        #expect(throws: FontCharacters.Fault.self) { try FontCharacters(bytes) }
    }

    @Test("行政事務標準文字の面16の符号位置は、フォントがあれば表示でき、文字はそのまま通る")
    func planeSixteen() throws {
        let font = try FontCharacters(TinyFont.bytes(codes: [0x100000, 0x10FECB], prefix: "GJ"))
        let table = CharacterTable(font: font)
        #expect(table.name(of: try sequence("\u{10FECB}"))?.description == "GJ000002")
        #expect(table.sequences(of: try #require(MJName("GJ000001"))).map(\.notation) == ["U+100000"])
        #expect(table.sequences(of: try #require(MJName("MJ000001"))).isEmpty)
        #expect(CharacterEscape.unescape("{GJ000002}", table: table).text == "\u{10FECB}")
        #expect(CharacterTable(bytes: table.bytes)?.tabSeparated == "GJ000001\tU+100000\t\nGJ000002\tU+10FECB\t\n")
        #expect(table.isShown(try sequence("\u{100000}")))
        #expect(table.isShown(try sequence("\u{10FECB}")))
        #expect(try sequence("\u{10FECB}").text == "\u{10FECB}")
    }

    @Test("書ける図形名は59,127、うち異体字セレクタでしか書けないものは6,235")
    func coverage() throws {
        let coverage = try table().coverage
        #expect(coverage.named == 59_127)
        #expect(coverage.bySelectorOnly == 6_235)
    }

    @Test("壊れたフォントは断る")
    func broken() throws {
        let whole = TinyFont.bytes(codes: [0x845B], sequences: [(0x845B, 0xE0100)])
        for length in 0..<whole.count {
            _ = try? FontCharacters(Array(whole.prefix(length)))
        }
        #expect(throws: FontCharacters.Fault.self) { try FontCharacters([]) }
        #expect(throws: FontCharacters.Fault.self) { try FontCharacters(Array(whole.prefix(40))) }
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<fuzzRounds {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try? FontCharacters(bytes)
        }
    }

    @Test("全文字と全異体字が、保存・通信・書き出しの境界で1バイトも変わらない")
    func everyBoundary() throws {
        let table = try table()
        let texts =
            table.shown.map(\.text)
            + [UInt32](0x100000...0x1024FF).compactMap(Unicode.Scalar.init).map {
                RegisteredText(String(Character($0)))
            }
        #expect(Set(texts).count == texts.count)
        let json = try JSONDecoder().decode([RegisteredText].self, from: JSONEncoder().encode(texts))
        #expect(json == texts)
        let rows = texts.map { "\"\($0.string.replacingQuotes())\"" }.joined(separator: "\r\n")
        let lines = Array(rows.utf8).split(separator: 0x0D).map { Array($0.drop { $0 == 0x0A }.dropFirst().dropLast()) }
        #expect(lines.count == texts.count)
        #expect(zip(lines, texts).allSatisfy { line, text in line.elementsEqual(text.string.replacingQuotes().utf8) })
        let wrong = texts.filter { text in
            let units = text.string.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let back = try? ByteDecoding.utf16(units, bigEndian: true).get()
            let again = try? ByteDecoding.utf8(Array(text.string.utf8)).get()
            return back.map { RegisteredText($0) } != text || again.map { RegisteredText($0) } != text
        }
        #expect(wrong.isEmpty)
    }

    @Test("書き表しは必ず元の文字に戻る")
    func escapes() throws {
        let table = try table()
        let wrong = table.shown.filter { sequence in
            let escaped = CharacterEscape.escape(sequence.text, table: table) { _ in true }
            let back = CharacterEscape.unescape(escaped, table: table)
            return back.text != sequence.text || back.unknown != 0 || !escaped.utf8.allSatisfy { $0 < 0x80 }
        }
        #expect(wrong.isEmpty)
        func escaped(_ text: String) -> String {
            CharacterEscape.escape(RegisteredText(text), table: table) { $0.base.value > 0x7F }
        }
        #expect(escaped("葛\u{E0102}A") == "{MJ022335}A")
        #expect(escaped("{U+0041}") == "{U+007B}U+0041}")
        #expect(CharacterEscape.unescape("{U+007B}U+0041}", table: table).text == "{U+0041}")
        #expect(CharacterEscape.unescape("{MJ999999}", table: table).unknown == 1)
        #expect(CharacterEscape.unescape("{MJ999999}", table: table).text == "{MJ999999}")
        #expect(CharacterEscape.unescape("{U+D800}").unknown == 1)
        #expect(CharacterEscape.unescape("{a{b").text == "{a{b")
    }
}

extension String {
    fileprivate func replacingQuotes() -> String {
        String(String.UnicodeScalarView(unicodeScalars.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }))
    }
}
