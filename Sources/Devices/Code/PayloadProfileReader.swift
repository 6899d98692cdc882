package import Foundation
import Madoguchi
import Japanese
package import Rules
import Yams

/// Reads payload profiles from YAML; every mistake is a ``Rules/Diagnostic`` with its place.
package struct PayloadProfileReader {
    private let file: String
    private var found: [Diagnostic] = []

    /// Reads all profiles of a municipality, `codes/*.yaml`, in the order of their names.
    package static func readAll(municipality folder: URL) throws(Diagnostics) -> [PayloadProfile] {
        let codes = folder.appendingPathComponent("codes")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: codes.path)) ?? []
        var profiles: [PayloadProfile] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            profiles.append(try read(path: codes.appendingPathComponent(name).path))
        }
        return profiles
    }

    package static func read(path: String) throws(Diagnostics) -> PayloadProfile {
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            let message = "読取形式の定義を UTF-8 の文章として読めません。"
            throw Diagnostics([Diagnostic(file: path, message: message, hint: "ファイルの場所と文字コードを確かめてください。")])
        }
        return try read(text, file: path)
    }

    package static func read(_ text: String, file: String) throws(Diagnostics) -> PayloadProfile {
        var reader = PayloadProfileReader(file: file, found: [])
        let profile = reader.profile(text)
        guard let profile, reader.found.isEmpty else { throw Diagnostics(reader.found) }
        return profile
    }

    private mutating func profile(_ text: String) -> PayloadProfile? {
        guard let root = try? Yams.compose(yaml: text), root.mapping != nil else {
            add(nil, "YAML として読めないか、空です。", "字下げと引用符を確かめてください。")
            return nil
        }
        let delimiter = root["delimiter"]?.scalar?.string ?? ","
        if delimiter.unicodeScalars.count != 1 {
            add(root["delimiter"]?.mark, "区切り文字は1文字です。", "「,」などを書いてください。")
        }
        var encodings: [PayloadProfile.Encoding] = []
        for node in root["encodings"]?.sequence ?? [] {
            if let encoding = PayloadProfile.Encoding(rawValue: node.scalar?.string ?? "") {
                encodings.append(encoding)
            } else {
                add(node.mark, "文字コードの名前が違います。", "utf-8 か cp932 を書いてください。")
            }
        }
        let profile = PayloadProfile(
            name: root["payload"]?.scalar?.string ?? "",
            document: root["document"]?.scalar?.string ?? "",
            encodings: encodings.isEmpty ? [.utf8] : encodings,
            delimiter: delimiter.first ?? ",",
            records: records(root["records"]),
            visitConstants: constants(root["visit"]),
            personConstants: constants(root["person"])
        )
        check(profile, root.mark)
        return profile
    }

    private mutating func check(_ profile: PayloadProfile, _ mark: Mark?) {
        if profile.name.isEmpty { add(mark, "payload がありません。", "「payload: 名前」を書いてください。") }
        for role in [PayloadProfile.Role.header, .person]
        where profile.records.filter({ $0.role == role }).count != 1 {
            add(mark, "role: \(role.rawValue) の記録が一つ要ります。", "records に書いてください。")
        }
        if Set(profile.records.map(\.mark)).count != profile.records.count {
            add(mark, "同じ mark の記録が二つあります。", "違う印にしてください。")
        }
    }

    private mutating func records(_ node: Node?) -> [PayloadProfile.Record] {
        guard let items = node?.sequence else {
            add(node?.mark, "records がありません。", "記録ごとに mark、role、fields を書いてください。")
            return []
        }
        return items.map { item in
            let role = PayloadProfile.Role(rawValue: item["role"]?.scalar?.string ?? "")
            if role == nil {
                add(item.mark, "role が違います。", "header、household、person、trailer のどれかを書いてください。")
            }
            let mark = item["mark"]?.scalar?.string ?? ""
            if mark.isEmpty { add(item.mark, "mark がありません。", "記録の最初の値を書いてください。") }
            let fields = item["fields"]?.sequence?.map { field($0) } ?? []
            return PayloadProfile.Record(mark: mark, role: role ?? .header, fields: fields)
        }
    }

    private mutating func field(_ node: Node) -> PayloadProfile.Field {
        let kindName = node["type"]?.scalar?.string
        let item = (node["item"]?.scalar?.string).map { ItemID($0) }
        let kind = kindName.flatMap(PayloadProfile.Kind.init(rawValue:))
        if let value = node["type"], kind == nil {
            let known = PayloadProfile.Kind.allCases.map(\.rawValue).joined(separator: "、")
            add(value.mark, "type が違います。", "使えるのは \(known) です。")
        }
        let name = node["name"]?.scalar?.string ?? ""
        if name.isEmpty { add(node.mark, "name がありません。", "項目の名前を書いてください。") }
        var values: [String: String] = [:]
        for (code, meaning) in node["values"]?.mapping ?? [:] {
            values[code.scalar?.string ?? ""] = meaning.scalar?.string ?? ""
        }
        return PayloadProfile.Field(
            name: name,
            kind: kind ?? (item == nil ? .ignored : .text),
            item: item,
            values: values,
            isRequired: node["required"]?.bool ?? false
        )
    }

    private mutating func constants(_ node: Node?) -> [PayloadProfile.Constant] {
        guard let mapping = node?.mapping else { return [] }
        return mapping.map { key, value in
            let text = value.scalar?.string ?? ""
            // A quoted "true" is a word, a plain one a flag.
            let isPlain = value.scalar?.style == .plain
            let flag = isPlain ? value.bool : nil
            return PayloadProfile.Constant(
                item: ItemID(key.scalar?.string ?? ""),
                value: flag.map { .flag($0) } ?? .choice(text)
            )
        }
    }

    private mutating func add(_ mark: Mark?, _ message: String, _ hint: String) {
        found.append(
            Diagnostic(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message, hint: hint)
        )
    }
}
