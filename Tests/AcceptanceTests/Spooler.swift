import Foundation
import Glibc
import Testing

/// A CUPS of the test's own: its folder, its socket, raw queues that lead nowhere; what it was given stays in its spool.
final class Spooler {
    let socket: String
    /// A laser printer's description as Debian's cups-filters brings it: trays, both sides, Letter unless told otherwise.
    static let laser = "/usr/share/ppd/cupsfilters/Ricoh-PDF_Printer-PDF.ppd"
    private let folder: URL
    private let process = Process()

    /// With a `driver` each queue works as such a printer does and leaves what it would be sent in ``sent(to:)``.
    init(queues: [String], driver: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cups-\(UUID().uuidString)")
        socket = folder.path + "/socket"
        for name in ["etc", "spool/tmp", "cache", "state", "log"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name),
                withIntermediateDirectories: true
            )
        }
        let (files, settings) = (folder.path + "/etc/cups-files.conf", folder.path + "/etc/cupsd.conf")
        try Data(Spooler.files(folder.path).utf8).write(to: URL(filePath: files))
        try Data(Spooler.settings(socket).utf8).write(to: URL(filePath: settings))
        process.executableURL = URL(filePath: "/usr/sbin/cupsd")
        process.arguments = ["-f", "-c", settings, "-s", files]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for queue in queues {
            let model =
                driver.map { ["-v", "file:\(folder.path)/\(queue)", "-P", $0] } ?? [
                    "-v", "file:/dev/null", "-m", "raw",
                ]
            let isThere = try Spooler.eventually {
                try self.call("/usr/sbin/lpadmin", ["-p", queue, "-E"] + model) == 0
            }
            try #require(isThere, "\(queue)")
        }
    }

    deinit {
        // It holds nothing that is wanted later, and SIGTERM it may not heed.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A paper as the spooler took it.
    struct Job {
        let queue: String
        let title: String
        let options: [String]
        let bytes: [UInt8]
    }

    /// The first jobs, once the spooler has sent that many to their queues.
    func jobs(_ count: Int) throws -> [Job] {
        var jobs: [Job] = []
        let isDone = try Spooler.eventually {
            let bytes = try Data(contentsOf: self.folder.appending(path: "log/error"))
            // The log is long: only the lines that start a back end become text.
            let lines = bytes.split(separator: 0x0A).filter { $0.range(of: Data("] argv[".utf8)) != nil }
            let log = lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
            jobs = try (1...count).compactMap { try self.job($0, log) }
            return jobs.count == count
        }
        try #require(isDone)
        return jobs
    }

    /// Everything the spooler wrote down, its control files with the attributes of the jobs included.
    func log() throws -> String {
        let folders = ["log", "spool"].map { folder.appending(path: $0) }
        let files = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        }
        // Files of data begin with d: the papers themselves.
        return files.filter { !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix("d") }
            .compactMap { FileManager.default.contents(atPath: $0.path) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }

    /// What a printer behind a driver got, once it is whole: its settings in PJL, then the pages as PDF.
    func sent(to queue: String) throws -> (settings: [String], pdf: [UInt8]) {
        var bytes = Data()
        let isDone = Spooler.eventually {
            bytes = FileManager.default.contents(atPath: self.folder.path + "/" + queue) ?? Data()
            return bytes.range(of: Data("%%EOF".utf8)) != nil
        }
        try #require(isDone)
        let start = try #require(bytes.range(of: Data("%PDF-".utf8))).lowerBound
        let end = try #require(bytes.range(of: Data("%%EOF".utf8), options: .backwards)).upperBound
        let settings = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\n").map(String.init)
        return (settings, Array(bytes[start..<end]))
    }

    private func job(_ number: Int, _ log: String) throws -> Job? {
        func argument(_ index: Int) -> String? {
            let mark = "[Job \(number)] argv[\(index)]=\""
            let line = log.split(separator: "\n").first { $0.contains(mark) }
            return line?.components(separatedBy: mark).last.map { String($0.dropLast()) }
        }
        // The arguments of every CUPS back end: queue's name, job, user, title, copies, options, file.
        guard let queue = argument(0), let title = argument(3), let options = argument(5), let file = argument(6) else {
            return nil
        }
        return Job(
            queue: queue,
            title: title,
            options: options.split(separator: " ").map(String.init),
            bytes: Array(try Data(contentsOf: URL(filePath: file)))
        )
    }

    private func call(_ tool: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = ["-h", socket] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func eventually(_ isDone: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<100 {
            if try isDone() { return true }
            usleep(100_000)
        }
        return false
    }

    private static func files(_ folder: String) -> String {
        """
        FileDevice Yes
        ServerRoot \(folder)/etc
        RequestRoot \(folder)/spool
        TempDir \(folder)/spool/tmp
        CacheDir \(folder)/cache
        StateDir \(folder)/state
        AccessLog \(folder)/log/access
        ErrorLog \(folder)/log/error
        PageLog \(folder)/log/page

        """
    }

    /// Nobody listens on the network; whoever reaches the socket may do everything.
    private static func settings(_ socket: String) -> String {
        """
        Listen \(socket)
        LogLevel debug
        DefaultAuthType None
        WebInterface No
        Browsing Off
        PreserveJobFiles Yes
        <Location />
          Order allow,deny
          Allow all
        </Location>
        <Policy default>
          <Limit All>
            Order deny,allow
            Allow all
          </Limit>
        </Policy>

        """
    }
}
