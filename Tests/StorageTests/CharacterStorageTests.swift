import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite("外字の対応表と、全文字の保存")
struct CharacterStorageTests {
    let folder = TestFolder()

    private func characters(_ rows: [[String]]) throws -> ExternalCharacters {
        let (characters, faults) = ExternalCharacters.read([ExternalCharacters.columns] + rows, table: nil)
        #expect(faults.isEmpty)
        return characters
    }

    /// Every character and sequence of the installed font, and the code points of 行政事務標準文字, a thousand to a text.
    private func everyCharacter() throws -> [RegisteredText] {
        let font = URL(filePath: "/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
        let shown = CharacterTable(font: try FontCharacters([UInt8](try Data(contentsOf: font)))).shown
        let added = (0x100000...0x10FFFD).compactMap(Unicode.Scalar.init).compactMap { CharacterSequence($0) }
        let all = shown.filter { $0.base.value >= 0x20 } + added
        #expect(all.count > 130_000)
        return stride(from: 0, to: all.count, by: 1_000).map { start in
            RegisteredText(all[start..<min(start + 1_000, all.count)].map(\.text.string).joined())
        }
    }

    @Test("全文字と全異体字が、住民の氏名としてSQLを通っても1バイトも変わらない")
    func everyCharacterThroughSQL() async throws {
        let texts = try everyCharacter()
        let store = try folder.store()
        try await store.publish(texts.enumerated().map { Resident.named($0.element.string, number: $0.offset + 1) })
        for (index, text) in texts.enumerated() {
            let found = try await store.read { try $0.resident(ResidentNumber(String(index + 1))) }
            #expect(found?.name == text, "text \(index)")
        }
    }

    @Test("全文字と全異体字が、受付の記録（JSON）を通っても1バイトも変わらない")
    func everyCharacterThroughRecords() throws {
        let bodies = try everyCharacter().map { CaseRecord.Body.fact(Fact(FactKey("name"), .text($0), from: .staff)) }
        let back = try JSONDecoder().decode([CaseRecord.Body].self, from: JSONEncoder().encode(bodies))
        #expect(back == bodies)
    }

    @Test("Swiftが同じとみなす二人も、SQLでは別の氏名")
    func canonicalPairs() async throws {
        let store = try folder.store()
        try await store.publish([.named("神", number: 1), .named("\u{FA19}", number: 2)])
        let names = try await store.read { tx in
            [try tx.resident(ResidentNumber("1"))?.name, try tx.resident(ResidentNumber("2"))?.name]
        }
        #expect(names == ["神", "\u{FA19}"])
        #expect(names[0] != names[1])
        #expect(try await store.hits(ResidentQuery(typed: "神", today: Example.day)).count == 2)
    }

    @Test("対応表は丸ごと入れ替わり、前の表も残り、証跡に残る")
    func editions() async throws {
        let store = try folder.store()
        #expect(try await store.externalCharacters() == .none)
        let first = try characters([
            ["U+E000", "U+845B U+E0102", "2025年度同定", "2026-04-01"], ["F041", "𠮷", "住民担当", "R7.4.1"],
        ])
        _ = try await store.identify(first, journaledAs: Example.entry(.packagePublished))
        #expect(try await store.externalCharacters() == first)
        let second = try characters([["U+E000", "\u{100000}", "再同定", "2026-05-01"]])
        _ = try await store.identify(second, journaledAs: Example.entry(.packagePublished))
        #expect(try await folder.store().externalCharacters() == second)
        #expect(try await store.read { try $0.journalEntries(caseID: nil, limit: 9) }.count == 2)
        let kept = try await store.inspect {
            try $0.connection.rows("SELECT code FROM external_character") { try $0.text(0) }
        }
        #expect(kept.count == 3)
    }

    @Test("同定と取消しは一つの版ずつ増え、人が見ていた表でなくなっていれば何も変えない")
    func replaced() async throws {
        let store = try folder.store()
        let (one, fault) = ExternalCharacters.none.adding(["U+E000", "U+845B", "同定", "2026-04-01"], table: nil)
        #expect(fault == nil)
        let entry = Example.entry(.characterIdentified)
        #expect(try await store.identify(one, over: ExternalCharacters.none, journaledAs: entry) == .atOnce(people: 0))
        #expect(try await store.externalCharacters() == one)
        let (two, _) = one.adding(["U+E001", "U+5409", "同定", "2026-04-01"], table: nil)
        #expect(try await store.identify(two, over: ExternalCharacters.none, journaledAs: entry) == nil)
        #expect(try await store.externalCharacters() == one)
        let code = try #require(one.all.first)
        let back = Example.entry(.identificationRevoked)
        let none = one.removing(code.code, effective: code.effective)
        #expect(none == .none)
        #expect(try await store.identify(none, over: one, journaledAs: back) == .atOnce(people: 0))
        #expect(try await store.externalCharacters() == .none)
        #expect(try await store.read { try $0.journalEntries(caseID: nil, limit: 9) }.count == 2)
        let kept = try await store.inspect {
            try $0.connection.rows("SELECT code FROM external_character") { try $0.text(0) }
        }
        #expect(kept == ["U+E000"])
        #expect(one.adding(["U+E000", "U+5409", "同定", "2026-04-01"], table: nil).1?.column == 1)
    }

    @Test(
        "誤った行と、行の書き換えはデータベースも断る",
        arguments: [
            "INSERT INTO external_character VALUES (1, 'E000', 'U+845B', 'x', '2026-04-01')",
            "INSERT INTO external_character VALUES (1, 'U+E001', '葛', 'x', '2026-04-01')",
            "INSERT INTO external_character VALUES (1, 'U+E001', 'U+845B', '', '2026-04-01')",
            "INSERT INTO external_character VALUES (1, 'U+E001', 'U+845B', 'x', 'R8')",
            "INSERT INTO external_character VALUES (1, 'U+E000', 'U+845B', 'x', '2026-04-01')",
            "UPDATE external_character SET character = 'U+5409'", "DELETE FROM external_character",
        ]
    )
    func refused(sql: String) async throws {
        let store = try folder.store()
        let table = try characters([["U+E000", "U+845B", "同定", "2026-04-01"]])
        _ = try await store.identify(table, journaledAs: Example.entry(.packagePublished))
        #expect(throws: (any Error).self) { try folder.tamper(sql) }
        #expect(try await store.externalCharacters() == table)
    }
}
