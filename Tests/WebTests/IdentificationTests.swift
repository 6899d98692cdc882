import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite("文字の同定の画面") struct IdentificationTests {
    /// A table in memory that is put in force as the storage does it.
    private final class Table: Sendable {
        let state = Mutex((table: ExternalCharacters.none, entries: [JournalEntry]()))

        /// As data of that day that hold two characters; what the table knows is shown as what it is.
        private var use: ExternalUse {
            guard let day = CivilDate(iso: "2026-11-22") else { return Self.nothing }
            let table = state.withLock { $0.table }
            let places = [("U+E000", [("氏名", 3), ("方書", 1)]), ("U+845B U+E0100", [("氏名", 9)])]
            let characters = places.compactMap { notation, places in
                CharacterSequence(notation: notation).map { code in
                    UnidentifiedCharacter(code, places: places.map { .init(column: $0.0, count: $0.1) })
                }
            }
            let known = characters.filter { table.entry(for: $0.character, on: day) != nil }
            return ExternalUse(
                waiting: characters.filter { table.entry(for: $0.character, on: day) == nil },
                identified: Dictionary(uniqueKeysWithValues: known.map { ($0.character, $0.count) }),
                businessDate: day
            )
        }

        private static let nothing = ExternalUse(waiting: [], identified: [:], businessDate: nil)

        var desk: IdentificationDesk {
            IdentificationDesk(
                use: { self.use },
                table: { self.state.withLock { $0.table } },
                replace: { known, next, entry in
                    self.state.withLock { state in
                        guard state.table == known else { return nil }
                        state.table = next
                        state.entries.append(entry)
                        return .atOnce(people: 1)
                    }
                },
                characters: { nil }
            )
        }
    }

    private static func bench(_ table: Table, as groups: [String] = ["admin"]) throws -> WebBench {
        let bench = try WebBench(ports: { $0.identification = table.desk })
        bench.store.prepare { state in
            state.staff = state.staff.map { staff in
                var staff = staff
                staff.groups = groups
                return staff
            }
        }
        return bench
    }

    private static let path = Address.identifications.path

    @Test("待っている文字が多い順に、どの項目に何か所あるかとともに並び、人のことは何も出ない") func list() async throws {
        let table = Table()
        try await Self.bench(table).run(as: "sato") { browser in
            let page = try await browser.get(Self.path)
            #expect(page.status == .ok)
            #expect(page.text.contains("U+845B U+E0100") && page.text.contains("U+E000"))
            #expect(page.text.contains("氏名 3・方書 1") && page.text.contains("4か所"))
            let places = ["U+845B U+E0100 <", "U+E000 <"].compactMap { page.text.range(of: $0)?.lowerBound }
            #expect(places.count == 2 && places[0] < places[1])
            // The data's own day, so that it shows at once.
            #expect(page.text.contains("value=\"R8.11.22\""))
        }
    }

    @Test("文字・出典・適用開始日で同定し、証跡に残り、取り消せば待ちに戻る") func identifies() async throws {
        let table = Table()
        try await Self.bench(table).run(as: "sato") { browser in
            let fields: KeyValuePairs = [
                "code": "U+E000", "character": "葛\u{E0102}", "provenance": "戸籍の写し", "effective": "R8.4.1",
            ]
            #expect(try await browser.send(Self.path, fields).location == Self.path)
            let (known, entries) = table.state.withLock { ($0.table, $0.entries) }
            let entry = try #require(known.all.first)
            #expect(entry.character.notation == "U+845B U+E0102")
            #expect(entry.effective == CivilDate(iso: "2026-04-01"))
            #expect(entry.provenance == "戸籍の写し（sato 2026-11-24）")
            #expect(entries.map(\.action) == [.characterIdentified])
            #expect(entries.first?.detail == "U+E000 U+845B U+E0102 2026-04-01")
            #expect(entries.first?.staff == TestTown.sato?.id)
            let page = try await browser.get(Self.path).text
            #expect(page.contains("令和8年4月1日") && !page.contains("氏名 3・方書 1"))
            #expect(page.contains("<td>4か所</td>"))
            let back: KeyValuePairs = ["code": "U+E000", "effective": "2026-04-01"]
            let revocation = Address.identificationRevocation.path
            #expect(try await browser.send(revocation, back).location == Self.path)
            #expect(table.state.withLock { $0.table.all.isEmpty })
            #expect(table.state.withLock { $0.entries.last?.action } == .identificationRevoked)
            #expect(try await browser.get(Self.path).text.contains("氏名 3・方書 1"))
            #expect(try await browser.send(revocation, back).status == .conflict)
        }
    }

    @Test(
        "足りない入力と読めない入力は、その文字の所に直し方が出て、打ったものは残る",
        arguments: [
            ("", "戸籍の写し", "R8.4.1", "1文字だけ"), ("葛城", "戸籍の写し", "R8.4.1", "1文字だけ"), ("葛", "", "R8.4.1", "出典が空"),
            ("葛", "戸籍の写し", "R8.2.30", "2月30日はありません"), ("葛", "戸籍の写し", "", "日付が入力されていません"),
        ]
    )
    func refuses(character: String, provenance: String, effective: String, message: String) async throws {
        let table = Table()
        try await Self.bench(table).run(as: "sato") { browser in
            let fields: KeyValuePairs = [
                "code": "U+E000", "character": character, "provenance": provenance, "effective": effective,
            ]
            let page = try await browser.send(Self.path, fields)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains(message))
            #expect(page.text.contains("value=\"\(effective)\""))
            #expect(table.state.withLock { $0.table.all.isEmpty && $0.entries.isEmpty })
        }
    }

    @Test("適用開始日が連携データの基準日より後なら、いつから使うかを言う") func later() async throws {
        let table = Table()
        try await Self.bench(table).run(as: "sato") { browser in
            let fields: KeyValuePairs = [
                "code": "U+E000", "character": "葛", "provenance": "戸籍の写し", "effective": "R8.11.24",
            ]
            let answer = try await browser.send(Self.path, fields)
            let page = try await browser.get(Self.path)
            #expect(answer.location == Self.path)
            #expect(page.text.contains("<td>適用開始日からの連携データに使います</td>"))
        }
    }

    @Test("待っていない文字は、ほかの字に置き換えられない") func onlyWhatWaits() async throws {
        let table = Table()
        try await Self.bench(table).run(as: "sato") { browser in
            let fields: KeyValuePairs = ["code": "U+9AD9", "character": "高", "provenance": "x", "effective": "R8.4.1"]
            let answer = try await browser.send(Self.path, fields)
            #expect(answer.status == .notFound)
            #expect(table.state.withLock { $0.table.all.isEmpty })
        }
    }

    @Test("管理の権限がなければ、画面もリンクもない") func denied() async throws {
        let table = Table()
        try await Self.bench(table, as: ["entry"]).run(as: "sato") { browser in
            let (page, queue) = (try await browser.get(Self.path), try await browser.get("/entries"))
            #expect(page.status == .forbidden)
            #expect(!queue.text.contains(Self.path))
        }
        try await Self.bench(table).run(as: "sato") { browser in
            let queue = try await browser.get("/entries")
            #expect(queue.text.contains("href=\"\(Self.path)\""))
        }
    }
}
