import ArgumentParser
import Foundation
import Procedures
import Rules

/// A file of decision tables in one of its faces (判定表のファイル), known by the end of its name.
enum TableFile {
    enum Face: String {
        case csv, xlsx, dmn
    }

    static func face(_ path: String) throws -> Face {
        guard let face = Face(rawValue: URL(filePath: path).pathExtension.lowercased()) else {
            throw ValidationError("\(path) の形式がわかりません。名前の終わりを .csv .xlsx .dmn のどれかにしてください。")
        }
        return face
    }

    static func read(_ path: String) throws -> [TableSource] {
        let face = try face(path)
        let bytes = try InputFile.bytes(path)
        let tables =
            switch face {
            case .csv: [try TableSource(csv: bytes, file: path)]
            case .xlsx: try TableSource.tables(xlsx: bytes, file: path)
            case .dmn: try TableSource.tables(dmn: bytes, file: path)
            }
        guard !tables.isEmpty else { throw CommandFailure("\(path) に判定表がありません。") }
        return tables
    }

    static func write(_ tables: [TableSource], to path: String) throws {
        let face = try face(path)
        guard face == .xlsx || tables.count == 1 else {
            throw CommandFailure("判定表が\(tables.count)つあるので、書く先を .xlsx にしてください。")
        }
        switch face {
        case .xlsx: try InputFile.write(TableSource.xlsx(tables), to: path)
        // Excel takes UTF-8 for what it is only with the mark in front.
        case .csv: try InputFile.write([0xEF, 0xBB, 0xBF] + Array(tables[0].csv.utf8), to: path)
        case .dmn: try InputFile.write(Array(tables[0].dmn().utf8), to: path)
        }
    }
}
