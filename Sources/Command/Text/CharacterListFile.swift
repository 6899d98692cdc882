import Japanese
import Procedures
import Rules

/// The official list of 文字情報基盤 as a workbook or as CSV in UTF-8 or CP932 (MJ文字情報一覧表).
enum CharacterListFile {
    static func members(_ path: String) throws -> [(set: String, members: [CharacterList.Member])] {
        let bytes = try InputFile.bytes(path)
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw CommandFailure("\(path): 古い形式（xls）かパスワード付きのブックです。「Excelブック（xlsx）」で保存し直してください。")
        }
        let tables =
            bytes.starts(with: [0x50, 0x4B])
            ? try WorkbookRows.sheets(xlsx: bytes, file: path) : [try rows(bytes, path)]
        var first: CharacterList.Fault?
        for table in tables {
            switch CharacterList.members(table) {
            case .success(let members): return members
            case .failure(let failure): first = first ?? failure.fault
            }
        }
        guard let fault = first else { throw CommandFailure("\(path) に表がありません。MJ文字情報一覧表を渡してください。") }
        let missing = fault.missing.map { "「\($0)」" }.joined(separator: "、")
        let found = fault.found.prefix(12).map { "「\($0)」" }.joined()
        throw CommandFailure(
            "\(path):\(fault.row):1: \(missing)の列がありません（あった見出し: \(found)）。"
                + "文字情報技術促進協議会の MJ文字情報一覧表（mji.00602.xlsx など）を渡してください。"
        )
    }

    private static func rows(_ bytes: [UInt8], _ path: String) throws -> [[String]] {
        let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if case .success(let text) = ByteDecoding.utf8(plain) { return DelimitedFile.rows(of: text) }
        if case .success(let text) = CP932.decode(Array(plain)) { return DelimitedFile.rows(of: text) }
        throw CommandFailure("\(path): UTF-8 でも CP932（Shift_JIS）でもありません。UTF-8 で保存し直してください。")
    }
}
