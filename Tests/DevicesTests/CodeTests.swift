import Foundation
import Japanese
import Madoguchi
import Rules
import Testing

@testable import Devices

let exampleTown = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("municipalities/example-shi")

/// SplitMix64, so that what fails fails again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("転出証明書の二次元コード")
struct CodeReaderTests {
    private let sample: [UInt8]
    private let reader: CodeReader

    init() throws {
        sample = Array(try Data(contentsOf: exampleTown.appendingPathComponent("samples/tenshutsu-maebashi.txt")))
        reader = CodeReader(profiles: try PayloadProfileReader.readAll(municipality: exampleTown))
    }

    private func value(_ item: ItemID, _ person: IdentityReading.Person) -> FactValue? {
        person.fields.first { $0.item == item }?.value
    }

    @Test("前橋市から来る家族5人が読める。辻(U+8FBB U+E0102)と𠮷は一字もこわれない")
    func family() throws {
        let reading = try reader.reading(of: sample)
        #expect(reading.source == .code)
        #expect(reading.document == "転出証明書")
        let visit = Dictionary(uniqueKeysWithValues: reading.visit.map { ($0.item, $0.value) })
        #expect(visit[.event] == .choice("転入"))
        #expect(visit[.oldMunicipality] == .text("102016"))
        #expect(visit[.oldArea] == .choice("県内"))
        #expect(visit[.oldHead] == .text("辻\u{E0102}　大輔"))
        #expect(visit[.plannedMoveDate] == CivilDate(iso: "2026-11-20").map { .date($0) })
        #expect(reading.people.count == 5)
        let names = reading.people.map { value(.name, $0) }
        #expect(
            names == [
                .text("辻\u{E0102}　大輔"), .text("辻\u{E0102}　彩"), .text("辻\u{E0102}　湊"), .text("辻\u{E0102}　紬"),
                .text("𠮷田　文子"),
            ]
        )
        #expect(value(.formerName, reading.people[1]) == .text("𠮷田"))
        let today = try #require(CivilDate(iso: "2026-11-23"))
        let ages = reading.people.map { person -> Int? in
            guard case .date(let birth) = value(.birthDate, person) else { return nil }
            return Age.age(bornOn: birth, on: today)
        }
        #expect(ages == [38, 36, 8, 2, 79])
        #expect(reading.people.map { value(.sex, $0) } == ["男", "女", "男", "女", "女"].map { .choice($0) })
        #expect(value(.careLevel, reading.people[4]) == .choice("要介護2"))
        #expect(value(.healthInsurance, reading.people[4]) == .choice("後期高齢者医療"))
        #expect(value(.childAllowance, reading.people[2]) == .flag(true))
        #expect(value(.birthText, reading.people[4]) == .text("昭和22年9月3日"))
        #expect(reading.people.allSatisfy { value(.moves, $0) == .flag(true) })
        #expect(value(.nationality, reading.people[0]) == nil)
    }

    @Test("読取機が付ける印があっても同じに読める")
    func decorations() throws {
        let plain = try reader.reading(of: sample)
        let trimmed = Array(sample.dropLast())
        for bytes in [
            Array("]Q1".utf8) + sample, sample + [0x0D, 0x0A], sample + [0x09], trimmed, trimmed + [0x0D],
            Array("]Q2\\000026".utf8) + doubled(sample), [0x02] + sample + [0x04],
            sample.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] },
        ] {
            // Line ends inside the content count in the check value, so a reader may not change those.
            let changesContent = bytes.count > sample.count + 4 && !bytes.starts(with: Array("]Q".utf8))
            if changesContent {
                #expect(throws: CodeError.damaged) { try reader.reading(of: bytes) }
            } else {
                #expect(try reader.reading(of: bytes) == plain)
            }
        }
    }

    private func doubled(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { $0 == UInt8(ascii: "\\") ? [$0, $0] : [$0] }
    }

    @Test("ECI の印があるとき、二重の円記号は一つに戻る")
    func backslashes() throws {
        let raw = Array("\\000026a\\\\b\\\\\\\\c".utf8)
        #expect(try PayloadBytes.cleaned(raw) == Array("a\\b\\\\c".utf8))
        #expect(try PayloadBytes.cleaned(Array("a\\\\b".utf8)) == Array("a\\\\b".utf8))
    }

    @Test("半分のコードは、どこで切れても受け付けない")
    func half() {
        for length in 0..<sample.count - 1 {
            let part = sample.prefix(length)
            let error = #expect(throws: CodeError.self, "\(length)") { try reader.reading(of: part) }
            // Of the first letters alone nobody can say what they were.
            let expected: CodeError = length == 0 ? .empty : (length < 10 ? .unknown : .incomplete)
            #expect(error == expected, "\(length)")
        }
    }

    @Test("一字でも違えば検査値が合わない。知らないコードはそう言う")
    func damagedAndUnknown() {
        var changed = sample
        if let place = changed.firstIndex(of: UInt8(ascii: "8")) { changed[place] = UInt8(ascii: "9") }
        #expect(throws: CodeError.damaged) { try reader.reading(of: changed) }
        for text in ["", "MG1", "https://example.jp/", "1,2,3", "TENSHUTSUX,1"] {
            #expect(throws: CodeError.self) { try reader.reading(of: Array(text.utf8)) }
        }
        #expect(throws: CodeError.unknown) { try reader.reading(of: Array("https://example.jp/".utf8)) }
        #expect(throws: CodeError.unknown) {
            try reader.reading(of: Array("TENSHUTSU,2,102016,前橋市,20261116,5\nT,00000000\n".utf8))
        }
        #expect(throws: CodeError.tooLarge) { try reader.reading(of: [UInt8](repeating: 0x41, count: 70_000)) }
    }

    @Test("CP932 のコードも読める")
    func cp932() throws {
        var text = "TENSHUTSU,1,102016,前橋市,20261116,1\nH,,前橋市大手町,,髙﨑　進,,,\n"
        text += "P,髙﨑　進,タカサキ　ススム,,,19550229,昭和30年2月29日,1,世帯主,,,1,,,,,,,\n"
        var bytes = Array(Data(try CP932.encode(text).get()))
        bytes += Array("T,\(hexadecimal(cyclicCheck(bytes)))\n".utf8)
        let reading = try reader.reading(of: bytes)
        #expect(value(.name, reading.people[0]) == .text("髙﨑　進"))
        // 2月29日 of a common year: the register's wording stays, a calendar day is not made up.
        #expect(value(.birthText, reading.people[0]) == .text("昭和30年2月29日"))
        #expect(value(.birthDate, reading.people[0]) == nil)
    }

    @Test("どの失敗にも、何が起きてどうするかの文がある")
    func sentences() {
        let errors: [CodeError] = [
            .empty, .incomplete, .otherSet, .badPart, .damaged, .unknown, .unreadableText, .wrongRecord(2),
            .wrongField(3, "生年月日"), .tooLarge, .noCodeInImage, .unreadableImage, .workerFailed,
        ]
        #expect(Set(errors.map(\.sentence)).count == errors.count)
        #expect(errors.allSatisfy { $0.sentence.hasSuffix("ください。") })
    }

    @Test("でたらめに壊しても落ちず、間違った人を作らない(乱数の種つき)", arguments: 1...300)
    func fuzz(seed: UInt64) {
        var random = Seeded(state: seed)
        var bytes = sample
        for _ in 0...Int(random.next() % 4) where !bytes.isEmpty {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        var collector = CodeCollector()
        _ = try? collector.add(bytes)
        // The check value covers every byte of the content: whatever is still read is the same family.
        if let reading = try? reader.reading(of: bytes) { #expect(reading == (try? reader.reading(of: sample))) }
    }
}

@Suite("読取形式の定義")
struct PayloadProfileTests {
    @Test("間違いは場所つきで分かる")
    func mistakes() throws {
        let text = """
            payload: x
            encodings: [latin]
            records:
              - mark: A
                role: king
              - mark: A
                role: person
                fields:
                  - { type: wish }
            """
        let found = #expect(throws: Diagnostics.self) { try PayloadProfileReader.read(text, file: "x.yaml") }
        let all = try #require(found).all
        for line in [2, 4, 9] { #expect(all.contains { $0.line == line }, "\(line)") }
        #expect(all.contains { $0.message.contains("同じ mark") })
        for text in ["", "- 1", "a: ["] {
            #expect(throws: Diagnostics.self) { try PayloadProfileReader.read(text, file: "x.yaml") }
        }
    }
}
