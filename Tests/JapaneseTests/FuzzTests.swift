import Testing
import TestSeed

@testable import Japanese

/// Every reader of text meets letters that no one would send on purpose; `make soak` gives each a million of them.
@Suite("でたらめな文字")
struct FuzzTests {
    private static let alphabet: [ClosedRange<UInt32>] = [
        0x0...0x7F, 0x20...0x7E, 0x80...0x24F, 0x300...0x36F, 0x2000...0x206F, 0x2E80...0x2FDF, 0x3000...0x30FF,
        0x3099...0x309C,
        0x31F0...0x31FF, 0x4E00...0x9FFF, 0xE000...0xF8FF, 0xF900...0xFAFF, 0xFE00...0xFE0F, 0xFF00...0xFFFF,
        0x1B000...0x1B170,
        0x20000...0x2A6DF, 0x2F800...0x2FA1D, 0xE0100...0xE01EF, 0xF0000...0x10FFFF, 0x7B...0x7D, 0x30...0x39,
    ]

    private func text(_ generator: inout SeededGenerator, _ most: Int = 16) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...most, using: &generator) {
            let range = FuzzTests.alphabet.randomElement(using: &generator) ?? 0x20...0x7E
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { view.append(scalar) }
        }
        return String(view)
    }

    private func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    @Test("縮退の結果はどれもその文字集合で書け、報告の場所は文字の中にある", arguments: Repertoire.allCases)
    func degradation(set: Repertoire) {
        var generator = SeededGenerator(seed: 31)
        var wrong: [String] = []
        for _ in 0..<fuzzRounds {
            let text = text(&generator)
            let result = Degradation.of(RegisteredText(text), to: set)
            let scalars = Array(result.text.unicodeScalars)
            let fits = scalars.indices.allSatisfy { index in
                set.contains(scalars[index]) || (index > 0 && set.contains(scalars[index - 1], scalars[index]))
            }
            let count = text.unicodeScalars.count
            let isPlaced = result.substitutions.allSatisfy {
                (0..<max(count, 1)).contains($0.position) && $0.from != $0.to
            }
            let isTold = result.needsEye != same(result.text, text)
            if !fits || !isPlaced || !isTold { wrong.append(text) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3).map { $0.unicodeScalars.map { String($0.value, radix: 16) } })")
    }

    @Test("書き表しはいつも元に戻り、CP932は書けた文字を読み戻す")
    func escapesAndBytes() {
        var generator = SeededGenerator(seed: 32)
        var wrong: [String] = []
        for _ in 0..<fuzzRounds {
            let text = text(&generator)
            let escaped = CharacterEscape.escape(RegisteredText(text)) { $0.base.value > 0x7F || $0.selector != nil }
            if !same(CharacterEscape.unescape(escaped).text.string, text) { wrong.append(text) }
            _ = CharacterEscape.unescape(text)
            if case .success(let bytes) = CP932.encode(text) {
                let isAlias = text.unicodeScalars.contains { scalar in
                    LegacyTables.aliases.contains { $0.unicode == scalar.value }
                }
                let back = try? CP932.decode(bytes).get()
                if !isAlias, !same(back ?? "", text) { wrong.append(text) }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3).map { $0.unicodeScalars.map { String($0.value, radix: 16) } })")
    }

    @Test("でたらめなバイト列は、読めるか、場所を言って断るかのどちらか")
    func bytes() {
        var generator = SeededGenerator(seed: 33)
        var wrong = 0
        for _ in 0..<fuzzRounds {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            switch CP932.decode(bytes) {
            case .success(let text): if text.isEmpty != bytes.isEmpty { wrong += 1 }
            case .failure(let fault): if !bytes.indices.contains(fault.position) { wrong += 1 }
            }
            switch ByteDecoding.utf8(bytes) {
            case .success(let text): if !text.utf8.elementsEqual(bytes) { wrong += 1 }
            case .failure(let fault): if !(0...bytes.count).contains(fault.offset) { wrong += 1 }
            }
            for bigEndian in [true, false] {
                guard case .success(let text) = ByteDecoding.utf16(bytes, bigEndian: bigEndian) else { continue }
                let back = text.utf16.flatMap { unit in
                    bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
                }
                if back != bytes { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test("検査・住所・番号・外字の表・パレットの欄は、何を入れても止まらない")
    func readers() {
        var generator = SeededGenerator(seed: 34)
        var wrong: [String] = []
        for _ in 0..<fuzzRounds {
            let text = text(&generator)
            let entry = TextInspection.inspect(text, source: .entry)
            let register = TextInspection.inspect(text, source: .register)
            // What a register may not hold nobody may type either.
            if entry.isAccepted, !register.isAccepted { wrong.append(text) }
            if (entry.sentences + register.sentences).contains(where: { !$0.hasSuffix("。") }) { wrong.append(text) }
            let key = AddressKey.of(RegisteredText(text))
            if key.utf8.last == UInt8(ascii: "-") { wrong.append(text) }
            _ = LotNumber(text)?.text(.lot)
            _ = (MunicipalityCode(text), IndividualNumber(text), DriverLicenceNumber(text), ResidenceCardNumber(text))
            _ = (InsurerNumber(text), AddresseeNumber.check(text), TownCode(text), MJName(text))
            let kana = Kana.fullWidth(text)
            if !same(Kana.hiragana(Kana.katakana(kana)), Kana.hiragana(kana)) { wrong.append(text) }
            _ = CharacterPalette.Query(strokes: text, radical: text, reading: text, similarTo: text)
            let rows = [ExternalCharacters.columns, [text, text, text, text], [text, "葛", "x", "2026-04-01"]]
            _ = ExternalCharacters.read(rows, table: nil).0.apply(to: RegisteredText(text), on: day("2026-11-23"))
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3).map { $0.unicodeScalars.map { String($0.value, radix: 16) } })")
    }
}
