import Foundation
import Testing
import TestSeed

@testable import Japanese

@Suite("登録文字")
struct RegisteredTextTests {
    @Test("Swiftが同じとみなす文字も、登録文字としては別の文字")
    func compares() {
        let pairs = [("神", "\u{FA19}"), ("塚", "\u{FA10}"), ("が", "か\u{3099}"), ("Å", "\u{212B}"), ("辻", "辻\u{E0102}")]
        for (left, right) in pairs {
            #expect(RegisteredText(left) != RegisteredText(right))
            #expect(Set([RegisteredText(left), RegisteredText(right)]).count == 2)
        }
        #expect(RegisteredText("辻\u{E0102}") == RegisteredText("辻\u{E0102}"))
    }

    @Test("長さは、何を数えるかで違う")
    func lengths() {
        let text: RegisteredText = "葛\u{E0102}城𠮷"
        #expect(text.characterCount == 3)
        #expect(text.utf16Count == 6)
        #expect(text.byteCount == 3 + 4 + 3 + 4)
        #expect(text.contains(base: "葛"))
        #expect(!text.contains(base: "神"))
    }

    @Test("文字に分けてつなぐと元に戻る。迷子のセレクタも落とさない")
    func characters() {
        var generator = SeededGenerator(seed: 21)
        let alphabet: [Unicode.Scalar] = [
            "葛", "\u{E0100}", "\u{E0102}", "\u{FE00}", "a", "𠮷", "\u{FA19}", "\u{100000}", "\u{3099}",
        ]
        var wrong = 0
        for _ in 0..<fuzzRounds {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                view.append(alphabet.randomElement(using: &generator) ?? "a")
            }
            let text = RegisteredText(String(view))
            let joined = text.characters.map(\.text.string.unicodeScalars).reduce(into: String.UnicodeScalarView()) {
                $0 += $1
            }
            if RegisteredText(String(joined)) != text { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("JSONに書いて読むと1バイトも変わらない")
    func json() throws {
        let texts: [RegisteredText] = ["神\u{FA19}", "葛\u{E0102}", "𠮷\u{100000}\u{E000}", "\u{301}\u{200D}"]
        #expect(try JSONDecoder().decode([RegisteredText].self, from: JSONEncoder().encode(texts)) == texts)
    }
}
