import Dispatch
import Foundation
import Glibc
import Madoguchi

/// Printers of the counters by terminal, reached through CUPS (端末ごとの印刷先). A terminal without one uses the browser's dialog.
struct LinePrinter: Sendable {
    private let printers: [String: String]
    private let tool: String

    static let none = LinePrinter(printers: [:], tool: "/usr/bin/lp")

    private init(printers: [String: String], tool: String) {
        self.printers = printers
        self.tool = tool
    }

    /// A file of lines: terminal, a tab, the printer's name as `lpstat -a` gives it; `#` begins a remark.
    init(file: String, tool: String = "/usr/bin/lp") throws {
        let text = String(decoding: try InputFile.bytes(file), as: UTF8.self)
        var printers: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let plain = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            guard !plain.isEmpty else { continue }
            let parts = plain.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[1].hasPrefix("-") else {
                throw CommandFailure("\(file) の \(index + 1)行目が読めません。「端末の記号、タブ、プリンターの名前」と書いてください。")
            }
            printers[parts[0]] = parts[1]
        }
        self.init(printers: printers, tool: tool)
    }

    func name(at terminal: TerminalID) -> String? { printers[terminal.text] }

    /// Hands jobs to CUPS in their order; false as soon as one is not taken.
    func send(_ jobs: [PrintJob]) async -> Bool {
        for job in jobs {
            guard let printer = job.printer else { return false }
            let trays = job.tray.isEmpty ? [] : ["-o", "InputSlot=\(job.tray)"]
            guard await run(["-d", printer, "-t", "madoguchi"] + trays + ["-"], job.bytes) else { return false }
        }
        return true
    }

    /// A spooler that does not answer must not hold a counter up: ten seconds.
    private func run(_ arguments: [String], _ bytes: [UInt8]) async -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        let identifier = process.processIdentifier
        let watch = Task {
            try await Task.sleep(for: .seconds(10))
            kill(identifier, SIGKILL)
        }
        defer { watch.cancel() }
        let writing = input.fileHandleForWriting
        // A spooler that dies before it has read everything must not end this process.
        signal(SIGPIPE, SIG_IGN)
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                try? writing.write(contentsOf: Data(bytes))
                try? writing.close()
                process.waitUntilExit()
                continuation.resume(returning: process.terminationStatus == 0)
            }
        }
    }
}
