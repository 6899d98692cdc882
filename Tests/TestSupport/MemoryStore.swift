import Japanese
package import Madoguchi
import Synchronization

/// A store in memory for tests of layers above the database; it keeps the rules of the real one that those layers see.
package final class MemoryStore: Store {
    private let state = Mutex(MemoryState())

    package init() {}

    package func read<T: Sendable>(_ body: @Sendable @escaping (any StoreReading) throws -> T) async throws -> T {
        try body(MemoryTransaction(state.withLock { $0 }))
    }

    package func write<T: Sendable>(
        _ body: @Sendable @escaping (any StoreWriting) throws -> Journaled<T>
    ) async throws -> T {
        try state.withLock { state in
            let transaction = MemoryTransaction(state)
            let result = try body(transaction)
            guard !result.entries.isEmpty else { throw StoreError.notJournaled }
            state = transaction.state
            state.journal += result.entries
            return result.value
        }
    }

    package func journal(_ entries: [JournalEntry]) async throws {
        state.withLock { $0.journal += entries }
    }

    /// Prepares a test without a trace in the journal.
    package func prepare(_ change: (inout MemoryState) -> Void) {
        state.withLock { change(&$0) }
    }

    package var journal: [JournalEntry] { state.withLock { $0.journal } }
}

package struct MemoryState: Sendable {
    package var registry: RegistryStatus?
    package var residents: [Resident] = []
    package var records: [CaseID: [CaseRecord]] = [:]
    package var summaries: [CaseID: CaseSummary] = [:]
    package var tickets: [String: (id: CaseID, isCurrent: Bool)] = [:]
    package var waiting: [EntryWaiting] = []
    package var documents: [Digest: [UInt8]] = [:]
    package var packages: [String: [String: [UInt8]]] = [:]
    package var staff: [Staff] = []
    package var passwordHashes: [StaffID: String] = [:]
    package var failures: [StaffID: Int] = [:]
    package var terminals: [Terminal] = []
    package var terminalTokens: [Digest: TerminalID] = [:]
    package var sessions: [Digest: (staff: StaffID, terminal: TerminalID, expires: Instant)] = [:]
    package var notices: [Notice] = []
    package var journal: [JournalEntry] = []
}

final class MemoryTransaction: StoreWriting {
    var state: MemoryState

    init(_ state: MemoryState) {
        self.state = state
    }

    func registryStatus() throws -> RegistryStatus? { state.registry }

    /// Plain containment: the real keys of search are the database's and are tested there.
    func residents(_ query: ResidentQuery) throws -> [ResidentHit] {
        let found = state.residents.filter { resident in
            let names = [resident.name.string, resident.kana]
            return (query.name.isEmpty || names.contains { $0.hasPrefix(query.name) })
                && (query.birthDate == nil || resident.birthDate == query.birthDate)
                && (query.address.isEmpty || resident.address.line.string.contains(query.address))
                && (query.number.isEmpty || resident.number.digits == query.number)
                && (query.includesFormer || resident.standing == .current)
        }
        return suppressing(Array(found)).filter { query.address.isEmpty || !$0.hidesAddress }
            .dropFirst(query.offset).prefix(query.limit).map { ResidentHit(resident: $0, rank: 0) }
    }

    func resident(_ number: ResidentNumber) throws -> Resident? {
        suppressing(state.residents.filter { $0.number == number }).first
    }

    /// Protection that a visit told of holds for the household as well (支援措置).
    private func suppressing(_ residents: [Resident]) -> [Resident] {
        let told = Set(
            state.records.flatMap { id, records -> [ResidentNumber] in
                guard let found = ReceptionCase(id: id, records: records) else { return [] }
                let people = found.protection().people
                return found.people.filter { people.contains($0.key) }.compactMap(\.resident)
            }
        )
        let hidden = Set(state.residents.filter { told.contains($0.number) }.map(\.household))
        return residents.map { resident in
            var resident = resident
            resident.isAddressSuppressed = resident.isAddressSuppressed || hidden.contains(resident.household)
            return resident
        }
    }

    func household(_ number: HouseholdNumber) throws -> [Resident] {
        suppressing(state.residents.filter { $0.household == number && $0.standing == .current })
    }

    /// This store has one generation only.
    func keptProtections(of numbers: [ResidentNumber]) throws -> [KeptProtection] { [] }

    func endKeptProtection(of number: ResidentNumber, reason: String, by staff: StaffID, at now: Instant) throws {}

    /// The tests on this store are about people of today.
    func history(of number: ResidentNumber) throws -> [ResidentHistory] { [] }

    func possibleReturns(name: RegisteredText, birthDate: CivilDate) throws -> [Resident] {
        state.residents.filter { $0.standing != .current && $0.name == name && $0.birthDate == birthDate }
    }

    func provisionalPeople(_ query: ResidentQuery) throws -> [ProvisionalPerson] {
        try state.records.keys.sorted { $0.text < $1.text }.compactMap { try receptionCase($0) }.flatMap { found in
            found.people.filter { person in
                let name = found.text(.name, of: person.key)?.string ?? ""
                return person.resident == nil && !found.isWithdrawn && (query.isEmpty || name.hasPrefix(query.name))
                    && (query.birthDate == nil || found.date(.birthDate, of: person.key) == query.birthDate)
            }.map { ProvisionalPerson(caseID: found.id, key: $0.key) }
        }
    }

    func receptionCase(_ id: CaseID) throws -> ReceptionCase? {
        state.records[id].flatMap { ReceptionCase(id: id, records: $0) }
    }

    func revision(of id: CaseID) throws -> Int? { state.records[id]?.count }

    func caseSummaries(openedOn day: CivilDate?, limit: Int) throws -> [CaseSummary] {
        let found = state.summaries.values.filter { day == nil || $0.openedAt.day == day }
        return Array(found.sorted { $0.openedAt > $1.openedAt }.prefix(limit))
    }

    func caseSummaries(resident: ResidentNumber) throws -> [CaseSummary] {
        let ids = state.records.keys.filter { id in
            ReceptionCase(id: id, records: state.records[id] ?? [])?.people.contains { $0.resident == resident }
                ?? false
        }
        return ids.compactMap { state.summaries[$0] }
    }

    func caseID(ticket: Ticket) throws -> (id: CaseID, isCurrent: Bool)? { state.tickets[ticket.text] }

    func lastReceptionSerial(on day: CivilDate) throws -> Int {
        state.summaries.values.filter { $0.number.day == day }.map(\.number.serial).max() ?? 0
    }

    func waitingEntries(receivedOn day: CivilDate?) throws -> [EntryWaiting] {
        state.waiting.filter { day == nil || $0.receivedOn == day }
    }

    func documentBytes(_ digest: Digest) throws -> [UInt8]? { state.documents[digest] }
    func packageFiles(_ version: String) throws -> [String: [UInt8]]? { state.packages[version] }
    func staff(_ id: StaffID) throws -> Staff? { state.staff.first { $0.id == id } }
    func allStaff() throws -> [Staff] { state.staff }
    func passwordHash(_ id: StaffID) throws -> String? { state.passwordHashes[id] }
    func failedLogins(_ id: StaffID) throws -> Int { state.failures[id] ?? 0 }
    func terminal(_ id: TerminalID) throws -> Terminal? { state.terminals.first { $0.id == id } }

    func terminal(tokenDigest: Digest) throws -> Terminal? {
        try state.terminalTokens[tokenDigest].flatMap { try terminal($0) }
    }

    func allTerminals() throws -> [Terminal] { state.terminals }

    func session(tokenDigest: Digest, now: Instant) throws -> Session? {
        guard let found = state.sessions[tokenDigest], found.expires > now, let staff = try staff(found.staff),
            let terminal = try terminal(found.terminal)
        else { return nil }
        return Session(staff: staff, terminal: terminal, expires: found.expires)
    }

    func notices(on day: CivilDate) throws -> [Notice] { state.notices.filter { $0.from <= day && day <= $0.until } }

    func journalEntries(caseID: CaseID?, limit: Int) throws -> [JournalEntry] {
        Array(state.journal.reversed().filter { caseID == nil || $0.caseID == caseID }.prefix(limit))
    }

    func journalEntries(
        of actions: Set<JournalEntry.Action>,
        by staff: StaffID?,
        since: Instant,
        limit: Int
    ) throws -> [JournalEntry] {
        let found = state.journal.reversed().filter { entry in
            actions.contains(entry.action) && entry.at >= since && (staff == nil || entry.staff == staff)
        }
        return Array(found.prefix(limit))
    }

    func append(_ records: [CaseRecord], to id: CaseID, summary: CaseSummary) throws {
        let known = state.records[id] ?? []
        guard records.map(\.sequence) == Array(known.count + 1..<known.count + 1 + records.count) else {
            throw StoreError.conflict(id)
        }
        state.records[id] = known + records
        state.summaries[id] = summary
        for record in records {
            switch record.body {
            case .ticket(let issue):
                for (text, ticket) in state.tickets where ticket.id == id { state.tickets[text] = (id, false) }
                if let text = issue.ticket { state.tickets[text] = (id, true) }
            case .submission(let submission):
                state.waiting.append(
                    EntryWaiting(
                        caseID: id,
                        application: submission.application,
                        receivedOn: submission.receivedOn,
                        counter: submission.counter
                    )
                )
            case .submissionReturn(let back):
                state.waiting.removeAll { $0.caseID == id && $0.application == back.application }
            default: break
            }
        }
    }

    func putDocument(_ bytes: [UInt8], digest: Digest) throws { state.documents[digest] = bytes }

    func putStaff(_ staff: Staff, passwordHash: String?) throws {
        state.staff.removeAll { $0.id == staff.id }
        state.staff.append(staff)
        if let passwordHash { state.passwordHashes[staff.id] = passwordHash }
    }

    func setFailedLogins(_ count: Int, of id: StaffID) throws { state.failures[id] = count }

    func putTerminal(_ terminal: Terminal, tokenDigest: Digest?) throws {
        state.terminals.removeAll { $0.id == terminal.id }
        state.terminals.append(terminal)
        guard let tokenDigest else { return }
        for (digest, id) in state.terminalTokens where id == terminal.id { state.terminalTokens[digest] = nil }
        state.terminalTokens[tokenDigest] = terminal.id
    }

    func putSession(tokenDigest: Digest, staff: StaffID, terminal: TerminalID, expires: Instant) throws {
        state.sessions[tokenDigest] = (staff, terminal, expires)
    }

    func endSession(tokenDigest: Digest) throws { state.sessions[tokenDigest] = nil }
    func putNotice(_ notice: Notice) throws { state.notices.append(notice) }
}
