import Documents
import Foundation
import Madoguchi

// PageBench records FILE | cold | pages N | bundle N: what the `run` script calls, each in a process of its own.

let started = ContinuousClock.now
let arguments = CommandLine.arguments.dropFirst()
let records = PageRecord.make(200, seed: 20_260_101)

func milliseconds(_ duration: Duration) -> Double {
    Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1e3
}

/// The largest resident size so far, in megabytes.
func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
}

func text(_ value: Double) -> String { String(format: "%.2f", value) }

/// Every page is one file in memory; times in milliseconds.
func times(_ count: Int, _ work: (Int) throws -> Void) rethrows -> [Double] {
    try (0..<count).map { index in
        let start = ContinuousClock.now
        try work(index)
        return milliseconds(start.duration(to: .now))
    }.sorted()
}

switch arguments.first {
case "records":
    let file = URL(filePath: arguments.dropFirst().first ?? "records.json")
    try JSONEncoder().encode(records).write(to: file)
case "cold":
    let form = records[0].form
    let start = ContinuousClock.now
    let renderer = try PDFRenderer()
    let opened = milliseconds(start.duration(to: .now))
    let first = ContinuousClock.now
    let bytes = try renderer.written([form])
    print(
        "cold: fonts opened in \(text(opened)) ms, first page after them \(text(milliseconds(first.duration(to: .now)))) ms, \(bytes.count) bytes"
    )
case "pages":
    let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 400
    let renderer = try PDFRenderer()
    let forms = records.map(\.form)
    _ = try renderer.written([forms[0]])
    let start = ContinuousClock.now
    let sorted = try times(count) { _ = try renderer.written([forms[$0 % forms.count]]) }
    let total = milliseconds(start.duration(to: .now))
    print(
        "madoguchi: \(text(Double(count) * 1000 / total)) pages/s, p50 \(text(sorted[count / 2])) ms, p99 \(text(sorted[count * 99 / 100])) ms, \(peak()) MB"
    )
    let verifier = try DocumentVerifier()
    let files = try forms.prefix(50).map { try renderer.written([$0]) }
    let checks = times(50) { _ = verifier.report(files[$0]) }
    print("read-back of one page: p50 \(text(checks[25])) ms")
case "bundle":
    let renderer = try PDFRenderer()
    let forms = records.map(\.form)
    let sorted = try times(20) { round in
        let ten = (0..<10).map { forms[(round * 10 + $0) % forms.count] }
        _ = try renderer.pdf(of: ten)
    }
    print("bundle of ten with read-back: p50 \(text(sorted[10])) ms, worst \(text(sorted[19])) ms, \(peak()) MB")
default:
    print("PageBench records FILE | cold | pages N | bundle")
}
