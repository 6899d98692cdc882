package import Japanese

/// One visit of a household (受付): everything appended so far, and what follows from it. A pure value.
package struct ReceptionCase: Hashable, Sendable {
    package let id: CaseID
    package let opening: CaseOpening
    package private(set) var records: [CaseRecord]
    /// The latest fact of each key, with the record that brought it.
    package private(set) var facts: [FactKey: KnownFact]
    package private(set) var people: [CasePerson]
    /// Residents found to be somebody else than a person of the case.
    package private(set) var distinctions: Set<PersonDistinction>
    package private(set) var documents: [DocumentRecord]
    package private(set) var signings: [SigningAct]
    package private(set) var seals: [SealRecord]
    package private(set) var overrides: [ApplicationKey: VerdictOverride]
    package private(set) var submissions: [ApplicationKey: RecordedSubmission]
    package private(set) var arrivals: [Arrival]
    package private(set) var printings: [PrintRun]
    /// The code issued in this very change; a case read from the store no longer knows its codes.
    package private(set) var ticket: String?
    package private(set) var hold: Hold?
    package private(set) var withdrawal: Withdrawal?

    /// A fact with its record's stamp.
    package struct KnownFact: Hashable, Sendable {
        package let fact: Fact
        package let sequence: Int
        package let stamp: Stamp
    }

    package struct RecordedSubmission: Hashable, Sendable {
        package let submission: Submission
        package let sequence: Int
        package let stamp: Stamp
    }

    /// Nil unless the first record opens the case and the sequence has no gap.
    package init?(id: CaseID, records: [CaseRecord]) {
        guard let first = records.first, case .opening(let opening) = first.body else { return nil }
        self.id = id
        self.opening = opening
        self.records = []
        facts = [:]
        people = []
        distinctions = []
        documents = []
        signings = []
        seals = []
        overrides = [:]
        submissions = [:]
        arrivals = []
        printings = []
        for record in records {
            guard record.sequence == self.records.count + 1 else { return nil }
            apply(record)
        }
    }

    /// The number of records: what a screen says it was made from.
    package var revision: Int { records.count }

    /// The case with one more record, whose sequence number it gives.
    package func appending(_ body: CaseRecord.Body, stamp: Stamp) -> ReceptionCase {
        var next = self
        next.apply(CaseRecord(sequence: revision + 1, stamp: stamp, body: body))
        return next
    }

    /// The case without what a suppression hides: screens, forms, slips and files are made of nothing else.
    ///
    /// For a visitor who is not the protected person, what staff and the visitor said after the release stays.
    package func suppressed(by protection: CaseProtection, _ disclosure: Disclosure) -> ReceptionCase {
        guard !protection.discloses(.casePage, by: disclosure) else { return self }
        var visible = self
        let release = protection.since ?? Int.max
        visible.facts = facts.filter { key, known in
            guard disclosure.whereabouts.contains(key.item) else { return true }
            let isSaid = known.fact.source == .staff || known.fact.source == .citizen
            return !protection.isStopped && isSaid && known.sequence > release
        }
        let later = Set(
            records.compactMap { record -> Int? in
                guard case .document(let document) = record.body, record.sequence > release else { return nil }
                return document.number
            }
        )
        visible.documents = documents.filter { !protection.isStopped && later.contains($0.number) }
        // Whatever a clerk wrote in their own words may say where she is.
        visible.hold = hold.map { _ in Hold(reason: CaseProtection.hiddenWords) }
        visible.overrides = overrides.mapValues { override in
            VerdictOverride(
                application: override.application,
                outcome: override.outcome,
                reason: CaseProtection.hiddenWords
            )
        }
        return visible
    }

    private mutating func apply(_ record: CaseRecord) {
        records.append(record)
        switch record.body {
        case .opening, .reading, .releaseRequest, .release, .releaseEnd, .releaseLimit, .spoiledPrint, .entryMark: break
        case .protectionEnd(let end): facts[FactKey(.isProtected, end.person)] = nil
        case .person(let person):
            // The same key again brings the number that the core system has given meanwhile.
            if let place = people.firstIndex(where: { $0.key == person.key }) {
                people[place] = person
            } else {
                people.append(person)
            }
        case .personRemoval(let removal): people.removeAll { $0.key == removal.key }
        case .distinction(let distinction): distinctions.insert(distinction)
        case .distinctionEnd(let distinction): distinctions.remove(distinction)
        case .fact(let fact):
            facts[fact.key] = KnownFact(fact: fact, sequence: record.sequence, stamp: record.stamp)
        case .verdictOverride(let override): overrides[override.application] = override
        case .verdictRestoration(let application): overrides[application] = nil
        case .document(let document): documents.append(document)
        case .signing(let signing): signings.append(signing)
        case .sealing(let seal): seals.append(seal)
        case .printing(let run): printings.append(run)
        case .ticket(let issue): ticket = issue.ticket
        case .arrival(let arrival): arrivals.append(arrival)
        case .submission(let submission):
            submissions[submission.application] = RecordedSubmission(
                submission: submission,
                sequence: record.sequence,
                stamp: record.stamp
            )
        case .submissionReturn(let back): submissions[back.application] = nil
        case .hold(let hold): self.hold = hold
        case .resumption: hold = nil
        case .withdrawal(let withdrawal): self.withdrawal = withdrawal
        }
    }
}

extension ReceptionCase {
    package func value(_ item: ItemID, of person: PersonKey? = nil) -> FactValue? {
        facts[FactKey(item, person)]?.fact.value
    }

    package func text(_ item: ItemID, of person: PersonKey? = nil) -> RegisteredText? {
        switch value(item, of: person) {
        case .text(let text): text
        case .choice(let choice): RegisteredText(choice)
        default: nil
        }
    }

    package func date(_ item: ItemID, of person: PersonKey? = nil) -> CivilDate? {
        guard case .date(let date) = value(item, of: person) else { return nil }
        return date
    }

    /// A person's birth in the Japanese calendar (和暦), in the era that the register wrote where the day has two.
    package func birthWareki(of person: PersonKey, in eras: EraTable) -> Wareki? {
        date(.birthDate, of: person).flatMap { birth in
            let words = text(.birthText, of: person) ?? ""
            return birth.wareki(in: eras, writtenIn: eras.writtenEra(of: birth, in: words))
        }
    }

    package func flag(_ item: ItemID, of person: PersonKey? = nil) -> Bool? {
        guard case .flag(let flag) = value(item, of: person) else { return nil }
        return flag
    }

    /// Those who move or change household (異動者); a person counts unless a fact says otherwise.
    package var movers: [CasePerson] {
        people.filter { flag(.moves, of: $0.key) != false }
    }

    package var nextPersonKey: PersonKey {
        let used = records.compactMap { record -> Int? in
            guard case .person(let person) = record.body else { return nil }
            return person.key.number
        }
        return PersonKey((used.max() ?? 0) + 1)
    }

    /// The latest document of an application, signed or not.
    package func latestDocument(of application: ApplicationKey) -> DocumentRecord? {
        documents.last { $0.application == application }
    }

    package func document(_ number: Int) -> DocumentRecord? {
        documents.first { $0.number == number }
    }

    /// The signing act that covers a document's very content, if any.
    package func signing(of document: DocumentRecord) -> SigningAct? {
        signings.first { $0.covers(document) }
    }

    /// The act that fills a signature area of a document, if any.
    package func signing(of document: DocumentRecord, in area: SignatureArea) -> SigningAct? {
        signings.first { $0.covers(document) && ($0.role == nil || $0.role == area.role) }
    }

    package var opened: Stamp? { records.first?.stamp }

    package var isWithdrawn: Bool { withdrawal != nil }
}
