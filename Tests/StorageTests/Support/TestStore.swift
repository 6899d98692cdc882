import Foundation
import GRDB
import Japanese
import Madoguchi

@testable import Storage

/// A data folder of its own for one test; removed with the value, and named in the failure where something is wrong.
final class TestFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "madoguchi-storage-" + UUID().uuidString
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func store() throws -> SQLiteStore { try SQLiteStore(folder: path) }

    /// Runs SQL as somebody with a database tool would, past everything the program sets up.
    func tamper(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: "\(path)/madoguchi.sqlite", configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    }
}

enum Example {
    static let day = CivilDate(iso: "2026-04-01")!
    static let now = Instant(milliseconds: 1_775_001_600_000)
    static let clerk = StaffID("tanaka")!
    static let terminal = TerminalID("t1")
    static let counter = CounterID("citizens")
    static let stamp = Stamp(at: now, staff: clerk, terminal: terminal)

    static func caseID(_ number: UInt8) -> CaseID {
        CaseID(random: [UInt8](repeating: number, count: 16))
    }

    static func digest(_ letter: Character) -> Digest {
        Digest(hex: String(repeating: letter, count: 64))!
    }

    static func entry(
        _ action: JournalEntry.Action = .fact,
        detail: String = "",
        residents: [String] = []
    ) -> JournalEntry {
        JournalEntry(
            action,
            at: now,
            staff: clerk,
            terminal: terminal,
            caseID: caseID(1),
            residents: residents.map(ResidentNumber.init),
            detail: detail
        )
    }

    static func opening(_ serial: Int, on day: CivilDate = day) -> CaseRecord.Body {
        .opening(
            CaseOpening(
                number: ReceptionNumber(day: day, serial: serial),
                event: .moveIn,
                counter: counter,
                registryDate: day,
                package: "v1"
            )
        )
    }

    static func records(_ bodies: [CaseRecord.Body], from sequence: Int = 1) -> [CaseRecord] {
        bodies.enumerated().map { CaseRecord(sequence: sequence + $0.offset, stamp: stamp, body: $0.element) }
    }

    static func summary(_ id: CaseID, serial: Int, on day: CivilDate = day, name: String = "辻󠄂 花子") -> CaseSummary {
        CaseSummary(
            id: id,
            number: ReceptionNumber(day: day, serial: serial),
            event: .moveIn,
            openedAt: now,
            changedAt: now,
            counter: counter,
            name: RegisteredText(name),
            people: 1,
            stage: .interviewing,
            openCounters: [counter],
            doneCounters: []
        )
    }
}

extension SQLiteStore {
    /// Appends in a transaction of its own.
    func append(_ bodies: [CaseRecord.Body], to id: CaseID, serial: Int, from sequence: Int = 1) async throws {
        try await write { tx in
            try tx.append(
                Example.records(bodies, from: sequence),
                to: id,
                summary: Example.summary(id, serial: serial)
            )
            return Journaled((), [Example.entry()])
        }
    }

    func receptionCase(_ id: CaseID) async throws -> ReceptionCase? {
        try await read { try $0.receptionCase(id) }
    }
}
