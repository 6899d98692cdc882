import Japanese

/// Who stands at the counter in a case with a protected person (来庁者の別).
package enum VisitorParty: String, Hashable, Sendable, Codable, CaseIterable {
    /// The protected person, identity checked.
    case subject
    /// Anybody else, whatever they say: a member of the household, a notifier, a proxy.
    case other

    package var japanese: String {
        switch self {
        case .subject: "支援措置の対象者本人"
        case .other: "対象者本人ではない人"
        }
    }
}

/// A clerk asks a second person to let a case with a protected person go on (支援措置の解除の求め).
package struct ReleaseRequest: Hashable, Sendable, Codable {
    package let party: VisitorParty
    package let reason: String
    /// Where the visitor stands; nil in records of older versions.
    package let counter: CounterID?

    package init(party: VisitorParty, reason: String, counter: CounterID?) {
        self.party = party
        self.reason = reason
        self.counter = counter
    }
}

/// The second person's answer (支援措置の解除): good for this case, for what was asked, until its end.
package struct ProtectionRelease: Hashable, Sendable, Codable {
    /// The record that asked.
    package let request: Int
    package let party: VisitorParty
    /// Who was known to be protected then; nil in records of older versions.
    package let people: [PersonKey]?
    /// Where the visitor stands; the counters on the case's slip count as well. Nil in records of older versions.
    package let counter: CounterID?
    /// When it ends by itself, at the latest with the day; nil where the town has set no time.
    package let until: Instant?

    package init(
        request: Int,
        party: VisitorParty,
        people: [PersonKey]?,
        counter: CounterID?,
        until: Instant?
    ) {
        self.request = request
        self.party = party
        self.people = people
        self.counter = counter
        self.until = until
    }

    /// A generation of the register that comes in later may protect somebody the second person never thought of.
    func covers(_ protected: [PersonKey]) -> Bool {
        people.map { known in protected.allSatisfy(known.contains) } ?? true
    }
}

/// Everything due has been handed in: what was released for it ends soon (受付の終わりによる解除の期限).
package struct ReleaseLimit: Hashable, Sendable, Codable {
    package let until: Instant

    package init(until: Instant) {
        self.until = until
    }
}

/// A protection noted at a visit is ended by a second person (支援措置の印の取消): it was a mistake, or it has run out.
package struct ProtectionEnd: Hashable, Sendable, Codable {
    package let person: PersonKey
    package let reason: String

    package init(person: PersonKey, reason: String) {
        self.person = person
        self.reason = reason
    }
}

/// What disclosure suppression does to a case now (受付の支援措置).
package struct CaseProtection: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case none
        /// Nothing goes on until a second person releases it.
        case stopped
        case requested(ReleaseRequest, sequence: Int, by: StaffID?)
        case released(VisitorParty, by: StaffID?)
    }

    /// Stands in place of free text (自由記入).
    package static let hiddenWords = "支援措置のため表示しません"

    package let state: State
    /// Who is protected, people taken out of the case again included: what was read for them is still in its records.
    package let people: [PersonKey]
    /// The record from which on what is said counts for visitors who are not the protected person.
    package var since: Int?
    /// Releases in force, those for other counters included.
    package var grants: [ReleaseGrant] = []

    package var isStopped: Bool {
        switch state {
        case .stopped, .requested: true
        case .none, .released: false
        }
    }

    /// Who looks at the case in the sense of the table (見る人); nil where nobody is protected.
    package var viewer: Viewer? {
        switch state {
        case .none: nil
        case .stopped, .requested: .stopped
        case .released(.subject, _): .subject
        case .released(.other, _): .other
        }
    }

    /// Whether nothing has to be hidden in an output: nobody is protected, or the table shows it.
    package func discloses(_ outlet: Outlet, by disclosure: Disclosure) -> Bool {
        viewer.map { disclosure.shows(outlet, to: $0) } ?? true
    }
}

extension ReceptionCase {
    /// How the case stands at a counter, from its own records and from whom the register protects today. Without a
    /// standpoint every release counts that was ever given and not ended.
    package func protection(
        of registry: Set<ResidentNumber> = [],
        from standpoint: Standpoint? = nil
    ) -> CaseProtection {
        let (people, latest) = protectedPeople(registry)
        guard !people.isEmpty else { return CaseProtection(state: .none, people: []) }
        let later = records.drop { $0.sequence <= latest }
        let releases = CaseReleases(later, of: people, now: standpoint?.now, slip: slipCounters)
        return CaseProtection(
            state: releases.state(at: standpoint?.counter),
            people: people,
            since: releases.since,
            grants: releases.grants
        )
    }

    /// How what was handed in goes on to the core system: under the last release, also when its time has gone or it was
    /// ended, since what was released for the family at the counter is entered after they have left.
    package func protectionOfEntries(of registry: Set<ResidentNumber>) -> CaseProtection {
        let (people, latest) = protectedPeople(registry)
        guard !people.isEmpty else { return CaseProtection(state: .none, people: []) }
        var last: (party: VisitorParty, since: Int, by: StaffID?)?
        for record in records where record.sequence > latest {
            guard case .release(let release) = record.body, release.covers(people) else { continue }
            let since = last.flatMap { $0.party == release.party ? $0.since : nil } ?? record.sequence
            last = (release.party, since, record.stamp.staff)
        }
        guard let last else { return CaseProtection(state: .stopped, people: people) }
        return CaseProtection(state: .released(last.party, by: last.by), people: people, since: last.since)
    }

    /// The record by which a protection was told of at a visit or by a certificate, as long as nobody has ended it.
    package func toldProtection(of person: PersonKey) -> CaseRecord? {
        records.reduce(nil) { told, record in
            switch record.body {
            case .fact(let fact) where fact.key == FactKey(.isProtected, person) && fact.source != .registry:
                return fact.value == .flag(true) ? record : told
            case .protectionEnd(let end) where end.person == person: return nil
            default: return told
            }
        }
    }

    /// Who is protected, and the record after which a release can count.
    private func protectedPeople(_ registry: Set<ResidentNumber>) -> (people: [PersonKey], latest: Int) {
        var people: [PersonKey] = []
        var latest = 0
        for record in records {
            switch record.body {
            case .fact(let fact) where fact.key.item == .isProtected && fact.value == .flag(true):
                guard let person = fact.key.person, !people.contains(person) else { continue }
                people.append(person)
                latest = record.sequence
            case .protectionEnd(let end): people.removeAll { $0 == end.person }
            default: continue
            }
        }
        // What the register says today is not ended here.
        for record in records {
            guard case .person(let person) = record.body, let number = person.resident, registry.contains(number) else {
                continue
            }
            if !people.contains(person.key) { people.append(person.key) }
            latest = max(latest, record.sequence)
        }
        return (people, latest)
    }
}
