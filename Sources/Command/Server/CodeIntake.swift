import Devices
import Foundation
import Japanese
import Madoguchi
import Web

/// What the counter's code reader and pictures bring in (読取の入口), by the municipality's payload profiles.
struct CodeIntake: Sendable {
    /// The argument that makes this program the process that opens pictures.
    static let workerMark = "code-image-worker"

    private let reader: CodeReader
    private let images: CodeImageReader

    init(municipality folder: URL, eras: EraTable) throws {
        reader = CodeReader(profiles: try PayloadProfileReader.readAll(municipality: folder), eras: eras)
        images = CodeImageReader(
            program: Bundle.main.executablePath ?? CommandLine.arguments[0],
            arguments: [CodeIntake.workerMark]
        )
    }

    /// The bytes of a code, or a PNG of it; a code in several parts must come in one picture.
    func read(_ bytes: [UInt8]) async throws -> IdentityReading {
        do {
            var collector = CodeCollector()
            let isPicture = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
            for scan in isPicture ? try await images.contents(png: Data(bytes)) : [bytes] {
                if case .complete(let content) = try collector.add(scan) { return try reader.reading(of: content) }
            }
            throw CodeError.incomplete
        } catch let error as CodeError {
            // The sentence says first what happened and then what to do.
            let parts = error.sentence.split(separator: "。", maxSplits: 1).map(String.init)
            throw Fault(.invalid, "\(parts.first ?? "")。", remedy: parts.dropFirst().first ?? "")
        }
    }
}
