/// What was done or looked at, by whom and why, without personal data (証跡): one link of the hash chain.
package struct JournalEntry: Hashable, Sendable, Codable {
    package enum Action: String, Sendable, Codable, CaseIterable {
        case login, loginRefused, logout, terminalIssued, terminalRevoked
        case search, residentView, caseView, documentView, journalView
        case caseOpened, reading, personAdded, personRemoved, fact, override, overrideLifted
        case presented, presentationEnded, answered, signed, signatureRefused
        case documentMade, sealed, printed, printSpoiled, ticketIssued, ticketRead, ticketRefused
        case arrived, submitted, submissionTakenBack, held, resumed, withdrawn
        case entryExported, registryImported, registryRefused
        case personMatched, personDistinguished, releaseRequested, released, releaseEnded, myNumberShown, keysRotated
        case personUnmatched, distinctionEnded, protectionEnded, protectionKept, entryMarked
        case characterIdentified, identificationRevoked
        case staffAdded, staffChanged, noticePublished, packagePublished, denied, failed
    }

    package let action: Action
    package let at: Instant
    package var staff: StaffID?
    package var terminal: TerminalID?
    package var caseID: CaseID?
    /// Residents looked at or changed, by their number in the core system.
    package var residents: [ResidentNumber]
    /// What it was about in the system's own words: procedure, item or document ids, counts, a reason chosen from a list.
    package var detail: String

    package init(
        _ action: Action,
        at: Instant,
        staff: StaffID? = nil,
        terminal: TerminalID? = nil,
        caseID: CaseID? = nil,
        residents: [ResidentNumber] = [],
        detail: String = ""
    ) {
        self.action = action
        self.at = at
        self.staff = staff
        self.terminal = terminal
        self.caseID = caseID
        self.residents = residents
        self.detail = detail
    }
}

/// Outcome of walking the chain from its first link (証跡の検証).
package enum JournalVerification: Hashable, Sendable {
    case intact(entries: Int, head: String)
    case broken(sequence: Int, reason: String)
}
