package import Rules

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
        guard seen.insert("\(person?.text ?? "")/\(name)").inserted else { return }
        if let base = Needs.basis[name] {
            for item in base { add(item, person, to: &found) }
            return
        }
        if collectOfSomebody(name, into: &found, seen: &seen) { return }
        guard let item = item(name) else { return }
        guard let derivation = item.derivation else { return add(item.id, person, to: &found) }
        for part in derivation.freeNames.sorted() {
            if part == BuiltInName.movers || part == BuiltInName.members {
                collectFromPeople(item, into: &found, seen: &seen)
            } else {
                collect(part, person, into: &found, seen: &seen)
            }
        }
    }

    /// The item of a name or of a place in a context; otherwise the computed context that the place lies in.
    private func item(_ name: String) -> Item? {
        let catalogue = situation.catalogue
        if let found = catalogue.item(at: name) ?? catalogue.item(named: name) { return found }
        let root = name.unicodeScalars.split(separator: ".", maxSplits: 1).first.map { String($0) }
        return root.flatMap { catalogue.item(named: $0) }
    }

    /// An entry of the notifier, or of somebody whom the context names by key, as in 保護者.電話; false where it is neither.
    private func collectOfSomebody(_ name: String, into found: inout [FactKey], seen: inout Set<String>) -> Bool {
        let parts = name.unicodeScalars.split(separator: ".", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { return false }
        if parts[0] == BuiltInName.notifier {
            for item in notifierItems(parts[1]) { add(item, nil, to: &found) }
            return true
        }
        guard case .context(let somebody) = situation.visit[parts[0]],
            case .string(let key) = somebody[BuiltInName.key], let person = PersonKey(key)
        else { return false }
        switch parts[1] {
        case BuiltInName.phone: add(.phone, nil, to: &found)
        case BuiltInName.address: collect(BuiltInName.newAddress, nil, into: &found, seen: &seen)
        default:
            if situation.catalogue.item(at: name) != nil { return false }
            collect(parts[1], person, into: &found, seen: &seen)
        }
        return true
    }

    /// A person of the case is pointed at; somebody else is written down (代理人).
    private func notifierItems(_ entry: String) -> [ItemID] {
        let isProxy =
            switch situation.facts.values[FactKey(.notifierRelation)] {
            case .choice("法定代理人"), .choice("任意代理人"): true
            default: false
            }
        switch entry {
        case "関係": return [.notifierRelation]
        case BuiltInName.phone: return [.phone]
        case BuiltInName.address: return isProxy ? [.notifierAddress] : [.notifier, .newTown, .newLot]
        default: return isProxy ? [.notifierName] : [.notifier]
        }
    }

    /// What a computation over the people still misses of each of them.
    private func collectFromPeople(_ item: Item, into found: inout [FactKey], seen: inout Set<String>) {
        let words = situation.catalogue.derivationWords[item.id] ?? []
        for name in situation.catalogue.personNames where words.contains(name) {
            for person in situation.facts.people where situation.persons[person]?[name] == nil {
                collect(name, person, into: &found, seen: &seen)
            }
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

extension Expression {
    /// Every run of letters that could be a name, so that `人.健康保険` counts as reading 健康保険.
    package var words: Set<String> {
        let marks = Set<Unicode.Scalar>(" \t\n()[]{},.:\"=<>!+-*/".unicodeScalars)
        return Set(text.unicodeScalars.split { marks.contains($0) }.map { String($0) })
    }
}
