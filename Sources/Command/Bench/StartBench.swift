import Foundation

/// A second start of the server as a process of its own, until it can be connected to (起動の速さ).
struct StartBench {
    let data: String
    let municipality: String

    private static let starts = 5

    func figures() throws -> [Figure] {
        var times: [Double] = []
        var memory: [Double] = []
        for _ in 0..<StartBench.starts {
            let (time, size) = try start()
            times.append(time)
            memory.append(size)
        }
        return [
            Figure("start.listening", "二度目の起動から待ち受けるまで", limit: 1000, times),
            Figure("memory.started", "起動した直後のメモリー", unit: "MB", limit: 150, memory),
        ]
    }

    private func start() throws -> (milliseconds: Double, megabytes: Double) {
        let port = try LoopbackBrowser.freePort()
        let server = Process()
        server.executableURL = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        server.arguments = ["serve", "--data", data, "--municipality", municipality, "--demo", "--port", "\(port)"]
        server.standardError = FileHandle.nullDevice
        let clock = ContinuousClock()
        let begin = clock.now
        try server.run()
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        while begin.duration(to: clock.now) < .seconds(60), server.isRunning {
            if let descriptor = LoopbackBrowser.connected(to: port) {
                let time = begin.duration(to: clock.now).inMilliseconds
                close(descriptor)
                return (time, try MemoryBench.megabytes(process: "\(server.processIdentifier)"))
            }
            usleep(500)
        }
        throw CommandFailure("計測用のサーバーが起動しません。madoguchi serve --demo で確かめてください。")
    }
}

/// Resident memory as the system counts it (常駐メモリー).
enum MemoryBench {
    static func figure(process: String, name: String, what: String) throws -> Figure {
        Figure(name, what, unit: "MB", limit: 150, [try megabytes(process: process)])
    }

    static func megabytes(process: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
        guard let kilobytes else { throw CommandFailure("/proc からメモリーを読めません。Linux で実行してください。") }
        return kilobytes * 1024 / 1_000_000
    }
}
