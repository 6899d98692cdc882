package import Japanese

/// A protection that a later generation of the register told of than the one in use (切戻しで引き継いだ支援措置).
package struct KeptProtection: Hashable, Sendable {
    package let resident: ResidentNumber
    /// The business date of the generation that told of it (連携データ基準日).
    package let toldOn: CivilDate

    package init(resident: ResidentNumber, toldOn: CivilDate) {
        self.resident = resident
        self.toldOn = toldOn
    }

    /// What the journal says when going back to older data keeps protections that these do not have.
    package static func entries(_ count: Int, at now: Instant) -> [JournalEntry] {
        count == 0 ? [] : [JournalEntry(.protectionKept, at: now, detail: "\(count)")]
    }
}

extension ReceptionDesk {
    /// Ends a protection that was kept over a switch of generations (引き継いだ支援措置の終了), after asking the core system's own
    /// screen; newer whole files end it by themselves.
    package func endKeptProtection(of resident: ResidentNumber, reason: String, by hand: Hand) async throws {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        guard let staff = hand.staff else { throw ReceptionError.personNotFound }
        let now = clock.now
        try await store.write { tx in
            guard try !tx.keptProtections(of: [resident]).isEmpty else { throw ReceptionError.personNotFound }
            try tx.endKeptProtection(of: resident, reason: reason, by: staff, at: now)
            return Journaled((), [entry(.protectionEnded, nil, hand, now, "kept", [resident])])
        }
    }
}
