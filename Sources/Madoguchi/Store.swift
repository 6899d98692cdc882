package import Japanese

/// Where everything is kept (保管庫). A change and its journal entries are one transaction; there is no way to write one alone.
package protocol Store: Sendable {
    /// Reads a consistent state. The body runs on a database thread and must not wait.
    func read<T: Sendable>(_ body: @Sendable @escaping (any StoreReading) throws -> T) async throws -> T

    /// Changes and journals in one transaction; an error undoes both. An empty list of entries is refused.
    func write<T: Sendable>(_ body: @Sendable @escaping (any StoreWriting) throws -> Journaled<T>) async throws -> T

    /// Journals what changed nothing: a view, a refusal, a failure.
    func journal(_ entries: [JournalEntry]) async throws
}

/// A result together with the journal entries that tell of it.
package struct Journaled<T: Sendable>: Sendable {
    package let value: T
    package let entries: [JournalEntry]

    package init(_ value: T, _ entries: [JournalEntry]) {
        self.value = value
        self.entries = entries
    }
}

/// What a transaction can read.
package protocol StoreReading {
    // Residents of the current generation of the core system's data.
    func registryStatus() throws -> RegistryStatus?
    func residents(_ query: ResidentQuery) throws -> [ResidentHit]
    func resident(_ number: ResidentNumber) throws -> Resident?
    /// Current members in the register's order: head first.
    func household(_ number: HouseholdNumber) throws -> [Resident]
    /// Earlier states of a person, the first one first (異動履歴).
    func history(of number: ResidentNumber) throws -> [ResidentHistory]
    /// Which of these residents only a later generation protects than the one in use (切戻しで引き継いだ支援措置).
    func keptProtections(of numbers: [ResidentNumber]) throws -> [KeptProtection]
    /// Residents with these same name key, birth date and sex: a former resident who comes back (再転入).
    func possibleReturns(name: RegisteredText, birthDate: CivilDate) throws -> [Resident]

    /// People of cases without a number of the core system, by name and birth date; all of them for an empty query.
    func provisionalPeople(_ query: ResidentQuery) throws -> [ProvisionalPerson]

    // Reception cases.
    func receptionCase(_ id: CaseID) throws -> ReceptionCase?
    /// How many records a case has, without reading them; nil where there is no such case.
    func revision(of id: CaseID) throws -> Int?
    func caseSummaries(openedOn day: CivilDate?, limit: Int) throws -> [CaseSummary]
    func caseSummaries(resident: ResidentNumber) throws -> [CaseSummary]
    /// The case a slip's code opens, and whether the code is still in force.
    func caseID(ticket: Ticket) throws -> (id: CaseID, isCurrent: Bool)?
    func lastReceptionSerial(on day: CivilDate) throws -> Int
    func waitingEntries(receivedOn day: CivilDate?) throws -> [EntryWaiting]
    /// Stored bytes of a document by its digest.
    func documentBytes(_ digest: Digest) throws -> [UInt8]?
    /// The files by path of a version of the municipality's package that was in force once; nil for an unknown one.
    func packageFiles(_ version: String) throws -> [String: [UInt8]]?

    // Staff and terminals.
    func staff(_ id: StaffID) throws -> Staff?
    func allStaff() throws -> [Staff]
    /// The password's hash in its own self-describing spelling.
    func passwordHash(_ id: StaffID) throws -> String?
    func failedLogins(_ id: StaffID) throws -> Int
    func terminal(_ id: TerminalID) throws -> Terminal?
    func terminal(tokenDigest: Digest) throws -> Terminal?
    func allTerminals() throws -> [Terminal]
    func session(tokenDigest: Digest, now: Instant) throws -> Session?
    func notices(on day: CivilDate) throws -> [Notice]

    // The journal, newest first.
    func journalEntries(caseID: CaseID?, limit: Int) throws -> [JournalEntry]
    /// What was done since a moment, by one member of staff or by anybody.
    func journalEntries(
        of actions: Set<JournalEntry.Action>,
        by staff: StaffID?,
        since: Instant,
        limit: Int
    ) throws -> [JournalEntry]
}

/// What a transaction can write. Sessions and failed log-ins are leases, not facts, and change in place.
package protocol StoreWriting: StoreReading {
    /// Appends records to a case and brings its summary up to date. Throws ``StoreError/conflict`` on a gap or a double.
    func append(_ records: [CaseRecord], to id: CaseID, summary: CaseSummary) throws
    func putDocument(_ bytes: [UInt8], digest: Digest) throws
    func endKeptProtection(of number: ResidentNumber, reason: String, by staff: StaffID, at now: Instant) throws

    func putStaff(_ staff: Staff, passwordHash: String?) throws
    func setFailedLogins(_ count: Int, of id: StaffID) throws
    func putTerminal(_ terminal: Terminal, tokenDigest: Digest?) throws
    func putSession(tokenDigest: Digest, staff: StaffID, terminal: TerminalID, expires: Instant) throws
    func endSession(tokenDigest: Digest) throws
    func putNotice(_ notice: Notice) throws
}

/// Why the store refused. No case carries personal data.
package enum StoreError: Error, Hashable, Sendable {
    case conflict(CaseID)
    case notJournaled
    case busy
    case damaged(String)
}
