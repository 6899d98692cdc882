import Foundation
import TestSupport
import Testing

@Suite("文字の命令")
struct TextCommandTests {
    /// One resident in the smallest layout (CP932); ＠ in the name becomes the external character F040.
    private func importResident(into folder: URL) throws -> Program.Outcome {
        let fields = [
            "1000000001", "9000000001", "1", "1", "＠城　花子", "カツラギ　ハナコ", "2", "1980/02/17", "世帯主", "3799901",
            "例示町一丁目", "10番地1", "",
        ]
        var bytes = try #require((fields.joined(separator: "\t") + "\r\n").data(using: .shiftJIS))
        while let place = bytes.range(of: Data([0x81, 0x97])) { bytes.replaceSubrange(place, with: [0xF0, 0x40]) }
        let file = folder.appending(path: "jumin_20261122.tsv")
        try bytes.write(to: file)
        return try Program.run(
            "registry",
            "import",
            file.path,
            "--layout",
            "flat-minimal",
            "--data",
            folder.path + "/data"
        )
    }

    private func importTable(_ text: String, into folder: URL) throws -> Program.Outcome {
        let file = folder.appending(path: "gaiji.csv")
        try Data(text.utf8).write(to: file)
        return try Program.run("text", "import-external", file.path, "--data", folder.path + "/data")
    }

    @Test("外字は対応表を取り込むと次の取込で置き換わり、それまではそのまま残って知らされる")
    func externalCharacters() throws {
        try withFolder { folder in
            let first = try importResident(into: folder)
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.output.contains("同定されていない文字 U+E000: 1か所"))
            let table = "\u{FEFF}code,character,provenance,effective\r\nF040,MJ022335,\"住民担当, 目視\",2026-04-01\r\n"
            let taken = try importTable(table, into: folder)
            #expect(taken.status == 0, "\(taken.errors)")
            #expect(taken.output.contains("外字 1行を取り込みました。いまの連携データの1人に反映しました。"))
            #expect(try String(contentsOfFile: folder.path + "/data/unidentified.tsv", encoding: .utf8).isEmpty)
            for _ in 0..<2 {
                let found = try Program.run("registry", "search", "葛城", "--data", folder.path + "/data")
                #expect(found.output.contains("葛\u{E0102}城　花子"))
                #expect(try importResident(into: folder).output.contains("外字 1字を、対応表のとおりに置き換えました。"))
            }
            #expect(try String(contentsOfFile: folder.path + "/data/unidentified.tsv", encoding: .utf8).isEmpty)
            #expect(try Program.run("journal", "verify", "--data", folder.path + "/data").status == 0)
        }
    }

    @Test("対応表を戻せば、ファイルなしで元の字に戻り、前の世代に切り替えたあとは当て直せる")
    func back() throws {
        try withFolder { folder in
            let data = folder.path + "/data"
            _ = try importResident(into: folder)
            let heading = "code,character,provenance,effective\n"
            _ = try importTable(heading + "F040,MJ022335,住民担当,2026-04-01\n", into: folder)
            let back = try importTable(heading, into: folder)
            #expect(back.output.contains("外字 0行を取り込みました。いまの連携データの1人に反映しました。"))
            let lost = try Program.run("registry", "search", "葛城", "--data", data)
            #expect(lost.status == 0 && lost.output.isEmpty)
            #expect(try String(contentsOfFile: data + "/unidentified.tsv", encoding: .utf8) == "U+E000\t1\n")
            #expect(try Program.run("registry", "switch", "2026-11-22-1.1", "--data", data).status == 0)
            #expect(try Program.run("registry", "search", "葛城", "--data", data).output.contains("葛\u{E0102}城"))
            let applied = try Program.run("registry", "apply-external", "--data", data)
            #expect(applied.output == "いまの連携データの1人に反映しました。\n", "\(applied.errors)")
            let again = try Program.run("registry", "apply-external", "--data", data)
            #expect(again.output == "いまの連携データに、これで変わる人はいません。\n")
            #expect(try Program.run("registry", "search", "葛城", "--data", data).output.isEmpty)
            #expect(try Program.run("registry", "apply-external", "--data", folder.path).status == 1)
        }
    }

    @Test("対応表に誤りがあれば、場所と直し方を言い、何も変えない")
    func wrongTable() throws {
        try withFolder { folder in
            _ = try importResident(into: folder)
            let list = try String(contentsOfFile: folder.path + "/data/unidentified.tsv", encoding: .utf8)
            #expect(list == "U+E000\t1\n")
            let table =
                "code,character,provenance,effective\nF040,MJ022335,x,2026-04-01\nE000,葛,x,2026-04-01\nF041,葛,,2026-04-01\n"
            let taken = try importTable(table, into: folder)
            #expect(taken.status == 1)
            #expect(taken.errors.contains("gaiji.csv:3:1: ") && taken.errors.contains("gaiji.csv:4:3: "))
            #expect(taken.errors.contains("今の対応表はそのままです"))
            #expect(try importResident(into: folder).output.contains("同定されていない文字 U+E000"))
            #expect(try importTable("", into: folder).status == 1)
        }
    }

    @Test("網羅の報告は、集合ごとに検索・表示・書き表しの字数を出す")
    func coverage() throws {
        try withFolder { folder in
            let list = folder.appending(path: "mji.csv")
            let rows = "MJ文字図形名,戸籍統一文字番号,住基ネット統一文字コード\nMJ022336,336790,J+845B\nMJ022335,336800,\n"
            try Data(rows.utf8).write(to: list)
            let report = try Program.run("text", "coverage", "--list", list.path)
            #expect(report.status == 0, "\(report.errors)")
            #expect(report.lines.contains("文字情報基盤（MJ）\t59161\t59127\t59127\t34\t0"))
            #expect(report.lines.contains("戸籍統一文字番号\t2\t2\t2\t0\t0"))
            #expect(report.lines.contains("住基ネット統一文字コード\t1\t1\t1\t0\t0"))
            #expect(try Program.run("text", "coverage", "--added-font", "/nonexistent.ttf").status == 2)
            let bare = try Program.run("text", "coverage")
            #expect(bare.status == 0)
            #expect(bare.lines.contains("戸籍統一文字番号\t不明\t不明\t不明\t不明\t不明"))
            #expect(bare.errors.contains("MJ文字情報一覧表を --list で渡すと"))
            try Data("文字,MJ文字図形名\n葛,MJ022336\n".utf8).write(to: list)
            let wrong = try Program.run("text", "coverage", "--list", list.path)
            #expect(wrong.status == 1)
            #expect(wrong.errors.contains("mji.csv:1:1: 「戸籍統一文字番号」、「住基ネット統一文字コード」の列がありません"))
        }
    }

    @Test("網羅の報告は、一覧表のブック（xlsx）からも同じ字数を出し、壊れたブックは日本語で断る")
    func coverageOfAWorkbook() throws {
        try withFolder { folder in
            let list = folder.appending(path: "mji.00602.xlsx")
            let strings = [
                "MJ文字図形名", "対応するUCS", "戸籍統一文字番号", "住基ネット統一文字コード", "MJ022336", "U+845B", "J+845B", "MJ022335",
            ]
            let rows = [[0, 1, 2, 3], [4, 5, nil, 6], [7, 5, nil, nil]].enumerated().map { line, cells in
                let written = cells.enumerated().map { column, place in
                    let address = "\(["A", "B", "C", "D"][column])\(line + 1)"
                    if let place { return "<c r=\"\(address)\" t=\"s\"><v>\(place)</v></c>" }
                    return column == 2 ? "<c r=\"\(address)\"><v>\(336_790 + line)</v></c>" : "<c r=\"\(address)\"/>"
                }
                return "<row r=\"\(line + 1)\">\(written.joined())</row>"
            }
            let bytes = StoredArchive.workbook(
                sheet: "<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>",
                strings: strings
            )
            try Data(bytes).write(to: list)
            let report = try Program.run("text", "coverage", "--list", list.path)
            #expect(report.status == 0, "\(report.errors)")
            #expect(report.lines.contains("戸籍統一文字番号\t2\t2\t2\t0\t0"))
            #expect(report.lines.contains("住基ネット統一文字コード\t1\t1\t1\t0\t0"))
            #expect(report.lines.contains("文字情報基盤（MJ）\t59161\t59127\t59127\t34\t0"))
            try Data(bytes.prefix(bytes.count - 40)).write(to: list)
            let broken = try Program.run("text", "coverage", "--list", list.path)
            #expect(broken.status == 1)
            #expect(broken.errors.contains("Excelブック（xlsx）として読めません"))
            try Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).write(to: list)
            #expect(try Program.run("text", "coverage", "--list", list.path).errors.contains("古い形式（xls）かパスワード付き"))
        }
    }

    @Test("文字の表と検索キー")
    func tables() throws {
        let table = try Program.run("text", "mj")
        #expect(table.status == 0)
        #expect(table.lines.contains("MJ022335\tU+845B\tU+E0102") && table.lines.contains("MJ022336\tU+845B\t"))
        #expect(Set(table.lines.map { $0.prefix(8) }).count == 59_127)
        let key = try Program.run("text", "key", "渡邉\u{E0108} はづき")
        #expect(key.lines == ["1\t渡辺ハズキ", "2\t渡辺ハスキ", "2\t渡辺ハツキ"])
    }

    @Test("文字を調べると、符号・図形名・字形・縮退が出て、登録できない文字があれば 1 で終わる")
    func check() throws {
        let good = try Program.run("text", "check", "葛\u{E0102}城")
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.lines == ["1\tU+845B U+E0102\tMJ022335\t字形あり\t葛", "2\tU+57CE\tMJ009062\t字形あり\t"])
        #expect(good.errors.isEmpty)
        let external = try Program.run("text", "check", "\u{E000}田")
        #expect(external.status == 0)
        #expect(external.lines.first?.hasPrefix("1\tU+E000\t\t字形なし\t") == true)
        #expect(external.errors.contains("外字"))
        let bad = try Program.run("text", "check", "山\u{202E}田")
        #expect(bad.status == 1)
        #expect(bad.errors.contains("2文字目"))
        #expect(try Program.run("text", "check", "--register", "山\u{202E}田").status == 0)
        #expect(try Program.run("text", "check").status == 2)
    }

    @Test("文字パレットの表を作っておける")
    func palette() throws {
        try withFolder { folder in
            _ = try importResident(into: folder)
            let made = try Program.run("text", "palette", "--data", folder.path + "/data")
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.output.contains("52605字"))
            #expect(FileManager.default.fileExists(atPath: folder.path + "/data/characters.palette"))
        }
    }
}
