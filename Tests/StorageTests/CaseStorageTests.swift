import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite struct CaseStorageTests {
    let folder = TestFolder()
    let id = Example.caseID(1)

    /// One of each kind, with registered text that careless storage would damage.
    static let everyKind: [CaseRecord.Body] = {
        let application = ApplicationKey("resident-move", PersonKey(1))
        return [
            Example.opening(1),
            .person(CasePerson(key: PersonKey(1), resident: ResidentNumber("000000000012345"))),
            .person(CasePerson(key: PersonKey(2), resident: nil)),
            .personRemoval(PersonRemoval(key: PersonKey(2), reason: "人違い")),
            .distinction(PersonDistinction(key: PersonKey(1), resident: ResidentNumber("12346"))),
            .reading(ReadingNote(source: .code, document: "転出証明書", people: 5)),
            .fact(Fact(FactKey("name", PersonKey(1)), .text("辻\u{E0102} \u{20BB7}神\u{FA19}神\u{795E}"), from: .code)),
            .fact(Fact(FactKey("move-date"), .date(Example.day), from: .citizen)),
            .fact(Fact(FactKey("people"), .number(5), from: .staff)),
            .fact(Fact(FactKey("moves", PersonKey(1)), .flag(true), from: .staff)),
            .fact(Fact(FactKey("pension"), .choice("1号"), from: .citizen)),
            .fact(Fact(FactKey("insurance"), .unanswered, from: .citizen)),
            .verdictOverride(VerdictOverride(application: application, outcome: .due, reason: "本人の申出")),
            .verdictRestoration(application),
            .document(
                DocumentRecord(
                    number: 1,
                    application: application,
                    version: 1,
                    title: "住民異動届",
                    values: ["name": "辻\u{E0102}"],
                    digest: Example.digest("a"),
                    pages: 1,
                    package: "v1"
                )
            ),
            .signing(
                SigningAct(
                    number: 1,
                    documents: [.init(document: 1, digest: Example.digest("a"))],
                    ink: SignatureInk(
                        strokes: [Stroke([StrokePoint(x: 0.1, y: 1.0 / 3.0, time: 7, pressure: 0.5)])],
                        aspect: 2.5
                    ),
                    signer: PersonKey(1)
                )
            ),
            .printing(PrintRun(documents: [1], withSlip: true)),
            .ticket(TicketIssue(ticket: nil)),
            .arrival(Arrival(counter: CounterID("pension"))),
            .submission(
                Submission(
                    application: application,
                    counter: Example.counter,
                    documents: [1],
                    receivedOn: Example.day
                )
            ),
            .submissionReturn(SubmissionReturn(application: application, reason: "訂正")),
            .hold(Hold(reason: "書類待ち")),
            .resumption,
            .withdrawal(Withdrawal(reason: "誤受付")),
        ]
    }()

    @Test func everyKindOfRecordComesBackAsItWas() async throws {
        let store = try folder.store()
        try await store.append(CaseStorageTests.everyKind, to: id, serial: 1)
        let found = try #require(try await store.receptionCase(id))
        #expect(found.records == Example.records(CaseStorageTests.everyKind))
        #expect(Set(CaseStorageTests.everyKind.map(\.kind)).count == 18)
    }

    @Test func textSurvivesScalarByScalar() async throws {
        let store = try folder.store()
        let name = "神\u{FA19}神\u{795E}葛\u{E0102}城\u{10FECB}か\u{3099}"
        try await store.append(
            [Example.opening(1), .fact(Fact(FactKey("name"), .text(RegisteredText(name)), from: .staff))],
            to: id,
            serial: 1
        )
        let found = try #require(try await store.receptionCase(id))
        #expect(found.text("name").map { Array($0.string.unicodeScalars) } == Array(name.unicodeScalars))
    }

    @Test func aGapOrADoubleIsAConflictAndLeavesNothing() async throws {
        let store = try folder.store()
        try await store.append([Example.opening(1)], to: id, serial: 1)
        for sequence in [1, 3] {
            await #expect(throws: StoreError.conflict(id)) {
                try await store.append([.resumption], to: id, serial: 1, from: sequence)
            }
        }
        let journal = try await store.read { try $0.journalEntries(caseID: nil, limit: 10) }
        #expect(journal.count == 1)
        let found = try await store.receptionCase(id)
        #expect(found?.revision == 1)
    }

    @Test func aReceptionNumberIsGivenOncePerDay() async throws {
        let store = try folder.store()
        let tomorrow = Example.day.adding(days: 1)
        try await store.append([Example.opening(1)], to: id, serial: 1)
        await #expect(throws: StoreError.conflict(Example.caseID(2))) {
            try await store.append([Example.opening(1)], to: Example.caseID(2), serial: 1)
        }
        try await store.append([Example.opening(1, on: tomorrow)], to: Example.caseID(3), serial: 1)
        try await store.append([Example.opening(7)], to: Example.caseID(4), serial: 7)
        let last = try await store.read { tx in
            try [Example.day, tomorrow, tomorrow.adding(days: 1)].map(tx.lastReceptionSerial)
        }
        #expect(last == [7, 1, 0])
    }

    @Test func recordsAreNeitherChangedNorDeleted() async throws {
        let store = try folder.store()
        try await store.append([Example.opening(1), .resumption], to: id, serial: 1)
        for sql in [
            "UPDATE case_record SET kind = 'x'", "DELETE FROM case_record",
            "INSERT OR REPLACE INTO case_record SELECT case_id, sequence, 'x', body, staff, terminal, at FROM case_record",
            "INSERT INTO case_record SELECT case_id, 9, kind, body, staff, terminal, at FROM case_record WHERE sequence = 1",
        ] {
            #expect(throws: (any Error).self, "\(sql)") { try folder.tamper(sql) }
        }
    }

    @Test func onlyTheNewestSlipIsInForceAndItsCodeIsNotKept() async throws {
        let store = try folder.store()
        let first = Ticket(random: [UInt8](repeating: 1, count: 10))
        let second = Ticket(random: [UInt8](repeating: 2, count: 10))
        try await store.append(
            [
                Example.opening(1), .ticket(TicketIssue(ticket: first.text)),
                .ticket(TicketIssue(ticket: second.text)),
            ],
            to: id,
            serial: 1
        )
        let found = try await store.read { tx in
            try [first, second, Ticket(random: [9])].map { try tx.caseID(ticket: $0)?.isCurrent }
        }
        #expect(found == [false, true, nil])
        #expect(try await store.receptionCase(id)?.ticket == nil)
        try folder.tamper("PRAGMA wal_checkpoint(FULL)")
        for file in ["madoguchi.sqlite", "madoguchi.sqlite-wal"] {
            let bytes = FileManager.default.contents(atPath: "\(folder.path)/\(file)") ?? Data()
            #expect(bytes.range(of: Data(first.text.utf8)) == nil)
        }
    }

    @Test func listsFollowTheRecordsAndCanBeMadeAgain() async throws {
        let store = try folder.store()
        let other = Example.caseID(2)
        let application = ApplicationKey("resident-move")
        let submission = CaseRecord.Body.submission(
            Submission(application: application, counter: Example.counter, documents: [], receivedOn: Example.day)
        )
        let person = CaseRecord.Body.person(CasePerson(key: PersonKey(1), resident: ResidentNumber("1")))
        try await store.append([Example.opening(1), person, submission], to: id, serial: 1)
        try await store.append([Example.opening(2), person, submission], to: other, serial: 2)
        try await store.append(
            [
                .personRemoval(PersonRemoval(key: PersonKey(1), reason: "人違い")),
                .submissionReturn(SubmissionReturn(application: application, reason: "訂正")),
            ],
            to: other,
            serial: 2,
            from: 4
        )
        let lists: @Sendable (any StoreReading) throws -> Lists = { tx in
            Lists(
                day: try tx.caseSummaries(openedOn: Example.day, limit: 10).map(\.number.serial),
                all: try tx.caseSummaries(openedOn: nil, limit: 1).map(\.number.serial),
                resident: try tx.caseSummaries(resident: ResidentNumber("1")).map(\.id),
                waiting: try tx.waitingEntries(receivedOn: nil).map(\.caseID),
                waitingTomorrow: try tx.waitingEntries(receivedOn: Example.day.adding(days: 1)).count
            )
        }
        let expected = Lists(day: [2, 1], all: [2], resident: [id], waiting: [id], waitingTomorrow: 0)
        #expect(try await store.read(lists) == expected)
        try folder.tamper(
            "DELETE FROM case_person; DELETE FROM waiting_entry; UPDATE case_summary SET summary = '{}'"
        )
        let count = try await store.rebuildProjections(journaledAs: Example.entry(.failed)) { found in
            Example.summary(found.id, serial: found.opening.number.serial)
        }
        #expect(count == 2)
        #expect(try await store.read(lists) == expected)
    }

    @Test func aWithdrawnCaseWaitsForNoEntry() async throws {
        let store = try folder.store()
        try await store.append(
            [
                Example.opening(1),
                .submission(
                    Submission(
                        application: ApplicationKey("resident-move"),
                        counter: Example.counter,
                        documents: [],
                        receivedOn: Example.day
                    )
                ),
                .withdrawal(Withdrawal(reason: "取下げ")),
            ],
            to: id,
            serial: 1
        )
        #expect(try await store.read { try $0.waitingEntries(receivedOn: Example.day) }.isEmpty)
    }

    struct Lists: Equatable {
        var day: [Int]
        var all: [Int]
        var resident: [CaseID]
        var waiting: [CaseID]
        var waitingTomorrow: Int
    }
}
