import Foundation
import Japanese
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
        let definitions = try #require(try Self.schema()["$defs"] as? [String: Any])
        for item in try town.catalogue().items where item.derivation == nil && item.kind == .choice {
            let scope = definitions[item.scope.rawValue] as? [String: Any]
            let words = Set((scope?[item.name] as? [String: Any])?["enum"] as? [String] ?? [])
            #expect(words.isSuperset(of: item.choices.flatMap { [$0.value] + $0.also }), "\(item.name)")
        }
        #expect(wanted[.visit] == visit)
        #expect(wanted[.person] == person)
    }
}

/// As much of JSON Schema as the schema of the output uses (型・必須・ほかのキー・選択肢).
private struct ShapeCheck {
    var mistakes: [String] = []

    mutating func check(_ value: Any, _ schema: [String: Any], at place: String) {
        if let object = value as? [String: Any] {
            let properties = schema["properties"] as? [String: Any] ?? [:]
            for key in schema["required"] as? [String] ?? [] where object[key] == nil {
                mistakes.append("\(place): \(key) がない")
            }
            for (key, part) in object {
                guard let inner = properties[key] as? [String: Any] else {
                    mistakes.append("\(place): \(key) が形にない")
                    continue
                }
                check(part, inner, at: place + "/" + key)
            }
        } else if let list = value as? [Any] {
            guard let items = schema["items"] as? [String: Any] else {
                mistakes.append("\(place): 一覧ではない")
                return
            }
            for part in list { check(part, items, at: place) }
        } else if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
            mistakes.append("\(place): \(value)")
        }
    }
}

@Suite("判定結果の形（JSON Schema）")
struct JudgementSchemaTests {
    @Test("どの例の判定結果も、公開した形のとおり", arguments: Towns.allCases)
    func everyOutput(town: Towns) throws {
        let root = URL(filePath: ExampleTown.folder).deletingLastPathComponent()
        let bytes = try Data(contentsOf: root.appending(path: "schema/judgement.schema.json"))
        let schema = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let catalogue = try town.catalogue()
        var shape = ShapeCheck()
        for event in ["転入", "国外転入", "転居", "転出", "世帯分離"] {
            let yaml = """
                event: \(event)
                dates: {異動日: 2026-04-01, 届出日: 2026-04-20, 転出予定日: 2026-03-29}
                facts: {旧住所の区分: 県内, 請求者が公務員: false, 請求者が市外に住む: false, 児童手当請求者: 世帯主}
                people:
                  - {氏名: 例示 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, 国籍区分: 日本人, 健康保険: 国保, 障害の程度: なし}
                  - {氏名: 例示 一郎, 生年月日: 2017-06-10, 続柄: 子, 国籍区分: 日本人, 健康保険: わからない, 児童手当: true}
                  - {氏名: 例示 ハナ, 生年月日: 1946-05-10, 続柄: 母, 要介護状態: 要介護2, 施設に入所: false, 健康保険: 後期}
                """
            let file = try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue)
            let output = try JSONEncoder().encode(JudgementReport(file, catalogue: catalogue))
            shape.check(try JSONSerialization.jsonObject(with: output), schema, at: event)
        }
        #expect(Set(shape.mistakes) == [])
    }

    @Test("一人ずつ判定した手続には、一人ずつの理由と期限がある")
    func members() throws {
        let lines = try SituationTests.report(SituationTests.family).verdicts
        let allowance = try #require(lines.first { $0.procedure == "child-allowance" })
        #expect(allowance.members.map(\.verdict) == ["notDue", "notDue", "due", "due", "notDue"])
        #expect(allowance.members.allSatisfy { !$0.reason.isEmpty && !$0.law.isEmpty && $0.rule != nil })
        #expect(allowance.members[2].deadline?.day.iso == "2026-04-15")
        let insurance = try #require(lines.first { $0.procedure == "national-health-insurance" })
        #expect(insurance.members.map(\.rule) == ["NH-02", "NH-02", "NH-02", "NH-02", "NH-01"])
        #expect(lines.first { $0.procedure == "resident-move" }?.members == [])
    }
}
