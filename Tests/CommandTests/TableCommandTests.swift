import Foundation
import TestSupport
import Testing

@Suite("判定表の命令")
struct TableCommandTests {
    private static let table =
        "municipalities/example-shi/procedures/school/judgement.csv"

    @Test("CSV・Excel・DMN を一回りしても判定表は変わらない")
    func convert() throws {
        try withFolder { folder in
            let paths = ["a.xlsx", "b.dmn", "c.xlsx", "d.csv"].map { folder.appending(path: $0).path }
            for (from, to) in zip([TableCommandTests.table] + paths, paths) {
                let outcome = try Program.run("rules", "convert", from, to)
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            func lines(_ file: URL) throws -> [Substring] {
                try Program.text(file).split { $0.isNewline || $0 == "\u{FEFF}" }
            }
            let original = Program.repository.appending(path: TableCommandTests.table)
            #expect(try lines(folder.appending(path: "d.csv")) == lines(original))
        }
    }

    @Test("検査は抜けと重なりを場合で示し、誤りのあるセルを番地で示す")
    func check() throws {
        try withFolder { folder in
            let table = folder.appending(path: "t.csv")
            try Data("# 列 年齢: integer, [0..120]\n年齢,→要否\n<= 18,1\n>= 18,2\n".utf8).write(to: table)
            let overlap = try Program.run("rules", "check", table.path)
            #expect(overlap.status == 1)
            #expect(overlap.errors.contains("t.csv:4: 誤り: 行「1」と「2」が重なっています。例: 年齢が18"), "\(overlap.errors)")
            try Data("年齢,→要否\n>= 65 and < 75,1\n".utf8).write(to: table)
            let idle = try Program.run("rules", "check", table.path)
            #expect(idle.status == 1)
            #expect(idle.errors.contains("t.csv:2: 誤り: A2: "), "\(idle.errors)")
            let good = try Program.run("rules", "check", TableCommandTests.table)
            #expect(good.status == 0, "\(good.errors)")
            #expect(try Program.run("rules", "convert", table.path, "x.pdf").status == 2)
        }
    }
}
