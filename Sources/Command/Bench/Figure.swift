import Foundation
import Madoguchi

/// One figure with its limit (性能の値). Times are milliseconds, memory is megabytes of 1,000,000 bytes.
struct Figure: Encodable {
    let name: String
    let what: String
    let unit: String
    /// The middle and the 95th percentile of the samples, by the nearest rank.
    let p50: Double
    let p95: Double
    let samples: Int
    /// What the 95th percentile must not exceed.
    let limit: Double
    let isMet: Bool

    init(_ name: String, _ what: String, unit: String = "ms", limit: Double, _ samples: [Double]) {
        self.name = name
        self.what = what
        self.unit = unit
        self.limit = limit
        self.samples = samples.count
        let sorted = samples.sorted()
        p50 = Figure.rounded(Figure.percentile(50, of: sorted))
        p95 = Figure.rounded(Figure.percentile(95, of: sorted))
        isMet = !samples.isEmpty && p95 <= limit
    }

    private static func percentile(_ percent: Int, of sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

/// What `madoguchi bench` prints: a figure only means something together with the machine.
struct BenchReport: Encodable {
    let takenAt = SystemClock().now.iso
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    let build = BenchReport.configuration
    /// Processes waiting for a core, averaged over the last minute: quiet is below the number of cores.
    let load = BenchReport.loadAverage
    let figures: [Figure]

    init(figures: [Figure]) {
        self.figures = figures
    }

    private static var configuration: String {
        #if DEBUG
        "debug"
        #else
        "release"
        #endif
    }

    private static var loadAverage: Double? {
        let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
        return text?.split(separator: " ").first.flatMap { Double($0) }
    }
}

extension Duration {
    var inMilliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}

/// Takes samples after some rounds that do not count.
func samples(_ rounds: Int, _ body: (Int) throws -> Void) rethrows -> [Double] {
    for round in 0..<5 { try body(round) }
    return try (0..<rounds).map { round in
        let start = ContinuousClock.now
        try body(round)
        return start.duration(to: .now).inMilliseconds
    }
}
