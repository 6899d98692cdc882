import Foundation

/// The built program, run as an administrator runs it.
struct Program {
    let executable: URL
    /// The repository's root, from which the municipality's folder is named.
    let root: URL

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// From start to end in milliseconds; a command that does not succeed measures nothing.
    func run(_ arguments: [String]) throws -> Double {
        let process = Process()
        process.executableURL = executable
        process.currentDirectoryURL = root
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        process.waitUntilExit()
        let time = start.duration(to: clock.now).components
        guard process.terminationStatus == 0 else {
            let command = arguments.prefix(2).joined(separator: " ")
            throw Failure(description: "madoguchi \(command): exit status \(process.terminationStatus)")
        }
        return Double(time.seconds) * 1000 + Double(time.attoseconds) / 1e15
    }
}

/// One figure with its limit, in the shape that `madoguchi bench` prints.
struct Figure: Encodable {
    let name: String
    let what: String
    let unit = "ms"
    let p50: Double
    let p95: Double
    let samples: Int
    let limit: Double
    let isMet: Bool

    init(_ name: String, _ what: String, limit: Double, _ samples: [Double]) {
        self.name = name
        self.what = what
        self.limit = limit
        self.samples = samples.count
        let sorted = samples.sorted()
        func percentile(_ percent: Int) -> Double {
            guard !sorted.isEmpty else { return 0 }
            return (sorted[max(0, (sorted.count * percent + 99) / 100 - 1)] * 1000).rounded() / 1000
        }
        p50 = percentile(50)
        p95 = percentile(95)
        isMet = !samples.isEmpty && p95 <= limit
    }
}
