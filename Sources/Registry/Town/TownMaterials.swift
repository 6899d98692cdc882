package import Foundation
import Japanese
package import Madoguchi
package import Rules

/// What a synthetic town is made of: streets, names and the people who must be in it, from the municipality's folder.
package struct TownMaterials: Sendable {
    struct Name: Sendable {
        let text: String
        let kana: String
    }

    struct GivenName: Sendable {
        let name: Name
        let isMale: Bool
        let years: ClosedRange<Int>
    }

    struct Nation: Sendable {
        let code: String
        let name: String
        let weight: Int
        var families: [Name] = []
        var males: [Name] = []
        var females: [Name] = []
    }

    /// Whose town it is, as the core system's addresses say it.
    package struct Seat: Sendable {
        let code: String
        let prefecture: String
        let name: String

        /// `code` is the municipality's of six digits.
        package init(code: String, prefecture: String, name: String) {
            self.code = code
            self.prefecture = prefecture
            self.name = name
        }

        package init(_ municipality: Municipality) {
            self.init(code: municipality.code, prefecture: municipality.prefecture, name: municipality.name)
        }
    }

    let seat: Seat
    let towns: [Town]
    let surnames: [(name: Name, weight: Int)]
    let givenNames: [GivenName]
    let nations: [Nation]
    let fixed: [DataRow]

    /// Reads `towns.csv` and `town/*.csv` of a municipality's folder.
    package static func read(municipality folder: URL, seat: Seat) throws(Diagnostics) -> TownMaterials {
        guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("town").path) else {
            let message = "架空の住民の材料（town フォルダー）がありません。"
            let hint = "municipalities/example-shi/town を写し、fixed-residents.csv の町字を、その市の towns.csv にある字に直してください。"
            throw Diagnostics([Diagnostic(file: folder.lastPathComponent, message: message, hint: hint)])
        }
        func rows(_ name: String) throws(Diagnostics) -> [DataRow] {
            try DataRow.read(path: folder.appendingPathComponent(name).path)
        }
        let materials = TownMaterials(
            seat: seat,
            towns: try TownList.read(path: folder.appendingPathComponent("towns.csv").path),
            surnames: try rows("town/surnames.csv").map { row in
                (Name(text: row["name"], kana: row["kana"]), Int(row["weight"]) ?? 1)
            },
            givenNames: try rows("town/given-names.csv").map { row in
                let first = Int(row["from"]) ?? 1900
                return GivenName(
                    name: Name(text: row["name"], kana: row["kana"]),
                    isMale: row["sex"] == "male",
                    years: first...max(first, Int(row["until"]) ?? first)
                )
            },
            nations: nations(try rows("town/foreign-names.csv")),
            fixed: try rows("town/fixed-residents.csv")
        )
        guard !materials.towns.isEmpty, !materials.surnames.isEmpty, !materials.givenNames.isEmpty,
            !materials.nations.isEmpty
        else {
            let message = "町を作る材料(towns.csv、town/*.csv)が空です。"
            throw Diagnostics([Diagnostic(file: folder.lastPathComponent, message: message, hint: "配られたものに戻してください。")])
        }
        return materials
    }

    private static func nations(_ rows: [DataRow]) -> [Nation] {
        var nations: [Nation] = []
        for row in rows {
            if nations.last?.code != row["nation"] {
                let weight = Int(row["weight"]) ?? 1
                nations.append(Nation(code: row["nation"], name: row["nation-name"], weight: weight))
            }
            let name = Name(text: row["name"], kana: row["kana"])
            let last = nations.count - 1
            switch row["part"] {
            case "family": nations[last].families.append(name)
            case "male": nations[last].males.append(name)
            default: nations[last].females.append(name)
            }
        }
        return nations
    }
}

/// The list of towns of a municipality (町字一覧), `towns.csv`.
package enum TownList {
    /// Reads `code,name,kana,postal_code,elementary_school,junior_high_school`.
    package static func read(path: String) throws(Diagnostics) -> [Town] {
        try DataRow.read(path: path).map { row in
            Town(
                code: row["code"],
                name: RegisteredText(row["name"]),
                kana: row["kana"],
                postalCode: row["postal_code"],
                elementarySchool: row["elementary_school"],
                juniorHighSchool: row["junior_high_school"]
            )
        }
    }
}

/// A line of one of the small CSV files of a municipality's folder, by the names in its header.
struct DataRow: Sendable {
    private let header: [String]
    private let values: [String]

    /// Empty where there is no such column.
    subscript(name: String) -> String {
        guard let place = header.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }), place < values.count else {
            return ""
        }
        return values[place]
    }

    static func read(path: String) throws(Diagnostics) -> [DataRow] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Diagnostics([Diagnostic(file: path, message: "ファイルを読めません。", hint: "場所を確かめてください。")])
        }
        let decoder = FieldDecoder(.utf8)
        var rows: [DataRow] = []
        var findings: [Diagnostic] = []
        bytes.withUnsafeBytes { raw in
            var scanner = CSVScanner<SingleBytes>(raw, from: 0, dialect: CSVDialect())
            var record = CSVRecord()
            var header: [String]?
            while true {
                let outcome = scanner.next(into: &record)
                if outcome == .end { return }
                let fields = record.fields.map {
                    decoder.text(UnsafeRawBufferPointer(rebasing: raw[$0.start..<$0.end]))
                }
                let texts = fields.compactMap(\.self)
                guard outcome == .record, texts.count == fields.count, texts.count == header?.count ?? texts.count
                else {
                    let message = "行を読めません。"
                    let hint = "UTF-8 で、見出しと同じ数の値をカンマで区切ってください。"
                    findings.append(Diagnostic(file: path, line: record.line, message: message, hint: hint))
                    continue
                }
                if let header { rows.append(DataRow(header: header, values: texts)) } else { header = texts }
            }
        }
        guard findings.isEmpty else { throw Diagnostics(findings) }
        return rows
    }
}
