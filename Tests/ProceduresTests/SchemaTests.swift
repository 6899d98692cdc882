import Foundation
import Madoguchi
import Procedures
import Testing

@Suite("状況ファイルの形（JSON Schema）")
struct SchemaTests {
    private static func schema() throws -> [String: Any] {
        let root = URL(filePath: ExampleTown.folder).deletingLastPathComponent()
        let bytes = try Data(contentsOf: root.appending(path: "schema/situation.schema.json"))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    private static func keys(_ part: Any?) -> Set<String> {
        Set(((part as? [String: Any])?["properties"] as? [String: Any])?.keys.map { $0 } ?? [])
    }

    @Test("聞ける項目は、どちらの市でも、すべて状況ファイルの形にある", arguments: Towns.allCases)
    func everyItem(town: Towns) throws {
        let properties = try #require(try Self.schema()["properties"] as? [String: Any])
        let visit = Self.keys(properties["facts"])
        let person = Self.keys((properties["people"] as? [String: Any])?["items"])
        var wanted: [Item.Scope: Set<String>] = [:]
        for item in try town.catalogue().items where item.derivation == nil {
            wanted[item.scope, default: []].formUnion([item.name, item.id.text] + item.also)
        }
        #expect(wanted[.visit] == visit)
        #expect(wanted[.person] == person)
    }
}
