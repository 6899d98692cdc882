import Foundation
import Glibc
import TestSupport
import Testing

@Suite("サーバーの命令")
struct ServeCommandTests {
    /// A server that has said it listens.
    private struct Server {
        let process: Process
        let errors: URL

        init(data: String, port: Int, in folder: URL) throws {
            errors = folder.appending(path: "errors-\(UUID().uuidString)")
            process = try Program.start(
                ["serve", "--data", data, "--port", "\(port)"],
                output: folder.appending(path: "output"),
                errors: errors
            )
            for _ in 0..<600 where process.isRunning {
                if try Program.text(errors).contains("窓口は https://localhost:\(port) で動いています") { return }
                usleep(100_000)
            }
            Issue.record("\(try Program.text(errors))")
        }

        func end(_ signal: Int32) -> Int32 {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// A port that nobody listened at a moment ago.
    private func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) + getsockname(descriptor, $0, &size)
            }
        }
        try #require(outcome == 0)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    @Test("kill -9 のあとも同じデータで動き、SIGTERM と Ctrl-C で静かに終わる")
    func restart() throws {
        try withFolder { folder in
            let (data, port) = (folder.path + "/data", try freePort())
            let first = try Server(data: data, port: port, in: folder)
            let added = try Program.run(
                "staff",
                "add",
                "--data",
                data,
                "--id",
                "sato",
                "--name",
                "例示 花子",
                "--counter",
                "citizen",
                "--group",
                "reception"
            )
            #expect(added.status == 0, "\(added.errors)")
            let taken = try Program.run("serve", "--data", folder.path + "/other", "--port", "\(port)")
            #expect(taken.status == 1)
            #expect(taken.errors.contains("ポート \(port) は、ほかのプログラムが使っています。"), "\(taken.errors)")
            #expect(first.end(SIGKILL) == SIGKILL)
            #expect(try Server(data: data, port: port, in: folder).end(SIGTERM) == 0)
            #expect(try Server(data: data, port: port, in: folder).end(SIGINT) == 0)
            #expect(try Program.run("staff", "disable", "--data", data, "--id", "sato").status == 0)
            let journal = try Program.run("journal", "verify", "--data", data)
            #expect(journal.output.hasPrefix("証跡は 3件すべてつながっています。"), "\(journal.errors)")
        }
    }

    @Test("職員と端末の命令は、できたことと直し方を言う")
    func access() throws {
        try withFolder { folder in
            let data = folder.path + "/data"
            let add = [
                "staff", "add", "--data", data, "--id", "sato", "--name", "例示 花子", "--counter", "citizen", "--group",
            ]
            #expect(try Program.run(add + ["nosuch"]).status == 2)
            let added = try Program.run(add + ["reception"])
            let first = try #require(added.lines.last?.split(separator: "\t").last)
            #expect(first.count == 16)
            let again = try Program.run(add + ["reception"])
            #expect(again.status == 1)
            #expect(again.errors.contains("職員ID「sato」はもう使われています。"))
            let reset = try Program.run("staff", "reset", "--data", data, "--id", "sato")
            #expect(reset.status == 0)
            #expect(reset.lines.last?.split(separator: "\t").last != first)
            #expect(try Program.run("staff", "reset", "--data", data, "--id", "nobody").status == 1)
            let issued = try Program.run(
                "terminal",
                "issue",
                "--data",
                data,
                "--id",
                "c1",
                "--name",
                "市民課 1番",
                "--counter",
                "citizen"
            )
            #expect(issued.lines.last?.hasPrefix("登録コード\t") == true)
            #expect(try Program.run("terminal", "list", "--data", data).output == "c1\t市民課 1番\tcitizen\t有効\n")
            #expect(try Program.run("terminal", "revoke", "--data", data, "--id", "c1").status == 0)
            #expect(try Program.run("terminal", "list", "--data", data).output == "c1\t市民課 1番\tcitizen\t取り消し済み\n")
            #expect(try Program.run("terminal", "revoke", "--data", data, "--id", "c2").status == 1)
        }
    }
}
