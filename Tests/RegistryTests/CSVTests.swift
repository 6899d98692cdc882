import Testing

@testable import Registry

/// Records as lists of texts, faults as their names, in the order of the file.
func scan<Units: CodeUnits>(
    _ bytes: [UInt8],
    _ dialect: CSVDialect = CSVDialect(),
    as units: Units.Type = SingleBytes.self
) -> [String] {
    bytes.withUnsafeBytes { raw in
        var scanner = CSVScanner<Units>(raw, from: 0, dialect: dialect)
        var record = CSVRecord()
        var found: [String] = []
        while true {
            switch scanner.next(into: &record) {
            case .end: return found
            case .broken(let fault): found.append("\(record.line)!\(fault)")
            case .record:
                let fields = record.fields.map { String(decoding: raw[$0.start..<$0.end], as: UTF8.self) }
                found.append("\(record.line):" + fields.joined(separator: "|"))
            }
        }
    }
}

func scan(_ text: String, _ dialect: CSVDialect = CSVDialect()) -> [String] {
    scan(Array(text.utf8), dialect)
}

@Suite("区切り文字のファイルを読む(RFC 4180)")
struct CSVTests {
    @Test(
        "RFC 4180 の例と、業者の習慣",
        arguments: [
            ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", ["1:aaa|bbb|ccc", "2:zzz|yyy|xxx"]),
            ("aaa,bbb,ccc\nzzz,yyy,xxx", ["1:aaa|bbb|ccc", "2:zzz|yyy|xxx"]),
            ("\"aaa\",\"b,bb\",\"ccc\"\r\n", ["1:aaa|b,bb|ccc"]),
            ("\"aaa\",\"b\"\"bb\",\"ccc\"", ["1:aaa|b\"\"bb|ccc"]),
            (",,\n", ["1:||"]),
            ("\"\",\"\"\n", ["1:|"]),
            ("a,\n", ["1:a|"]),
            ("\n\na\r\n\r\nb\n", ["3:a", "5:b"]),
            ("a\u{1A}", ["1:a"]),
            ("a\n\u{1A}", ["1:a"]),
            ("\"a\"\u{1A}", ["1:a"]),
            ("ab\"c,d", ["1:ab\"c|d"]),
            ("", []),
        ]
    )
    func samples(text: String, expected: [String]) {
        #expect(scan(text) == expected)
    }

    @Test(
        "壊れた行は一行だけを失い、次の行から続ける",
        arguments: [
            ("a,\"b\nc,d\n", ["1!unclosedQuote", "2:c|d"]),
            ("\"a\"b,c\nd\n", ["1!textAfterQuote(column: 1)", "2:d"]),
            ("a,b\u{0}c\nd\n", ["1!nul(column: 2)", "2:d"]),
            ("a\rb\nd\n", ["1!strayReturn(column: 1)", "2:d"]),
            ("\"a\"\rb\nd\n", ["1!strayReturn(column: 1)", "2:d"]),
            ("a,\"", ["1!unclosedQuote"]),
        ]
    )
    func broken(text: String, expected: [String]) {
        #expect(scan(text) == expected)
    }

    @Test("改行を含む値は、許す形のときだけ読む")
    func newlinesInFields() {
        var dialect = CSVDialect()
        dialect.allowsNewlinesInFields = true
        #expect(scan("\"a\r\nb\",c\nd\n", dialect) == ["1:a\r\nb|c", "3:d"])
        #expect(scan("\"a\r\nb\",c\nd\n").first == "1!unclosedQuote")
    }

    @Test("引用符なしのタブ区切り")
    func tabs() {
        var dialect = CSVDialect()
        dialect.delimiter = 0x09
        dialect.quote = nil
        #expect(scan("a\t\"b\tc\n", dialect) == ["1:a|\"b|c"])
    }

    @Test("一行が 1 MiB を超えたら、その行だけを断る")
    func longLine() {
        let long = String(repeating: "x", count: 3 << 20)
        #expect(scan("a\n\(long)\nb\n") == ["1:a", "2!tooLong", "3:b"])
        #expect(scan("a\n\"\(long)\"\nb\n") == ["1:a", "2!tooLong", "3:b"])
    }

    @Test("UTF-16 の二つの並びで同じ記録になる")
    func pairs() {
        let text = "名,\"𠮷,田\"\r\n辻\u{E0102},x\n"
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        func texts<Units: CodeUnits>(_ bytes: [UInt8], _ encoding: FileEncoding, _ units: Units.Type) -> [[String?]] {
            bytes.withUnsafeBytes { raw in
                var scanner = CSVScanner<Units>(raw, from: 0, dialect: CSVDialect())
                var record = CSVRecord()
                let decoder = FieldDecoder(encoding)
                var rows: [[String?]] = []
                while scanner.next(into: &record) == .record {
                    rows.append(
                        record.fields.map {
                            decoder.text(UnsafeRawBufferPointer(rebasing: raw[$0.start..<$0.end]))
                        }
                    )
                }
                return rows
            }
        }
        let expected = [["名", "𠮷,田"], ["辻\u{E0102}", "x"]]
        #expect(texts(little, .utf16LittleEndian, LittleEndianPairs.self) == expected)
        #expect(texts(big, .utf16BigEndian, BigEndianPairs.self) == expected)
    }

    @Test("書いたものを読むと同じになる(乱数の種つき)", arguments: 1...40)
    func roundTrip(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = ["a", "髙", "𠮷", "辻\u{E0102}", ",", "\"", " ", "", "　", "1"]
        var text = ""
        var expected: [[String]] = []
        for _ in 0..<Int(random.next() % 20) {
            let fields = (0..<Int(random.next() % 6 + 2)).map { _ in
                (0..<Int(random.next() % 5)).map { _ in letters[Int(random.next() % 10)] }.joined()
            }
            expected.append(fields)
            let isCRLF = random.next() % 2 == 0
            text += fields.map { "\"" + doubled($0) + "\"" }.joined(separator: ",") + (isCRLF ? "\r\n" : "\n")
        }
        let rows = scan(text)
        #expect(rows.count == expected.count)
        for (offset, fields) in expected.enumerated() where offset < rows.count {
            #expect(rows[offset] == "\(offset + 1):" + fields.map(doubled).joined(separator: "|"))
        }
    }

    @Test("でたらめなバイトでも落ちず、必ず終わる(乱数の種つき)", arguments: 1...60)
    func fuzz(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let marks: [UInt8] = [0x2C, 0x22, 0x0A, 0x0D, 0x00, 0x1A, 0x41, 0xE9, 0xAB, 0x99, 0x81, 0x5C, 0xFF]
        let bytes = (0..<Int(random.next() % 400)).map { _ in marks[Int(random.next() % UInt64(marks.count))] }
        var multiline = CSVDialect()
        multiline.allowsNewlinesInFields = true
        for dialect in [CSVDialect(), multiline] {
            #expect(scan(bytes, dialect).count <= bytes.count)
            #expect(scan(bytes, dialect, as: LittleEndianPairs.self).count <= bytes.count)
            #expect(scan(bytes, dialect, as: BigEndianPairs.self).count <= bytes.count)
        }
    }

    private func doubled(_ text: String) -> String {
        text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    }
}

@Suite("文字コードの復号")
struct FieldDecoderTests {
    @Test("CP932 の拡張文字を読み、壊れたバイトは断る")
    func cp932() {
        let decoder = FieldDecoder(.cp932)
        func text(_ bytes: [UInt8]) -> String? { bytes.withUnsafeBytes { decoder.text($0) } }
        // 髙 FBFC, 﨑 FAB1, ① 8740: the extensions of IBM and NEC that Windows has.
        #expect(text([0xFB, 0xFC, 0xFA, 0xB1, 0x87, 0x40]) == "髙﨑①")
        #expect(text([0x83, 0x5C]) == "ソ")
        #expect(text(Array("abc".utf8)) == "abc")
        #expect(text([]) == "")
        #expect(text([0x83]) == nil)
        #expect(text([0xFF, 0xFF]) == nil)
        // A fault does not spoil the next field.
        #expect(text([0x82, 0xA0]) == "あ")
    }

    @Test(
        "UTF-8 は厳しく読む: 長すぎる形、サロゲート、途中切れを断る",
        arguments: [
            [0xC0, 0xAF] as [UInt8], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x80], [0xF4, 0x90, 0x80, 0x80],
        ]
    )
    func strict(bytes: [UInt8]) throws {
        let decoder = FieldDecoder(.utf8)
        #expect(bytes.withUnsafeBytes { decoder.text($0) } == nil)
    }

    @Test("名の字は変わらない")
    func names() throws {
        let decoder = FieldDecoder(.utf8)
        for name in ["神\u{FA19}", "神\u{795E}", "辻\u{E0102}", "\u{100000}"] {
            let text = Array(name.utf8).withUnsafeBytes { decoder.text($0) }
            #expect(text.map { Array($0.unicodeScalars) } == Array(name.unicodeScalars))
        }
    }
}
