package import Japanese
package import Rules

/// What is known about a visit, without the case around it (状況): the input of rules and forms.
package struct KnownFacts: Hashable, Sendable {
    package var people: [PersonKey]
    package var values: [FactKey: FactValue]

    package init(people: [PersonKey], values: [FactKey: FactValue]) {
        self.people = people
        self.values = values
    }

    package init(_ receptionCase: ReceptionCase) {
        people = receptionCase.people.map(\.key)
        values = receptionCase.facts.mapValues(\.fact.value)
    }
}

/// The facts of a visit in the words of tables and forms (状況): one context for the visit and one for each person.
///
/// A name that is missing from a context is not known; that is not the same as FEEL's null.
package struct Situation: Sendable {
    package let catalogue: Catalogue
    package let facts: KnownFacts
    package private(set) var visit = Context()
    package private(set) var persons: [PersonKey: Context] = [:]
    /// Made once: every table and form of a person reads the same one.
    private var merged: [PersonKey: Context] = [:]

    package init(_ facts: KnownFacts, catalogue: Catalogue) {
        self.catalogue = catalogue
        self.facts = facts
        addVisitItems()
        for person in facts.people { addPerson(person) }
        addLists()
        addDerivedVisitItems()
        for (person, own) in persons { merged[person] = view(of: own) }
    }

    package var noticeDate: CivilDate? { date(.noticeDate) }

    package var movers: [PersonKey] {
        facts.people.filter { facts.values[FactKey(.moves, $0)] != .flag(false) }
    }

    /// What a table or form reads for one person: the visit's names, then the person's, and the person as 対象者.
    package func context(for person: PersonKey?) -> Context {
        person.flatMap { merged[$0] } ?? visit
    }

    private func view(of own: Context) -> Context {
        var context = visit.merging(own)
        context[BuiltInName.subject] = .context(own)
        return context
    }

    private mutating func addVisitItems() {
        for item in catalogue.given[.visit] ?? [] {
            visit.set(facts.values[FactKey(item.id)].flatMap(Value.init(fact:)), of: item)
        }
        if let moved = date(.moveDate), let notice = date(.noticeDate) {
            visit[BuiltInName.elapsedDays] = .number(notice.dayNumber - moved.dayNumber)
        }
        let municipality = catalogue.municipality
        for item in catalogue.items where item.scope == .visit && item.within != nil {
            visit.set(derived(item, in: visit), of: item)
        }
        visit[BuiltInName.town] = .string(municipality.name)
        visit[BuiltInName.mayor] = .string(municipality.mayor)
        visit[BuiltInName.schoolBoard] = .string(municipality.schoolBoard)
        visit[BuiltInName.newAddress] = .context(newAddress)
        visit[BuiltInName.oldAddress] = .context(oldAddress)
    }

    private mutating func addPerson(_ person: PersonKey) {
        var own = Context()
        for item in catalogue.given[.person] ?? [] {
            own.set(value(item.id, person), of: item)
        }
        own[BuiltInName.key] = .string(person.text)
        let address = movers.contains(person) ? BuiltInName.newAddress : BuiltInName.oldAddress
        if case .context(let parts) = visit[address] { own[BuiltInName.address] = parts["全体"] }
        own[BuiltInName.phone] = facts.values[FactKey(.phone)].flatMap(Value.init(fact:))
        own[BuiltInName.usesWesternDates] = .boolean(
            facts.values[FactKey(.nationalityKind, person)] == .choice("外国人")
        )
        if let birth = date(.birthDate, person), let day = date(.moveDate) ?? date(.noticeDate) {
            // Somebody born after the move is nought years old.
            addAges(bornOn: birth, on: max(birth, day), to: &own)
        }
        // What a derivation reads grows with each of them; merging anew for each would be most of the work.
        var read = visit.merging(own)
        for item in catalogue.derived[.person] ?? [] {
            guard let value = derived(item, in: read) else { continue }
            own.set(value, of: item)
            read[item.name] = own[item.name]
            if let path = item.path { read[path.context] = own[path.context] }
        }
        persons[person] = own
    }

    /// Ages as law counts them: 年度末年齢 is the age attained by 31 March, so that 1 April belongs to the elder year.
    private func addAges(bornOn birth: CivilDate, on day: CivilDate, to own: inout Context) {
        let year = FiscalYear(containing: day)
        own[BuiltInName.age] = Age.age(bornOn: birth, on: day).map(Value.number)
        own[BuiltInName.fiscalYearEndAge] = Age.attained(bornOn: birth, on: year.lastDay).map(Value.number)
        own[BuiltInName.grade] = .number(SchoolGrade(bornOn: birth, in: year).number ?? 0)
    }

    private mutating func addLists() {
        let moving = movers.compactMap { persons[$0] }
        visit[BuiltInName.movers] = .list(moving.map(Value.context))
        visit[BuiltInName.members] = .list(facts.people.compactMap { persons[$0] }.map(Value.context))
        visit[BuiltInName.count] = .number(moving.count)
        visit[BuiltInName.notifier] = .context(notifier)
    }

    private mutating func addDerivedVisitItems() {
        for item in catalogue.derived[.visit] ?? [] {
            visit.set(derived(item, in: visit), of: item)
        }
    }

    /// Not known as long as something it reads is not known, or it comes to null.
    private func derived(_ item: Item, in context: Context) -> Value? {
        guard let expression = item.derivation else { return nil }
        guard item.toleratesUnknown || expression.freeNames.allSatisfy({ context[$0] != nil }) else { return nil }
        let value = expression.evaluate(in: context)
        if let within = item.within, case .date(let date) = value {
            return date.civil.map { .date(FeelDate(within.due(from: $0))) }
        }
        return value.isNull ? nil : value
    }

    /// A birth keeps the era that the register wrote, for whoever prints it.
    func value(_ item: ItemID, _ person: PersonKey) -> Value? {
        let value = facts.values[FactKey(item, person)].flatMap(Value.init(fact:))
        guard item == .birthDate, case .date(var birth) = value, let date = birth.civil,
            case .text(let words) = facts.values[FactKey(.birthText, person)],
            let era = catalogue.municipality.eras.writtenEra(of: date, in: words)
        else { return value }
        birth.writtenEra = UInt8(clamping: era.digit)
        return .date(birth)
    }

    private func date(_ item: ItemID, _ person: PersonKey? = nil) -> CivilDate? {
        guard case .date(let date) = facts.values[FactKey(item, person)] else { return nil }
        return date
    }
}

extension FeelDate {
    /// 和暦, in the era that was written where the day has two.
    func wareki(in eras: EraTable) -> Wareki? {
        civil?.wareki(in: eras, writtenIn: eras.era(digit: Int(writtenEra)))
    }
}

extension Value {
    /// The FEEL value of a fact; nil where the answer is not known.
    package init?(fact: FactValue) {
        switch fact {
        case .text(let text): self = .string(text.string)
        case .date(let date): self = .date(FeelDate(date))
        case .number(let number): self = .number(number)
        case .flag(let flag): self = .boolean(flag)
        case .choice(let choice): self = .string(choice)
        case .unanswered: return nil
        }
    }
}

extension Context {
    /// Puts an item's value under its name and, where it has one, at its place inside a context.
    ///
    /// A computed context takes in what items have already put at their places in it, as 請求者.勤務先 in 請求者.
    mutating func set(_ value: Value?, of item: Item) {
        guard let value else { return }
        if case .context(let computed) = value, case .context(let placed) = self[item.name] {
            self[item.name] = .context(computed.merging(placed))
        } else {
            self[item.name] = value
        }
        guard let path = item.path else { return }
        var inner = Context()
        if case .context(let known) = self[path.context] { inner = known }
        inner[path.entry] = value
        self[path.context] = .context(inner)
    }

    func merging(_ other: Context) -> Context {
        var merged = self
        for name in other.names { merged[name] = other[name] }
        return merged
    }
}
