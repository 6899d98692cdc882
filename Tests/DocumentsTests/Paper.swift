import Foundation
import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@testable import Documents

/// What the tests of documents share: one renderer, sample forms, and the tools that look at a PDF from outside.
enum Paper {
    static let renderer = Result { try PDFRenderer() }
    static let verifier = Result { try DocumentVerifier() }
    /// 辻 with one dot (Moji_Joho) and 𠮷, a letter outside the basic plane.
    static let tsuji = "\u{8FBB}\u{E0102}"
    static let yoshida = "\u{20BB7}田"

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let procedures = root.appending(path: "municipalities/example-shi/procedures")

    /// A form of one page with the given texts, each in a box of 60 by 8 mm.
    static func form(_ texts: [String], style: TextStyle = TextStyle()) -> FilledForm {
        let entries = texts.enumerated().map { index, text in
            FilledPage.Entry(
                box: "欄\(index + 1)",
                name: "欄\(index + 1)",
                area: PageArea(x: 20, y: 30 + Double(index % 20) * 12, width: 60, height: 8),
                content: .text(RegisteredText(text), style)
            )
        }
        let title = Label("試験の様式", at: PagePoint(105, 20), font: .mincho, size: 18, align: .centre)
        let page = FilledPage(page: .a4, drawing: [.label(title)], entries: entries)
        return FilledForm(id: "test", title: "試験の様式", version: "1", pages: [page])
    }

    static func pdf(_ texts: [String], style: TextStyle = TextStyle()) throws -> [UInt8] {
        try renderer.get().pdf(of: [PrintedForm(form(texts, style: style))])
    }

    static func temporaryFile(_ bytes: [UInt8], _ suffix: String) throws -> URL {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + suffix)
        try Data(bytes).write(to: file)
        return file
    }

    /// Runs a tool of Debian's and gives its output; the test fails where it is not installed.
    static func run(_ tool: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(tool)")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// A form of the fictional town with its sample data.
    static func sample(_ procedure: String, _ name: String) throws -> (form: Form, data: Context) {
        let folder = procedures.appending(path: procedure)
        func file(_ path: String) throws -> FormReader.File {
            FormReader.File(path: path, bytes: Array(try Data(contentsOf: folder.appending(path: path))))
        }
        var reader = FormReader()
        let form = reader.form(
            drawing: try file("form.svg"),
            boxes: try file("boxes.yaml"),
            continuation: try? file("continuation.svg")
        )
        #expect(reader.diagnostics == [])
        let data = try SampleData.context(try file("samples/\(name).json").bytes)
        return (try #require(form), data)
    }

    static var samples: [(String, String)] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: procedures.path())) ?? []
        return folders.sorted().flatMap { folder in
            let path = procedures.appending(path: folder).appending(path: "samples").path()
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".json") }.sorted().map { (folder, String($0.dropLast(5))) }
        }
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
