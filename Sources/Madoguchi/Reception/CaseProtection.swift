package import Japanese

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

    package init(party: VisitorParty, reason: String) {
        self.party = party
        self.reason = reason
    }
}

/// The second person's answer (支援措置の解除): good for this case and this day.
package struct ProtectionRelease: Hashable, Sendable, Codable {
    /// The record that asked.
    package let request: Int
    package let party: VisitorParty
    /// Who was known to be protected then; nil in records of older versions.
    package let people: [PersonKey]?

    package init(request: Int, party: VisitorParty, people: [PersonKey]?) {
        self.request = request
        self.party = party
        self.people = people
    }

    /// A generation of the register that comes in later may protect somebody the second person never thought of.
    func covers(_ protected: [PersonKey]) -> Bool {
        people.map { known in protected.allSatisfy(known.contains) } ?? true
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

    package let state: State
    /// Who is protected, people taken out of the case again included: what was read for them is still in its records.
    package let people: [PersonKey]

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
    /// How the case stands, from its own records and from whom the register protects today.
    package func protection(
        of registry: Set<ResidentNumber> = [],
        today: CivilDate? = nil
    ) -> CaseProtection {
        let (people, latest) = protectedPeople(registry)
        guard !people.isEmpty else { return CaseProtection(state: .none, people: []) }
        return CaseProtection(state: releaseState(of: people, after: latest, today: today), people: people)
    }

    /// How what was handed in goes on to the core system: under the last release, also when its day has gone or it was
    /// ended, since what was released for the family at the counter is entered after they have left.
    package func protectionOfEntries(of registry: Set<ResidentNumber>) -> CaseProtection {
        let (people, latest) = protectedPeople(registry)
        guard !people.isEmpty else { return CaseProtection(state: .none, people: []) }
        let last = records.last { record in
            guard record.sequence > latest, case .release(let release) = record.body else { return false }
            return release.covers(people)
        }
        guard let last, case .release(let release) = last.body else {
            return CaseProtection(state: .stopped, people: people)
        }
        return CaseProtection(state: .released(release.party, by: last.stamp.staff), people: people)
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

    /// A release and a request for one count on their own day, and only for those who were known to be protected then.
    private func releaseState(of people: [PersonKey], after latest: Int, today: CivilDate?) -> CaseProtection.State {
        var state = CaseProtection.State.stopped
        for record in records where record.sequence > latest {
            let isToday = today.map { record.stamp.at.day == $0 } ?? true
            switch record.body {
            case .releaseRequest(let request):
                state = isToday ? .requested(request, sequence: record.sequence, by: record.stamp.staff) : .stopped
            case .release(let release):
                let counts = isToday && release.covers(people)
                state = counts ? .released(release.party, by: record.stamp.staff) : .stopped
            case .releaseEnd: state = .stopped
            default: continue
            }
        }
        return state
    }
}
