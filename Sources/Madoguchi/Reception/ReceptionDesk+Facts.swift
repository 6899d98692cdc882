import Japanese

/// Taking in people and facts.
extension ReceptionDesk {
    /// Takes in what a device read (読取): new people, and facts with their source. The one way in for every device.
    ///
    /// A person already in the case, by number or by the same name and birth date, gets the facts instead of a double.
    package func take(_ reading: IdentityReading, into id: CaseID, by hand: Hand) async throws -> CaseView {
        guard !reading.people.isEmpty || !reading.visit.isEmpty else { throw ReceptionError.readingEmpty }
        return try await change(id, by: hand, whileStopped: true) { view, tx in
            var change = Change()
            change.bodies.append(
                .reading(
                    ReadingNote(source: reading.source, document: reading.document, people: reading.people.count)
                )
            )
            change.bodies += reading.visit.map { .fact(Fact(FactKey($0.item), $0.value, from: reading.source)) }
            var next = view.receptionCase.nextPersonKey.number
            for person in reading.people {
                let known = view.receptionCase.person(like: person)
                let key = known ?? PersonKey(next)
                let isNumbered = view.receptionCase.people.contains { $0.key == key && $0.resident != nil }
                if known == nil { next += 1 }
                // Somebody read before without a number has one now: the register is asked about them from here on.
                if known == nil || (person.resident != nil && !isNumbered) {
                    change.bodies.append(.person(CasePerson(key: key, resident: person.resident)))
                }
                change.bodies += person.fields.map {
                    .fact(Fact(FactKey($0.item, key), $0.value, from: reading.source))
                }
                if try tx.isToldProtected(person, elsewhereThan: id) {
                    change.bodies.append(.fact(Fact(FactKey(.isProtected, key), .flag(true), from: .staff)))
                }
            }
            change.residents = reading.people.compactMap(\.resident)
            change.entries = [(.reading, "\(reading.source.rawValue) \(reading.document) \(reading.people.count)")]
            return change
        }
    }

    /// Takes residents of the core data into the case (住基からの取込), with who stays noted by `moving`.
    package func take(
        residents: [ResidentNumber],
        moving: Set<ResidentNumber>,
        into id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        let reading = try await store.read { [catalogue] tx in
            let found = try residents.map { number in
                guard let resident = try tx.resident(number) else { throw ReceptionError.residentNotFound }
                return resident
            }
            var reading = IdentityReading(residents: try found.map { try tx.overlaid($0) }, moving: moving)
            // What came later counts: today's cases after the night's data.
            for place in found.indices {
                reading.people[place].fields += try tx.laidFields(found[place], by: catalogue)
            }
            return reading
        }
        return try await take(reading, into: id, by: hand)
    }

    /// Notes facts that staff or the citizen gave (聞き取り). A value somebody else changed since `basis` is a conflict.
    package func note(_ facts: [Fact], basis: Int, in id: CaseID, by hand: Hand) async throws -> CaseView {
        let isOnlyProtection = facts.allSatisfy { $0.key.item == .isProtected && $0.value == .flag(true) }
        return try await change(id, by: hand, whileStopped: isOnlyProtection) { view, _ in
            try view.keepsProtection(facts)
            var change = Change()
            let implied = facts.compactMap { view.implied(by: $0) }
            for fact in facts + implied {
                try view.check(fact)
                if let known = view.receptionCase.facts[fact.key] {
                    if known.fact.value == fact.value { continue }
                    if known.sequence > basis {
                        throw ReceptionError.conflict(fact.key)
                    }
                }
                change.bodies.append(.fact(fact))
            }
            let items = facts.map(\.key.text).joined(separator: " ")
            change.entries = [(hand.staff == nil ? .answered : .fact, items)]
            return change
        }
    }

    /// Says which resident a provisional person is (宛名番号との結び付け), once the core system has given a number.
    package func match(
        _ key: PersonKey,
        with resident: ResidentNumber,
        in id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        try await change(id, by: hand, closedToo: true, whileStopped: true) { view, tx in
            try view.receptionCase.check(key, against: resident, in: tx)
            return Change(
                bodies: [.person(CasePerson(key: key, resident: resident))],
                entries: [(.personMatched, key.text)],
                residents: [resident]
            )
        }
    }

    /// Adds a person by hand (未登録者の追加).
    package func addPerson(to id: CaseID, by hand: Hand) async throws -> CaseView {
        try await change(id, by: hand) { view, _ in
            let key = view.receptionCase.nextPersonKey
            return Change(
                bodies: [.person(CasePerson(key: key, resident: nil))],
                entries: [(.personAdded, key.text)]
            )
        }
    }

    /// Takes a person out again (人違い・対象外).
    package func remove(_ key: PersonKey, reason: String, from id: CaseID, by hand: Hand) async throws -> CaseView {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand) { view, _ in
            guard view.receptionCase.people.contains(where: { $0.key == key }) else {
                throw ReceptionError.personNotFound
            }
            guard view.receptionCase.toldProtection(of: key) == nil else { throw ReceptionError.protectionStays }
            return Change(
                bodies: [.personRemoval(PersonRemoval(key: key, reason: reason))],
                entries: [(.personRemoved, key.text)]
            )
        }
    }

    /// Changes a verdict with a reason (判定の上書き).
    package func override(_ override: VerdictOverride, in id: CaseID, by hand: Hand) async throws -> CaseView {
        guard !override.reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand) { view, _ in
            guard view.application(override.application) != nil else { throw ReceptionError.applicationNotFound }
            let detail = "\(override.application.text) \(override.outcome.rawValue)"
            return Change(bodies: [.verdictOverride(override)], entries: [(.override, detail)])
        }
    }

    /// Returns to the tables' own verdict.
    package func restore(_ application: ApplicationKey, in id: CaseID, by hand: Hand) async throws -> CaseView {
        try await change(id, by: hand) { _, _ in
            Change(bodies: [.verdictRestoration(application)], entries: [(.overrideLifted, application.text)])
        }
    }
}

extension ReceptionCase {
    /// The person of the case that a reading speaks of.
    func person(like read: IdentityReading.Person) -> PersonKey? {
        if let number = read.resident, let known = people.first(where: { $0.resident == number }) { return known.key }
        let fields = Dictionary(read.fields.map { ($0.item, $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let name = fields[.name], let birth = fields[.birthDate] else { return nil }
        return people.first { value(.name, of: $0.key) == name && value(.birthDate, of: $0.key) == birth }?.key
    }
}

extension CaseView {
    /// Refuses an item nobody defined, a person who is not here, and a value of the wrong kind.
    func check(_ fact: Fact) throws(ReceptionError) {
        guard let item = catalogue.item(fact.key.item), item.derivation == nil else {
            throw .unknownItem(fact.key.item)
        }
        if let person = fact.key.person, !receptionCase.people.contains(where: { $0.key == person }) {
            throw .personNotFound
        }
        guard (item.scope == .person) == (fact.key.person != nil), item.accepts(fact.value) else {
            throw .unsuitableValue(item.id)
        }
    }
}

extension CaseView {
    /// What a fact brings with it: a town of the municipality's list has its postal code (郵便番号), and a relationship that
    /// replaces the core data's leaves that one as the former (旧続柄).
    func implied(by fact: Fact) -> Fact? {
        if fact.key.item == .relationship, let person = fact.key.person { return formerRelationship(of: person) }
        guard fact.key.item == .newTown, case .text(let name) = fact.value,
            let town = catalogue.municipality.towns.first(where: { $0.name == name })
        else { return nil }
        return Fact(FactKey(.newPostalCode), .text(RegisteredText(town.postalCode)), from: fact.source)
    }
}

extension Item {
    func accepts(_ value: FactValue) -> Bool {
        switch (kind, value) {
        case (_, .unanswered), (.text, .text), (.kana, .text), (.date, .date), (.boolean, .flag), (.number, .number):
            true
        case (.choice, .choice(let choice)): choices.contains { $0.value.utf8.elementsEqual(choice.utf8) }
        default: false
        }
    }
}
