import Devices
import Foundation
import Madoguchi
import Testing

@Suite("端末ごとの印刷先")
struct LinePrinterTests {
    /// Stands where `lp` stands: notes each argument on a line of its own and keeps what comes in.
    private func recorder(_ folder: URL, status: Int) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let tool = folder.path + "/lp"
        let script = """
            #!/bin/sh
            printf '%s\\n' "$@" >> '\(folder.path)/arguments'
            cat >> '\(folder.path)/paper'
            exit \(status)

            """
        try Data(script.utf8).write(to: URL(filePath: tool))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
        return tool
    }

    private func job(_ printer: String?, tray: String = "", _ text: String) -> PrintJob {
        PrintJob(tray: tray, bytes: Array(text.utf8), printer: printer)
    }

    @Test("プリンターの名前は一字も解釈されずに渡り、シェルを通らない") func noShell() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let tool = try recorder(folder, status: 0)
        let name = "市民課 1; touch \(folder.path)/broken $(touch \(folder.path)/broken) `id` \"'"
        let printer = LinePrinter(printers: ["t1": name], tool: tool)
        #expect(printer.name(at: TerminalID("t1")) == name)
        #expect(printer.name(at: TerminalID("t2")) == nil)
        #expect(await printer.send([job(name, tray: "Tray2", "一"), job(name, "二")]))
        let arguments = try String(contentsOf: folder.appending(path: "arguments"), encoding: .utf8)
        let always = ["-o", "media=iso_a4_210x297mm", "-o", "sides=one-sided", "-o", "print-scaling=none", "-"]
        let start = ["-d", name, "-t", "madoguchi"]
        let expected = start + ["-o", "InputSlot=Tray2"] + always + start + always + [""]
        #expect(arguments.components(separatedBy: "\n") == expected)
        #expect(try String(contentsOf: folder.appending(path: "paper"), encoding: .utf8) == "一二")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/broken"))
    }

    @Test("断られた仕事のあとは何も送らず、命令がなくても、読まずに終わっても、止まらずに断られたと言う") func refusals() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let refusing = LinePrinter(printers: [:], tool: try recorder(folder, status: 1))
        #expect(await !refusing.send([job("a", "一"), job("a", "二")]))
        #expect(try String(contentsOf: folder.appending(path: "paper"), encoding: .utf8) == "一")
        #expect(await !LinePrinter(printers: [:], tool: folder.path + "/none").send([job("a", "一")]))
        let large = String(repeating: "紙", count: 1_000_000)
        #expect(await !LinePrinter(printers: [:], tool: "/bin/false").send([job("a", large)]))
        #expect(await !refusing.send([job(nil, "一")]))
    }
}
