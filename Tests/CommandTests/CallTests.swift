import Foundation
import TestSupport
import Testing

@Suite("命令の呼び方")
struct CallTests {
    @Test("どの命令の --help にも例があり、写しと同じ")
    func help() throws {
        var waiting: [[String]] = [[]]
        var seen: Set<String> = []
        while let path = waiting.popLast() {
            let help = try Program.run(path + ["--help"])
            let name = (["madoguchi"] + path).joined(separator: " ")
            #expect(help.status == 0, "\(name)")
            #expect(help.errors.isEmpty, "\(name)")
            #expect(help.output.contains("例: madoguchi "), "\(name)")
            try expectGolden("cli/\(name.replacing(" ", with: "-")).txt", help.output)
            seen.insert("\(name.replacing(" ", with: "-")).txt")
            waiting += Program.commands(in: help.output).map { path + [$0] }
        }
        let golden = try FileManager.default.contentsOfDirectory(
            atPath: Program.repository.appending(path: "Tests/Golden/cli").path
        )
        #expect(Set(golden) == seen)
        #expect(seen.count > 20)
    }

    @Test(
        "呼び方の誤りは 2 で終わり、一つの文で何が違うかを言う",
        arguments: [
            (["serve"], "「--data <DATA>」がありません。"),
            (["serve", "--data"], "「--data <DATA>」の値がありません。"),
            (["serve", "--data", "x", "--port", "eighty"], "「--port <N>」の値が使えません。"),
            (["serve", "--data", "x", "--port", "70000"], "「--port」は 1 から 65535 までの番号です。"),
            (["serve", "--data", "x", "--key", "k.pem"], "「--certificate」と「--key」は両方を書いてください。"),
            (["serve", "--data", "postgres://host/db"], "PostgreSQL の保管先はまだ使えません。"),
            (["serve", "--data", "x", "--nosuch"], "「--nosuch」という指定はありません。"),
            (["nosuch"], "命令の綴りを確かめ"),
            (["registry", "import", "a.tsv", "--data", "x"], "「--layout <NAME>」がありません。"),
            (
                ["registry", "import", "a.tsv", "--data", "x", "--layout", "nosuch"],
                "使えるのは chukan-v2-sample、flat-minimal、"
            ),
            (["registry", "search", "　", "--data", "x"], "探す言葉が空です。"),
            (["town", "--residents", "10", "--seed", "-1", "--out", "x"], "「--seed"),
            (["town", "--residents", "100", "--seed", "1", "--out", "x", "--date", "昨日"], "「--date」は 2026-04-01 のように"),
            (["staff", "disable", "--data", "x", "--id", "佐藤"], "「--id」は半角英数字"),
        ]
    )
    func wrongCall(arguments: [String], sentence: String) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.output.isEmpty)
    }

    @Test("誤りの文は、打たれた氏名を繰り返さない")
    func silence() throws {
        let calls = [
            ["registry", "search", "例示", "花子", "--data", "x"], ["例示花子"],
            ["town", "--residents", "例示花子", "--seed", "1", "--out", "x"],
            ["registry", "search", "例示花子", "--data", "no-such-folder"],
        ]
        for call in calls {
            let outcome = try Program.run(call)
            #expect(outcome.status != 0)
            #expect(!outcome.errors.isEmpty)
            #expect(!outcome.errors.contains("例示"), "\(outcome.errors)")
        }
    }

    @Test(
        "ないものを指すと 1 で終わり、どこを直すかを言う",
        arguments: [
            (["registry", "search", "山田", "--data", "no-such-folder"], "no-such-folder にデータがありません。"),
            (["journal", "verify", "--data", "no-such-folder"], "no-such-folder にデータがありません。"),
            (["procedures", "check", "no-such-folder"], "no-such-folder: 誤り: フォルダーがありません"),
            (["text", "mj", "--font", "no-such-font.ttf"], "no-such-font.ttf を読めません。"),
            (["text", "mj", "--font", "Package.swift"], "フォントを読めません"),
            (["rules", "tck", "deploy"], "deploy に適合試験がありません。"),
            (["documents", "verify", "Package.swift"], "Package.swift: この製品が作ったPDFとして読めません。"),
        ]
    )
    func missing(arguments: [String], sentence: String) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: Program.repository.appending(path: "no-such-folder").path))
    }

    @Test("検索キーは段ごとに出る")
    func keys() throws {
        let outcome = try Program.run("text", "key", "髙橋 みづき")
        #expect(outcome.status == 0)
        // 髙 and 高 are one letter to a search; ヅ may be meant as ズ or ツ.
        #expect(outcome.lines.first == "1\t高橋ミズキ")
        #expect(Set(outcome.lines.dropFirst()) == ["2\t高橋ミスキ", "2\t高橋ミツキ"])
    }
}
