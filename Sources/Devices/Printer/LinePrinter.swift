import Dispatch
import Foundation
import Glibc
package import Madoguchi

/// Printers of the counters by terminal, reached through CUPS (端末ごとの印刷先). A terminal without one uses the browser's dialog.
package struct LinePrinter: Sendable {
    private let printers: [String: String]
    private let tool: String
    private let host: [String]

    package static let none = LinePrinter(printers: [:])

    /// `printers` names each as `lpstat -a` does, by terminal; `server` is where CUPS listens, nil as `lp` itself finds it.
    package init(printers: [String: String], server: String? = nil, tool: String = "/usr/bin/lp") {
        self.printers = printers
        self.tool = tool
        host = server.map { ["-h", $0] } ?? []
    }

    package func name(at terminal: TerminalID) -> String? { printers[terminal.text] }

    /// Hands jobs to CUPS in their order; false as soon as one is not taken.
    package func send(_ jobs: [PrintJob]) async -> Bool {
        for job in jobs {
            guard let printer = job.printer else { return false }
            let options = LinePrinter.options(job).flatMap { ["-o", $0] }
            guard await run(host + ["-d", printer, "-t", "madoguchi"] + options + ["-"], job.bytes) else {
                return false
            }
        }
        return true
    }

    /// Nothing is left to the printer's own settings: many print on both sides, on Letter, or make pages smaller.
    private static func options(_ job: PrintJob) -> [String] {
        let sides = job.isTwoSided ? "two-sided-long-edge" : "one-sided"
        let tray = job.tray.isEmpty ? [] : ["InputSlot=\(job.tray)"]
        return tray + ["media=\(media(job.page))", "sides=\(sides)", "print-scaling=none"]
    }

    /// The name of the paper (PWG 5101.1), short side first.
    private static func media(_ page: PageSize) -> String {
        let (short, long) = (Int(min(page.width, page.height).rounded()), Int(max(page.width, page.height).rounded()))
        let size = "\(short)x\(long)mm"
        let names = [
            "297x420mm": "iso_a3", "210x297mm": "iso_a4", "148x210mm": "iso_a5", "105x148mm": "iso_a6",
            "257x364mm": "jis_b4", "182x257mm": "jis_b5", "100x148mm": "jpn_hagaki",
        ]
        return "\(names[size] ?? "custom_form")_\(size)"
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
