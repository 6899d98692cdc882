import Foundation
import TestSupport
import Testing

@Suite("連携データの命令")
struct RegistryCommandTests {
    /// Lines of the smallest layout, tab-separated; line `broken` has no name.
    private func lines(_ count: Int, broken: Int? = nil) -> [String] {
        (1...count).map { number in
            let name = number == broken ? "" : number == 1 ? "髙橋　花子" : "例示　次郎\(number)"
            return [
                "\(1_000_000_000 + number)", "\(9_000_000_000 + number)", "1", "1", name, "タカハシ　ハナコ", "2",
                "1980/02/17", "世帯主", "3799901", "例示町一丁目", "10番地\(number)", "",
            ].joined(separator: "\t")
        }
    }

    private func write(_ lines: [String], _ encoding: String.Encoding = .shiftJIS, in folder: URL) throws -> String {
        let file = folder.appending(path: "jumin_20261122.tsv")
        try #require(lines.map { $0 + "\r\n" }.joined().data(using: encoding)).write(to: file)
        return file.path
    }

    private func take(_ file: String, into folder: URL) throws -> Program.Outcome {
        try Program.run("registry", "import", file, "--layout", "flat-minimal", "--data", folder.path + "/data")
    }

    @Test("取り込んだ人が画面と同じ探し方で見つかる")
    func search() throws {
        try withFolder { folder in
            let taken = try take(write(lines(30), in: folder), into: folder)
            #expect(taken.status == 0, "\(taken.errors)")
            #expect(taken.lines == ["住民: 30件（jumin_20261122.tsv）", "基準日 2026-11-22、住民 30人を取り込みました。"])
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/data/import"))
            // 高橋 finds 髙橋, and the register's own letters come back.
            let found = try Program.run("registry", "search", "高橋 花子", "--data", folder.path + "/data")
            #expect(found.status == 0)
            #expect(found.lines.count == 1)
            #expect(found.output.contains("\"name\":\"髙橋　花子\""))
            #expect(found.output.contains("\"birthDate\":\"1980-02-17\""))
            let journal = try Program.run("journal", "verify", "--data", folder.path + "/data")
            #expect(journal.output.hasPrefix("証跡は 2件すべてつながっています。"))
        }
    }

    @Test("壊れた行はファイルと行番号で知らせ、残りを取り込んで 1 で終わる")
    func brokenLine() throws {
        try withFolder { folder in
            let taken = try take(write(lines(200, broken: 77), in: folder), into: folder)
            #expect(taken.status == 1)
            #expect(taken.errors.hasPrefix("jumin_20261122.tsv:77:"))
            #expect(taken.output.contains("住民: 199件、読めない行 1件"))
            #expect(!taken.errors.contains("ハナコ"))
        }
    }

    enum Unusable: CaseIterable {
        case tooManyBroken, wrongEncoding, missingColumns, missingFile

        var sentence: String {
            switch self {
            case .tooManyBroken: "jumin_20261122.tsv:2:"
            case .wrongEncoding: "文字コードが違います。UTF-8のようですが、レイアウト定義では"
            case .missingColumns: "列が 13 必要ですが、2 しかありません。"
            case .missingFile: "no-such-file.tsv を読み込めません。"
            }
        }
    }

    @Test("使えないファイルは取り込まず 1 で終わり、前のデータが残る", arguments: Unusable.allCases)
    func refused(_ unusable: Unusable) throws {
        try withFolder { folder in
            #expect(try take(write(lines(30), in: folder), into: folder).status == 0)
            let file =
                switch unusable {
                case .tooManyBroken: try write(lines(3, broken: 2), in: folder)
                case .wrongEncoding: try write(lines(30), .utf8, in: folder)
                case .missingColumns: try write(lines(30).map { String($0.prefix(21)) }, in: folder)
                case .missingFile: folder.path + "/no-such-file.tsv"
                }
            let taken = try take(file, into: folder)
            #expect(taken.status == 1)
            #expect(taken.errors.contains(unusable.sentence), "\(taken.errors)")
            #expect(taken.output.contains("取り込みませんでした。前回までのデータはそのまま使えます。"))
            let found = try Program.run("registry", "search", "例示", "--data", folder.path + "/data")
            #expect(!found.lines.isEmpty, "\(found.errors)")
        }
    }

    @Test("見出しに必要な列がなければ、その列の名前を言う")
    func missingHeading() throws {
        try withFolder { folder in
            let town = try Program.run("town", "--residents", "150", "--seed", "1", "--out", folder.path + "/town")
            #expect(town.status == 0, "\(town.errors)")
            let files = town.lines.dropFirst()
            let residents = URL(filePath: try #require(files.first { $0.contains("JUMIN") }))
            let text = try Program.text(residents).replacing("\"氏名\"", with: "\"なまえ\"", maxReplacements: 1)
            try Data(text.utf8).write(to: residents)
            let control = URL(filePath: try #require(files.first { $0.contains("KANRI") }))
            let tables = files.filter { !$0.contains("KANRI") }
            let sums = try Program.run(Array(tables), tool: URL(filePath: "/usr/bin/sha256sum"))
            try Data(sums.output.replacing(folder.path + "/town/", with: "").utf8).write(to: control)
            let taken = try Program.run(
                ["registry", "import"] + files + ["--layout", "chukan-v2-sample", "--data", folder.path + "/data"]
            )
            #expect(taken.status == 1)
            #expect(taken.errors.contains("必要な列がありません: 「氏名」。"), "\(taken.errors)")
        }
    }

    @Test("同じ指定からは、いつも同じ町ができる")
    func sameTown() throws {
        try withFolder { folder in
            let bytes = try ["a", "b"].map { name in
                let town = try Program.run(
                    "town",
                    "--residents",
                    "150",
                    "--seed",
                    "7",
                    "--out",
                    folder.path + "/\(name)"
                )
                #expect(town.lines.first?.hasPrefix("住民 150人、") == true)
                let file = try #require(town.lines.first { $0.contains("JUMIN") })
                return try Data(contentsOf: URL(filePath: file))
            }
            #expect(bytes[0] == bytes[1])
        }
    }
}
