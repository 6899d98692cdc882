/// A workbook in an archive whose members are not packed, as a test of the program needs one.
enum StoredArchive {
    static func workbook(sheet: String, strings: [String]) -> [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relations(_ parts: [(String, String)]) -> String {
            let list = parts.map { "<Relationship Id=\"\($0.0)\" Type=\"\(office)/\($0.0)\" Target=\"\($0.1)\"/>" }
            return "<Relationships>\(list.joined())</Relationships>"
        }
        return bytes([
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"o\"><sheets><sheet name=\"MJ\" r:id=\"worksheet\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations([("worksheet", "worksheets/a.xml"), ("sharedStrings", "sharedStrings.xml")])
            ),
            ("xl/sharedStrings.xml", "<sst>\(strings.map { "<si><t>\($0)</t></si>" }.joined())</sst>"),
            ("xl/worksheets/a.xml", sheet),
        ])
    }

    private static func bytes(_ members: [(name: String, text: String)]) -> [UInt8] {
        var (body, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, text) in members {
            let content = Array(text.utf8)
            let size = number(content.count, 4)
            let fields =
                number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(checksum(content), 4) + size + size
                + number(name.utf8.count, 2) + number(0, 2)
            directory += [0x50, 0x4B, 1, 2] + number(20, 2) + fields + number(0, 10) + number(body.count, 4)
            directory += Array(name.utf8)
            body += [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + content
        }
        let end =
            [0x50, 0x4B, 5, 6] + number(0, 4) + number(members.count, 2) + number(members.count, 2)
            + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
        return body + directory + end
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> min(8 * $0, 62)) }
    }

    /// CRC-32 as the archive wants it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }
}
