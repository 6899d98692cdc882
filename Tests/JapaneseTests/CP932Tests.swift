import Foundation
import Testing
import TestSeed

@testable import Japanese

@Suite("CP932と縮退")
struct CP932Tests {
    @Test("符号化は、単独の文字についてFoundationの変換と同じ")
    func agreesWithFoundation() throws {
        var wrong: [String] = []
        let aliases = Set(LegacyTables.aliases.map(\.unicode))
        for value in UInt32(0x80)...0xFFFD where !aliases.contains(value) && !(0xE000...0xF8FF).contains(value) {
            guard let scalar = Unicode.Scalar(value), value > 0x9F, value != 0xA5, value != 0x203E else { continue }
            let text = String(Character(scalar))
            let mine = try? CP932.encode(text).get()
            let theirs = text.data(using: .shiftJIS).map { [UInt8]($0) }
            // Foundation answers an empty text for what it holds to be invisible, where this encoder answers a fault.
            if mine != theirs, !(mine == nil && theirs == []) {
                wrong.append("\(hexadecimal(value)) \(mine ?? []) \(theirs ?? [])")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(20))")
    }

    @Test(
        "Windowsと同じ符号になる",
        arguments: [
            ("髙", [0xFB, 0xFC]), ("﨑", [0xFA, 0xB1]), ("①", [0x87, 0x40]), ("～", [0x81, 0x60]), ("〜", [0x81, 0x60]),
            ("－", [0x81, 0x7C]), ("−", [0x81, 0x7C]), ("ｱ", [0xB1]), ("A", [0x41]), ("∵", [0x81, 0xE6]),
            ("Ⅰ", [0x87, 0x54]), ("ⅰ", [0xFA, 0x40]), ("￢", [0x81, 0xCA]), ("\u{E000}", [0xF0, 0x40]),
            ("纊", [0xFA, 0x5C]),
            ("表", [0x95, 0x5C]),
        ] as [(String, [UInt8])]
    )
    func encodes(text: String, bytes: [UInt8]) throws {
        #expect(try CP932.encode(text).get() == bytes)
    }

    @Test("ない文字は、その文字と場所を言う")
    func faults() {
        #expect(CP932.encode("山𠮷") == .failure(.init(position: 1, scalar: 0x20BB7)))
        #expect(CP932.encode("辻\u{E0102}") == .failure(.init(position: 1, scalar: 0xE0102)))
        #expect(CP932.encode("é") == .failure(.init(position: 0, scalar: 0xE9)))
        #expect(CP932.encode("") == .success([]))
        #expect(CP932.decode([0x41, 0x81]) == .failure(.init(position: 1, scalar: 0)))
        #expect(CP932.decode([0x82, 0xFF]) == .failure(.init(position: 0, scalar: 0)))
        #expect(CP932.decode([0xFF]) == .failure(.init(position: 0, scalar: 0)))
        #expect(CP932.decode([0x00]) == .success("\0"))
    }

    @Test("表にあるどの2バイトも、復号して符号化すると同じ文字の符号になる")
    func roundTrip() throws {
        var count = 0
        for lead in UInt8(0x81)...0xFC where !(0xA0...0xDF).contains(lead) {
            for trail in UInt8(0x40)...0xFC {
                guard let text = try? CP932.decode([lead, trail]).get() else { continue }
                count += 1
                let again = try CP932.encode(text).get()
                #expect(try CP932.decode(again).get().utf8.elementsEqual(text.utf8))
            }
        }
        #expect(count == 6879 + 83 + 374 + 388 + 1880)
    }

    @Test("文字集合の大きさは規格のとおり")
    func sizes() {
        #expect(LegacyTables.shared.standard.subtracting(LegacyTables.aliases.map(\.unicode)).count == 6879)
        #expect(LegacyTables.shared.addedPairs.count == 25)
        #expect(Repertoire.jisx0213.contains("𠮟"))
        #expect(!Repertoire.jisx0208.contains("髙"))
        #expect(Repertoire.cp932.contains("髙"))
        #expect(!Repertoire.cp932.contains("\u{E000}"))
        #expect(Repertoire.jisx0213.contains("か", "\u{309A}"))
    }

    @Test("IPAmj明朝の漢字のうちCP932に入るのは6,716、JIS X 0213に入るのは規格の10,050と仝")
    func repertoire() throws {
        let ideographs = try #require(InstalledFont.characters).glyphs.keys.compactMap(Unicode.Scalar.init).filter {
            (0x3400...0x9FFF).contains($0.value) || (0xF900...0xFAFF).contains($0.value)
                || (0x20000...0x3FFFF).contains($0.value)
        }
        #expect(ideographs.filter { Repertoire.cp932.contains($0) }.count == 6_716)
        #expect(ideographs.filter { Repertoire.jisx0213.contains($0) }.count == 10_050 + 1)
    }

    @Test(
        "縮退は置き換えた文字をすべて報告する",
        arguments: [
            ("髙橋", Repertoire.jisx0208, "高橋", [Degradation.Substitution.Kind.variant]),
            ("髙橋", .cp932, "髙橋", []), ("山﨑", .jisx0208, "山崎", [.variant]), ("𠮷田", .cp932, "吉田", [.variant]),
            ("辻\u{E0102}", .cp932, "辻", [.selector]), ("渡邉\u{E0108}", .jisx0208, "渡邉", [.selector]),
            ("\u{FA19}山", .jisx0208, "神山", [.variant]), ("𣘺本", .cp932, "橋本", [.variant]),
            ("濵田", .jisx0208, "浜田", [.variant]), ("\u{100000}田", .jisx0213, "〓田", [.unmapped]),
            ("José", .cp932, "Jose", [.variant]), ("澤", .cp932, "澤", []), ("か\u{309A}", .jisx0213, "か\u{309A}", []),
            ("Nguyễn", .jisx0208, "Nguyen", [.variant]), ("𠮷\u{E0100}", .cp932, "吉", [.variant]),
        ]
    )
    func degrades(text: String, set: Repertoire, result: String, kinds: [Degradation.Substitution.Kind]) {
        let degraded = Degradation.of(RegisteredText(text), to: set)
        #expect(RegisteredText(degraded.text) == RegisteredText(result))
        #expect(degraded.substitutions.map(\.kind) == kinds)
        #expect(degraded.needsEye == !kinds.isEmpty)
    }

    @Test("置き換えの報告は、場所と元の文字と先の文字")
    func report() throws {
        let degraded = Degradation.of("山\u{FA19}辻\u{E0102}", to: .jisx0208)
        #expect(degraded.substitutions.map(\.position) == [1, 2])
        #expect(degraded.substitutions.map(\.from) == ["\u{FA19}", "辻\u{E0102}"])
        #expect(degraded.substitutions.map(\.to) == ["神", "辻"])
        let escaped = Degradation.of(
            "葛\u{E0102}𡈽\u{100000}",
            to: .cp932,
            replacement: .escape,
            table: InstalledFont.table
        )
        #expect(escaped.text == "葛土{U+100000}")
        #expect(Degradation.of("𡈽", to: .cp932, shapes: [0x2123D: 0x571F]).text == "土")
    }

    @Test("でたらめな2万件の文字列を縮退しても止まらず、結果は必ず符号化できる")
    func fuzz() {
        var generator = SeededGenerator(seed: 932)
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x24F, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xE000...0xF8FF, 0xF900...0xFFFD,
            0x20000...0x2FA1F, 0xE0100...0xE01EF, 0x100000...0x10FFFD, 0x1B000...0x1B2FF, 0xFE00...0xFE0F,
        ]
        var wrong: [[UInt32]] = []
        for _ in 0..<fuzzRounds {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...10, using: &generator) {
                let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { view.append(scalar) }
            }
            let text = RegisteredText(String(view))
            let degraded = Degradation.of(text, to: .cp932, replacement: .escape, table: InstalledFont.table)
            if (try? CP932.encode(degraded.text).get()) == nil { wrong.append(view.map(\.value)) }
            let escaped = CharacterEscape.escape(text, table: InstalledFont.table) { $0.base.value > 0xFF }
            if CharacterEscape.unescape(escaped, table: InstalledFont.table).text != text {
                wrong.append(view.map(\.value))
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("でたらめなバイト列を読んでも止まらない")
    func fuzzBytes() {
        var generator = SeededGenerator(seed: 8)
        var failures = 0
        for _ in 0..<fuzzRounds {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            if case .failure(let fault) = CP932.decode(bytes) {
                failures += 1
                #expect(fault.position < bytes.count)
            }
            if case .failure(let fault) = ByteDecoding.utf8(bytes) { #expect(fault.offset < bytes.count) }
            if case .failure(let fault) = ByteDecoding.utf16(bytes, bigEndian: true) {
                #expect(fault.offset < bytes.count)
            }
        }
        #expect(failures > 0)
    }
}
