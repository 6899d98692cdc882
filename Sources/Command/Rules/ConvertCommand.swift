import ArgumentParser
import Foundation
import Procedures
import Rules

/// `madoguchi rules convert`: decision tables between CSV, Excel and DMN.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "判定表を CSV・Excel（xlsx）・DMN の間で書き換える",
        discussion: """
            例: madoguchi rules convert judgement.csv judgement.xlsx

            形式はファイル名の終わり（.csv .xlsx .dmn）で決まります。何も失わずに行き来できます。
            読めないところは「B7: …」のようにセルの番地で標準エラーに出し、1 で終わります。
            """
    )

    @Argument(help: ArgumentHelp("読むファイル", valueName: "FROM")) var source: String
    @Argument(help: ArgumentHelp("書くファイル", valueName: "TO")) var target: String

    private enum Face: String {
        case csv, xlsx, dmn

        init(_ path: String) throws {
            guard let face = Face(rawValue: URL(filePath: path).pathExtension.lowercased()) else {
                throw ValidationError("\(path) の形式がわかりません。名前の終わりを .csv .xlsx .dmn のどれかにしてください。")
            }
            self = face
        }
    }

    func validate() throws {
        _ = (try Face(source), try Face(target))
    }

    func run() throws {
        let tables = try read()
        let face = try Face(target)
        guard face == .xlsx || tables.count == 1 else {
            throw CommandFailure("\(source) には判定表が\(tables.count)つあります。.xlsx に書き換えてください。")
        }
        switch face {
        case .xlsx: try InputFile.write(TableSource.xlsx(tables), to: target)
        case .csv: try InputFile.write([0xEF, 0xBB, 0xBF] + Array(tables[0].csv.utf8), to: target)
        case .dmn: try InputFile.write(Array(tables[0].dmn().utf8), to: target)
        }
    }

    private func read() throws -> [TableSource] {
        let bytes = try InputFile.bytes(source)
        do {
            let tables =
                switch try Face(source) {
                case .csv: [try TableSource(csv: bytes, file: source)]
                case .xlsx: try TableSource.tables(xlsx: bytes, file: source)
                case .dmn: try TableSource.tables(dmn: bytes, file: source)
                }
            guard !tables.isEmpty else { throw CommandFailure("\(source) に判定表がありません。") }
            return tables
        } catch let error as Diagnostics {
            for finding in error.all { StandardError.write(finding.description) }
            throw ExitCode.failure
        }
    }
}
