import Foundation
import TestSupport
import Testing

/// The relay as two processes that are killed at moments nobody chose.
@Suite("中継の命令", .serialized)
struct RelayCommandTests {
    private struct Side {
        let folder: URL
        var watch: URL { folder.appending(path: "out") }
        var inbox: URL { folder.appending(path: "inbox") }
        var data: String { folder.path + "/data" }
        let port = Int.random(in: 20_000..<30_000)

        init(in folder: URL, intake: String = "") throws {
            self.folder = folder
            try FileManager.default.createDirectory(
                at: folder.appending(path: "out"),
                withIntermediateDirectories: true
            )
            try certificates()
            let common = "authority: \(path("city.pem"))\nhost: 127.0.0.1\nport: \(port)\n"
            try write(
                "sender.yaml",
                """
                role: sender
                watch: \(folder.path)/out
                receipts: \(folder.path)/receipts
                layout: flat-minimal
                quiet: 0
                interval: 1
                name: receiver
                certificate: \(path("sender.pem"))
                key: \(path("sender.key"))
                """ + "\n" + common
            )
            try write(
                "receiver.yaml",
                """
                role: receiver
                inbox: \(folder.path)/inbox
                reserve-megabytes: 0
                certificate: \(path("receiver.pem"))
                key: \(path("receiver.key"))
                """ + "\n" + common + intake
            )
        }

        func path(_ name: String) -> String { folder.appending(path: name).path }

        private func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }

        private func certificates() throws {
            let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            try openssl(
                ["req", "-x509"] + curve
                    + ["-days", "2", "-subj", "/CN=city", "-keyout", path("city.key"), "-out", path("city.pem")]
            )
            for name in ["sender", "receiver"] {
                try write("\(name).ext", "subjectAltName=DNS:\(name)\n")
                try openssl(
                    ["req"] + curve
                        + ["-subj", "/CN=\(name)", "-keyout", path("\(name).key"), "-out", path("\(name).csr")]
                )
                try openssl([
                    "x509", "-req", "-in", path("\(name).csr"), "-CA", path("city.pem"), "-CAkey", path("city.key"),
                    "-CAcreateserial", "-days", "2", "-extfile", path("\(name).ext"), "-out", path("\(name).pem"),
                ])
            }
        }

        private func openssl(_ arguments: [String]) throws {
            let outcome = try Program.run(arguments, tool: URL(filePath: "/usr/bin/openssl"))
            try #require(outcome.status == 0, "\(outcome.errors)")
        }

        /// The receiver or the sender; with a limit no file of it may grow beyond so many kilobytes, as on a full disk.
        func start(_ role: String, fileLimit: Int? = nil) throws -> Process {
            let limit = fileLimit.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
            let command = "\(limit)exec \"$0\" registry relay --config \"$1\""
            return try Program.start(
                ["-c", command, Program.executable.path, path("\(role).yaml")],
                tool: URL(filePath: "/bin/bash"),
                output: folder.appending(path: "\(role).out"),
                errors: folder.appending(path: "\(role).err")
            )
        }

        func arrived() -> [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox.path)) ?? []
            return names.filter { !$0.hasPrefix(".") }.sorted()
        }

        func receipts() -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: path("receipts"))) ?? []
        }

        func said(_ role: String) -> String { (try? Program.text(folder.appending(path: "\(role).err"))) ?? "" }
    }

    private func kill(_ process: Process) {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private func wait(_ seconds: Double, until isDone: () -> Bool) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if isDone() { return true }
            usleep(20_000)
        }
        return isDone()
    }

    @Test("60回殺しても、ディスクが足りなくても、元のファイルは消えず、最後に同じ一組だけが届く")
    func kills() throws {
        try withFolder { folder in
            let side = try Side(in: folder)
            var random = SystemRandomNumberGenerator()
            // Large enough that most kills fall into the sending.
            let bytes = Data((0..<(24 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
            let name = "jumin_20261122.tsv"
            try bytes.write(to: side.watch.appending(path: name))
            var receiver = try side.start("receiver", fileLimit: 4_096)
            var sender = try side.start("sender")
            for round in 0..<60 {
                usleep(UInt32.random(in: 10_000...350_000, using: &random))
                // The first third with a disk that is too small; then one side or the other.
                if round == 20 || round % 2 == 0 {
                    kill(receiver)
                    receiver = try side.start("receiver", fileLimit: round < 20 ? 4_096 : nil)
                } else {
                    kill(sender)
                    sender = try side.start("sender")
                }
                #expect(try Data(contentsOf: side.watch.appending(path: name)).count == bytes.count)
                for set in side.arrived() {
                    let there = try Data(contentsOf: side.inbox.appending(path: "\(set)/\(name)"))
                    #expect(there == bytes, "a set is whole or not there")
                }
                if round < 20 { #expect(side.arrived().isEmpty && side.receipts().isEmpty) }
            }
            #expect(wait(60) { side.receipts().count == 1 }, "\(side.said("sender")) \(side.said("receiver"))")
            kill(sender)
            kill(receiver)
            #expect(side.arrived().count == 1)
            let place = side.inbox.appending(path: side.arrived().first ?? "-")
            #expect(try Data(contentsOf: place.appending(path: name)) == bytes)
            #expect(try FileManager.default.contentsOfDirectory(atPath: side.inbox.path + "/.parts").isEmpty)
            #expect(try Data(contentsOf: side.watch.appending(path: name)) == bytes)
        }
    }

    @Test("届いた組は順に自動で取り込まれ、断られた組は理由が残り、窓口のデータはそのまま")
    func intake() throws {
        try withFolder { folder in
            let data = folder.path + "/data"
            let side = try Side(in: folder, intake: "data: \(data)\nlayout: flat-minimal\nready-by: \"00:00\"\n")
            let receiver = try side.start("receiver")
            let sender = try side.start("sender")
            defer {
                kill(sender)
                kill(receiver)
            }
            func put(_ day: String, _ lines: [String]) throws {
                let text = lines.map { $0 + "\r\n" }.joined()
                try #require(text.data(using: .shiftJIS)).write(to: side.watch.appending(path: "jumin_\(day).tsv"))
            }
            func line(_ number: Int, _ name: String) -> String {
                "\(1_000_000_000 + number)\t9\(number)\t1\t1\t\(name)\tレイジ\t2\t1980/02/17\t世帯主\t3799901\t例示町\t\(number)番地\t"
            }
            func outcomes() -> [String] {
                let files = try? FileManager.default.contentsOfDirectory(atPath: side.inbox.path + "/.outcomes")
                return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
            }
            try put("20261122", (1...30).map { line($0, "例示　\($0)") })
            #expect(wait(60) { outcomes().count == 1 }, "\(side.said("receiver"))")
            let found = try Program.run("registry", "search", "例示", "--limit", "50", "--data", data)
            #expect(found.lines.count == 30, "\(found.errors)")
            // What came in holds 個人番号 as it came, so it goes; the sender still has it.
            let set = try #require(side.arrived().first)
            #expect(try FileManager.default.contentsOfDirectory(atPath: side.inbox.path + "/\(set)").isEmpty)
            #expect(FileManager.default.fileExists(atPath: side.watch.path + "/jumin_20261122.tsv"))
            // The next day half of the town is missing.
            try put("20261123", (1...15).map { line($0, "例示　\($0)") })
            #expect(wait(60) { outcomes().count == 2 }, "\(side.said("receiver"))")
            let refused = try Program.text(URL(filePath: side.inbox.path + "/.outcomes/" + outcomes()[1]))
            #expect(refused.contains("\"isImported\":false") && refused.contains("減りました"))
            #expect(!refused.contains("レイジ"))
            #expect(try Program.run("registry", "search", "例示", "--limit", "50", "--data", data).lines.count == 30)
            let missing = "開庁までに連携データが届きませんでした。"
            #expect(wait(20) { side.said("receiver").contains(missing) }, "the files are of a day long past")
        }
    }
}
