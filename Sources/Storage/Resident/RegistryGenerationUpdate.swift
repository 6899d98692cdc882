import Foundation
import Japanese
package import Madoguchi

/// Makes a new generation of a copy of the one in use and a delta (差分の適用); the old file is never touched.
///
/// The copy is made while the delta's files are read. Unchecked, because what changes is touched on the queue alone
/// until it is drained.
package final class RegistryGenerationUpdate: @unchecked Sendable {
    let plan: GenerationPlan
    private let queue = WritingQueue(slots: 16)
    private var changes: GenerationChanges?

    package var name: String { plan.name }

    /// `identified` is what another table of external characters makes of the base; the delta comes after it.
    init(_ plan: GenerationPlan, base: String, _ identified: Reidentification = .none) throws {
        self.plan = plan
        let partial = GenerationFile.partial(plan.name, in: plan.folder)
        try queue.run { [self] in
            try DurableFile.copy(GenerationFile.path(base, in: plan.folder), to: partial)
            DurableFile.beginFlush(partial)
            let changes = try GenerationChanges(BulkDatabase(path: partial), seal: plan.seal)
            try changes.take(identified)
            self.changes = changes
        }
    }

    package func take(_ batch: RegistryBatch) throws {
        try queue.run { [self] in try changes?.take(batch) }
    }

    /// Rows of businesses and measures for people whom the register does not have.
    package var strangers: Int {
        // What failed is thrown at the end.
        try? queue.drain()
        return changes?.strangers ?? 0
    }

    /// Brings digests and counts up to date and gives the file its name. It is not yet the one searched.
    package func finish() throws -> FinishedGeneration {
        try queue.drain()
        guard let changes else { throw StorageError.noBase }
        let residents = try changes.finish(plan)
        return try plan.finished(residents: residents, .ended(changes.unprotected))
    }
}

/// What a delta does to the copy.
private final class GenerationChanges {
    private let database: BulkDatabase
    private let rows: GenerationRows
    private let row: UpdatedRow
    private let typos: WordTypos
    private let people: UpdatedPeople
    private let histories: UpdatedHistories
    /// People on the register.
    private var current: Int
    private var changed: Set<Int> = []
    private var removed: Set<Int> = []
    private(set) var strangers = 0
    /// Whose protection the delta says has ended.
    private(set) var unprotected: Set<String> = []

    init(_ database: BulkDatabase, seal: MyNumberSeal?) throws {
        self.database = database
        try database.run("BEGIN")
        current = try database.integer("SELECT resident_count FROM generation")
        rows = try GenerationRows(database, seal: seal, keys: nil)
        row = try UpdatedRow(database, rows)
        typos = try WordTypos(database)
        people = try UpdatedPeople(database)
        histories = try UpdatedHistories(database, rows)
    }

    func take(_ identified: Reidentification) throws {
        for person in identified.residents { try put(person) }
        for (id, state) in identified.states { try histories.rewrite(id, as: state) }
    }

    func take(_ batch: RegistryBatch) throws {
        switch batch {
        // Stays as the last whole delivery has it.
        case .elsewhere: break
        case .residents(let residents): for person in residents { try put(person) }
        case .histories(let states): for state in states { try histories.put(state) }
        case .removed(let numbers): for number in numbers { try remove(number) }
        case .held(let changes): for change in changes { try put(change) }
        case .protection(let changes): for change in changes { try put(change) }
        }
    }

    private func put(_ intake: ResidentIntake) throws {
        let person = intake.resident
        let known = try people.find(person.number)
        var resident = person
        resident.isProtected = known?.isProtected ?? person.isProtected
        let prepared = PreparedPerson(ResidentIntake(resident, myNumber: intake.myNumber))
        let id = try known?.id ?? people.nextID()
        // Most of those whom something changed for keep their names.
        let hasKeys = known.map { PackedKeys($0.keys) == prepared.keys } ?? false
        if let known {
            try row.update(prepared, id: id)
            try rows.insertMyNumber(of: prepared, id: id)
            try rows.replaceReceived(intake.received, of: .person(id))
            if !hasKeys {
                try people.deleteKeys(of: known)
                try rows.insertKeys(of: prepared, id: id)
            }
        } else {
            try rows.insert(prepared, id: id)
            // Earlier states of somebody who was not there yet.
            histories.touch(person.number)
        }
        if !hasKeys { for key in NameKey.keys(of: resident) where key.part == .word { try typos.add(key.second) } }
        current += (resident.standing == .current ? 1 : 0) - (known?.isCurrent == true ? 1 : 0)
        changed.insert(id)
        removed.remove(id)
    }

    private func remove(_ number: ResidentNumber) throws {
        guard let known = try people.find(number) else {
            strangers += 1
            return
        }
        try people.delete(known)
        try rows.replaceReceived([], of: .person(known.id))
        if known.isCurrent { current -= 1 }
        try histories.remove(of: number)
        changed.remove(known.id)
        removed.insert(known.id)
    }

    /// What followed from the source's rows in this business goes; what follows from them now comes.
    private func put(_ change: HeldChange) throws {
        var holders = try people.holders(concerning: change.source, change.business)
        var fresh: [Int: [Entitlement]] = [:]
        if let own = try people.find(change.source) { holders.insert(own.id) } else { strangers += 1 }
        for (holder, entitlement) in change.held {
            guard let known = try people.find(holder) else {
                strangers += 1
                continue
            }
            holders.insert(known.id)
            fresh[known.id, default: []].append(entitlement)
        }
        for id in holders {
            let kept = try people.held(by: id).filter { held in
                guard held.business == change.business else { return true }
                let source = try held.concerning?.digits ?? people.number(of: id)
                return !source.utf8.elementsEqual(change.source.digits.utf8)
            }
            try people.deleteHeld(by: id)
            try rows.insert(PackedHoldings((kept + (fresh[id] ?? [])).inRegisterOrder), of: id)
            changed.insert(id)
        }
    }

    private func put(_ change: ProtectionChange) throws {
        let number = change.number.digits
        if change.isProtected { unprotected.remove(number) } else { unprotected.insert(number) }
        guard let known = try people.find(change.number) else {
            strangers += 1
            return
        }
        try people.protect(known.id, change.isProtected)
        changed.insert(known.id)
    }

    /// Brings digests and counts up to date; the people on the register.
    func finish(_ plan: GenerationPlan) throws -> Int {
        try histories.finish()
        try rows.finishPlaces()
        try database.run(GenerationSchema.suppression)
        var digests = try database.digests()
        var entries: [UInt32: GenerationDigests.Entry?] = [:]
        for id in removed { entries[UInt32(id)] = .some(nil) }
        for id in changed { entries[UInt32(id)] = try people.digest(of: id) }
        digests.update(entries)
        try database.write(digests)
        try database.insert(plan, residents: current, people: digests.entries.count)
        try database.run("COMMIT")
        let found = try database.integer("SELECT count(*) FROM resident")
        guard found == digests.entries.count else {
            throw StorageError.countMismatch(given: digests.entries.count, found: found)
        }
        return current
    }
}

extension [Entitlement] {
    /// By business, then by beginning, as a whole import writes them.
    var inRegisterOrder: [Entitlement] {
        let order = Entitlement.Business.allCases
        func place(_ held: Entitlement) -> (Int, String, String) {
            (order.firstIndex(of: held.business) ?? 0, held.from?.iso ?? "", held.number)
        }
        return sorted { place($0) < place($1) }
    }
}
