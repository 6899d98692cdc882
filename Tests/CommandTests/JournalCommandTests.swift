import Foundation
import TestSupport
import Testing

@Suite("証跡の命令")
struct JournalCommandTests {
    /// A data folder with three entries: an import and two searches.
    private func withJournal(_ body: (String) throws -> Void) throws {
        try withFolder { folder in
            let file = folder.appending(path: "jumin_20261122.tsv")
            let line = "1000000001\t9000000001\t1\t1\t例示\tレイジ\t1\t1980/02/17\t世帯主\t3799901\t例示町一丁目\t1番地\t\r\n"
            try #require(line.data(using: .shiftJIS)).write(to: file)
            let data = folder.path + "/data"
            #expect(
                try Program.run("registry", "import", file.path, "--layout", "flat-minimal", "--data", data).status == 0
            )
            for _ in 0..<2 { #expect(try Program.run("registry", "search", "例示", "--data", data).status == 0) }
            try body(data)
        }
    }

    /// What somebody with the database in hand can do.
    private func tamper(_ data: String, _ statement: String) throws {
        let script = "DROP TRIGGER journal_update; DROP TRIGGER journal_delete; \(statement);"
        let outcome = try Program.run(
            [data + "/madoguchi.sqlite", script],
            tool: URL(filePath: "/usr/bin/sqlite3")
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test("書き換えは、最初の一件を言って 1 で終わる")
    func changed() throws {
        try withJournal { data in
            #expect(try Program.run("journal", "verify", "--data", data).status == 0)
            try tamper(data, "UPDATE journal SET detail = 'command 0' WHERE sequence = 2")
            let outcome = try Program.run("journal", "verify", "--data", data)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("2件目で壊れています: 内容がハッシュ値と合いません。"), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("終わりを切り落としても、別に保管した先端と比べれば分かる")
    func cutOff() throws {
        try withJournal { data in
            let head = data + "/head.json"
            let kept = try Program.run("journal", "head", "--data", data)
            #expect(kept.output.contains("\"sequence\":3"))
            try Data(kept.output.utf8).write(to: URL(filePath: head))
            #expect(try Program.run("journal", "verify", "--data", data, "--head", head).status == 0)
            try tamper(data, "PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE sequence = 3")
            #expect(try Program.run("journal", "verify", "--data", data).status == 0)
            let outcome = try Program.run("journal", "verify", "--data", data, "--head", head)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("控えには3件目まであるはずですが、記録は2件目で終わっています。"), "\(outcome.errors)")
        }
    }

    @Test("控えでないファイルは、そう言って断る")
    func noHead() throws {
        try withJournal { data in
            let outcome = try Program.run("journal", "verify", "--data", data, "--head", "Package.swift")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Package.swift は証跡の先端として読めません。"))
        }
    }
}
