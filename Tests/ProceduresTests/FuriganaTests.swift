import Madoguchi
import Testing

@Suite("来庁者画面のふりがな")
struct FuriganaTests {
    @Test("来庁者に見せる文言のどの漢字にも、読みがある", arguments: Towns.allCases)
    func everyWordHasAReading(town: Towns) throws {
        let catalogue = try town.catalogue()
        let readings = catalogue.readings
        #expect(readings.count > 200)
        let shown = (catalogue.texts["ja"] ?? [:]).filter { key, _ in
            ["ask.", "why.", "answer.", "panel."].contains { key.hasPrefix($0) }
        }
        #expect(shown.count > 200)
        let unread = shown.sorted { $0.key < $1.key }.compactMap { key, text -> String? in
            let rest = FuriganaTests.unread(in: text, readings.map(\.word))
            return rest.isEmpty ? nil : "\(key): \(rest)"
        }
        #expect(unread == [])
    }

    @Test("読みはひらがなだけで、両市で同じ", arguments: Towns.allCases)
    func readingsAreHiragana(town: Towns) throws {
        let catalogue = try town.catalogue()
        for (word, reading) in catalogue.readings {
            let isKana = reading.unicodeScalars.allSatisfy {
                (0x3041...0x3096).contains($0.value) || $0.value == 0x30FC
            }
            #expect(isKana && !reading.isEmpty, "\(word): \(reading)")
        }
        #expect(catalogue.readings.first { $0.word == "届出" }?.reading == "とどけで")
        #expect(catalogue.readings.first { $0.word == "#人" }?.reading == "にん")
    }

    @Test("読みのない漢字は見つかる")
    func findsAGap() {
        #expect(FuriganaTests.unread(in: "新しい住所は、どこですか。", ["新", "住所"]) == "")
        #expect(FuriganaTests.unread(in: "新しい住所は、何丁目ですか。", ["新", "住所"]) == "何丁目")
        #expect(FuriganaTests.unread(in: "{氏名}さんの学校", ["学校"]) == "")
    }

    /// What no word covers when the longest word goes first; names in braces are the case's own.
    private static func unread(in text: String, _ words: [String]) -> String {
        let known = Set(words.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 })
        let longest = known.map(\.count).max() ?? 0
        let plain = text.replacing(/\{[^}]*\}/, with: "")
        var rest = Substring(plain)
        var unread = ""
        while let first = rest.first {
            let size = (1...max(1, longest)).reversed().first { known.contains(String(rest.prefix($0))) }
            if size == nil, isHan(first) { unread.append(first) }
            rest = rest.dropFirst(isHan(first) ? size ?? 1 : 1)
        }
        return unread
    }

    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) || "々ヶ".unicodeScalars.contains($0) }
    }
}
