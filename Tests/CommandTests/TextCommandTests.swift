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
            #expect(taken.output.contains("外字 1行を取り込みました"))
            #expect(try importResident(into: folder).output.contains("外字 1字を、対応表のとおりに置き換えました。"))
            let found = try Program.run("registry", "search", "葛城", "--data", folder.path + "/data")
            #expect(found.output.contains("葛\u{E0102}城　花子"))
            #expect(try String(contentsOfFile: folder.path + "/data/unidentified.tsv", encoding: .utf8).isEmpty)
            #expect(try Program.run("journal", "verify", "--data", folder.path + "/data").status == 0)
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
