import Documents
import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("画面のフォントの量")
struct FontBudgetTests {
    /// A family name that is half rare: a variant, a character outside JIS, and two that everybody has.
    private static func names(_ table: CharacterTable) -> [String] {
        let variants = table.shown.filter { $0.selector != nil && (0x4E00...0x9FFF).contains($0.base.value) }
        let rare = table.shown.filter { $0.selector == nil && $0.base.value >= 0x20000 }
        let known = CharacterSequence.all(in: RegisteredText("邉󠄈邊󠄀齋齊髙﨑𠮷辻󠄂葛󠄂祇󠄀榊󠄀芦󠄀濵濱嶋栁桒桧廣德藏冨晁曻")).filter(table.isShown)
        let common = Array("田山川井藤木村本中野原島上林太郎子美一二三花代正和".unicodeScalars)
        return (0..<50).map { row in
            var name = String.UnicodeScalarView()
            let first = row % 2 == 0 ? known[row / 2 % known.count] : variants[row * 7_919 % variants.count]
            name.append(contentsOf: first.text.string.unicodeScalars)
            name.append(rare[row * 104_729 % rare.count].base)
            for step in 0..<2 { name.append(common[(row * 3 + step * 7) % common.count]) }
            return String(name)
        }
    }

    @Test("珍しい字を含む50人の氏名のページでも、フォントは合わせて300KBまで")
    func fiftyRareNames() async throws {
        let office = try CounterDesk()
        let font = try FontCharacters([UInt8](try Data(contentsOf: URL(filePath: FontPaths().registered))))
        let names = Self.names(CharacterTable(font: font))
        let id = try await office.desk.open(.moveIn, by: CounterDesk.citizen)
        let people = names.map { name in
            IdentityReading.Person(fields: [IdentityReading.Field(.name, .text(RegisteredText(name)))])
        }
        let reading = IdentityReading(source: .code, document: "転出証明書", visit: [], people: people)
        _ = try await office.desk.take(reading, into: id, by: CounterDesk.citizen)
        let server = try await CounterServer(office, glyphs: CounterDesk.renderer.get().screenGlyphs)
        try await server.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            for name in names { #expect(page.unicodeScalars.contains(name.unicodeScalars)) }
            #expect(!page.contains("no-glyph"))
            let root = try #require(page.firstMatch(of: /data-glyphs="([^"]+)"/)).1
            var bytes = 0
            let slices = Self.slices(of: page)
            for slice in slices {
                let answer = try await browser.get("\(root)/\(slice)")
                #expect(answer.status == .ok, "\(slice)")
                bytes += answer.body.readableBytes
            }
            #expect(slices.count > 100)
            #expect(bytes <= 300_000, "\(slices.count) fonts, \(bytes) bytes")
        }
    }

    /// What `glyphs.js` asks for: a slice for each character in an element of the class `name`, and one with its variants.
    private static func slices(of page: String) -> Set<String> {
        var texts = page.matches(of: /class="(?:[^"]* )?name(?: [^"]*)?"[^>]*>([^<]*)/).map { String($0.1) }
        texts += page.matches(of: /<input[^>]*value="([^"]*)"[^>]*class="(?:[^"]* )?name(?: [^"]*)?"/).map {
            String($0.1)
        }
        var slices: Set<String> = []
        for text in texts {
            for sequence in CharacterSequence.all(in: RegisteredText(text)) where sequence.base.value >= 0x2E80 {
                if let slice = GlyphSlice(containing: sequence.base) { slices.insert(slice.text) }
                if sequence.selector != nil, let slice = GlyphSlice(first: sequence.base.value, hasVariants: true) {
                    slices.insert(slice.text)
                }
            }
        }
        return slices
    }
}
