import Rules

/// Turns names that a table or form still needs into the items to be asked (不足項目), through computed names.
struct Needs {
    private let situation: Situation

    init(_ situation: Situation) {
        self.situation = situation
    }

    /// Cheapest first; each key once.
    func keys(of names: [String], person: PersonKey?) -> [FactKey] {
        var found: [FactKey] = []
        var seen: Set<String> = []
        for name in names { collect(name, person, into: &found, seen: &seen) }
        return found.sorted { cost($0) < cost($1) }
    }

    private func collect(_ name: String, _ person: PersonKey?, into found: inout [FactKey], seen: inout Set<String>) {
        guard seen.insert(name).inserted else { return }
        if let base = Needs.basis[name] {
            for item in base { add(item, person, to: &found) }
            return
        }
        let catalogue = situation.catalogue
        guard let item = catalogue.item(at: name) ?? catalogue.item(named: name) else { return }
        if let derivation = item.derivation {
            for part in derivation.freeNames.sorted() { collect(part, person, into: &found, seen: &seen) }
        } else {
            add(item.id, person, to: &found)
        }
    }

    private func add(_ id: ItemID, _ person: PersonKey?, to found: inout [FactKey]) {
        guard let item = situation.catalogue.item(id) else { return }
        let key = FactKey(id, item.scope == .person ? person : nil)
        guard item.scope == .visit || person != nil, !found.contains(key) else { return }
        if situation.facts.values[key]?.isKnown != true { found.append(key) }
    }

    private func cost(_ key: FactKey) -> Int {
        situation.catalogue.item(key.item)?.cost ?? 0
    }

    /// What the program's own names are made of.
    private static let basis: [String: [ItemID]] = [
        BuiltInName.age: [.birthDate, .moveDate],
        BuiltInName.fiscalYearEndAge: [.birthDate, .moveDate],
        BuiltInName.grade: [.birthDate, .moveDate],
        BuiltInName.elapsedDays: [.moveDate, .noticeDate],
        BuiltInName.newAddress: [.newTown, .newLot],
        BuiltInName.oldAddress: [.oldAddress],
        BuiltInName.notifier: [.notifierRelation],
    ]
}
