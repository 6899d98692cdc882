package import Japanese

/// Sending submissions to their entry, and what is said of it afterwards (入力データの出力と入力の報告).
extension ReceptionDesk {
    /// The day's rows of a procedure (入力データの出力). What waited counts as exported from now on; one transaction with its
    /// journal, so that no row leaves without a trace.
    package func exportEntries(
        of procedure: ProcedureID,
        receivedOn day: CivilDate,
        by hand: Hand
    ) async throws -> [EntryRow] {
        let now = clock.now
        return try await store.write { tx in
            var rows: [EntryRow] = []
            for waiting in try tx.waitingEntries(receivedOn: day) where waiting.application.procedure == procedure {
                guard let found = try tx.receptionCase(waiting.caseID) else { continue }
                let protected = try tx.protected(in: found)
                let view = CaseView(entriesOf: found, catalogue: catalogue, protected: protected)
                let own = EntryPlan(view).rows(of: waiting.application)
                rows += own
                guard !own.isEmpty, found.entry(of: waiting.application)?.state == .waiting else { continue }
                let mark = EntryMark(waiting.application, .exported)
                try note(mark, in: found, protected, Stamp(at: now, staff: hand.staff, terminal: hand.terminal), tx)
            }
            let detail = "\(procedure.text) \(day.iso) \(rows.count)"
            return Journaled(rows, [entry(.entryExported, nil, hand, now, detail)])
        }
    }

    /// Notes what somebody says of an entry (入力の報告): entered, not possible and why, or back to waiting.
    package func note(_ mark: EntryMark, of id: CaseID, by hand: Hand) async throws {
        guard mark.state != .failed || !mark.reason.isEmpty else { throw ReceptionError.reasonMissing }
        let now = clock.now
        try await store.write { tx in
            guard let found = try tx.receptionCase(id) else { throw ReceptionError.caseNotFound }
            guard found.entry(of: mark.application) != nil, !found.isWithdrawn else {
                throw ReceptionError.notSubmitted(mark.application)
            }
            let stamp = Stamp(at: now, staff: hand.staff, terminal: hand.terminal)
            try note(mark, in: found, tx.protected(in: found), stamp, tx)
            let detail = "\(mark.application.text) \(mark.state.rawValue)"
            return Journaled((), [entry(.entryMarked, id, hand, now, detail)])
        }
    }

    private func note(
        _ mark: EntryMark,
        in found: ReceptionCase,
        _ protected: Set<ResidentNumber>,
        _ stamp: Stamp,
        _ tx: any StoreWriting
    ) throws {
        let next = found.appending(.entryMark(mark), stamp: stamp)
        let standpoint = Standpoint(now: stamp.at, counter: found.opening.counter)
        let view = CaseView(next, catalogue: catalogue, protected: protected, from: standpoint)
        try tx.append(Array(next.records.suffix(1)), to: found.id, summary: view.summary(changedAt: stamp.at))
    }
}
