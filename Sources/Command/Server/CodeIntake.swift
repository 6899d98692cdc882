import Devices
import Foundation
import Madoguchi
import Web

/// What the counter's code reader brings in (読取の入口), by the municipality's payload profiles.
struct CodeIntake: Sendable {
    private let reader: CodeReader

    init(municipality folder: URL) throws {
        reader = CodeReader(profiles: try PayloadProfileReader.readAll(municipality: folder))
    }

    func read(_ bytes: [UInt8]) async throws -> IdentityReading {
        do {
            var collector = CodeCollector()
            guard case .complete(let content) = try collector.add(bytes) else { throw CodeError.incomplete }
            return try reader.reading(of: content)
        } catch let error as CodeError {
            // The sentence says first what happened and then what to do.
            let parts = error.sentence.split(separator: "。", maxSplits: 1).map(String.init)
            throw Fault(.invalid, "\(parts.first ?? "")。", remedy: parts.dropFirst().first ?? "")
        }
    }
}
