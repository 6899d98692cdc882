import Japanese
import Madoguchi
import Storage
import TestSupport

extension CounterDesk {
    /// Puts the core system's data of a day in force (連携データの公開).
    func publish(_ people: [Resident], earlier: [ResidentHistory] = [], on day: CivilDate) async throws {
        let writer = try store.beginGeneration(businessDate: day, importedAt: clock.now)
        if !earlier.isEmpty { try writer.take(.histories(earlier)) }
        try writer.add(people)
        _ = try await store.publish(
            try writer.finish(),
            journaledAs: JournalEntry(.registryImported, at: clock.now)
        )
    }

    /// Has the notice of a move handed in (異動届の受付) where the forms are not what is tested.
    func handIn(_ id: CaseID) async throws {
        let submission = Submission(
            application: ApplicationKey("resident-move"),
            counter: CounterDesk.citizen.counter,
            documents: [],
            receivedOn: clock.now.day
        )
        let view = try await desk.view(of: id)
        let now = clock.now
        let record = CaseRecord(
            sequence: view.receptionCase.revision + 1,
            stamp: Stamp(at: now, staff: CounterDesk.citizen.staff, terminal: nil),
            body: .submission(submission)
        )
        try await store.write { tx in
            try tx.append([record], to: id, summary: view.summary(changedAt: now))
            return Journaled((), [JournalEntry(.submitted, at: now)])
        }
    }
}
