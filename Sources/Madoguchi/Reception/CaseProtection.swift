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

    package init(request: Int, party: VisitorParty) {
        self.request = request
        self.party = party
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

    /// Whether the case's addresses may be seen in it at all.
    package var discloses: Bool {
        switch state {
        case .none, .released(.subject, _): true
        case .stopped, .requested, .released(.other, _): false
        }
    }
}

extension ItemID {
    /// Under disclosure suppression (支援措置): noted by the register, a certificate, or the visit itself.
    package static let isProtected: ItemID = "disclosure-suppression"

    /// What tells where somebody lives, has lived or goes to, or how to reach them.
    package static let whereabouts: Set<ItemID> = [
        .phone, .newPostalCode, .newTown, .newLot, .newBuilding, .newMunicipality, .oldPostalCode, .oldAddress,
        .oldBuilding, .oldMunicipality, .notifierAddress, .domicile,
    ]
}

extension ReceptionCase {
    /// How the case stands, from its own records and from whom the register protects today.
    package func protection(
        of registry: Set<ResidentNumber> = [],
        today: CivilDate? = nil
    ) -> CaseProtection {
        var people: [PersonKey] = []
        var latest = 0
        for record in records {
            switch record.body {
            case .fact(let fact) where fact.key.item == .isProtected && fact.value == .flag(true):
                guard let person = fact.key.person else { continue }
                if !people.contains(person) {
                    people.append(person)
                    latest = record.sequence
                }
            case .person(let person):
                guard let number = person.resident, registry.contains(number) else { continue }
                if !people.contains(person.key) { people.append(person.key) }
                latest = max(latest, record.sequence)
            default: continue
            }
        }
        guard !people.isEmpty else { return CaseProtection(state: .none, people: []) }
        return CaseProtection(state: releaseState(after: latest, today: today), people: people)
    }

    /// A release counts on its own day, and only for those who were known to be protected when it was given.
    private func releaseState(after latest: Int, today: CivilDate?) -> CaseProtection.State {
        var state = CaseProtection.State.stopped
        for record in records where record.sequence > latest {
            switch record.body {
            case .releaseRequest(let request):
                state = .requested(request, sequence: record.sequence, by: record.stamp.staff)
            case .release(let release):
                let isToday = today.map { record.stamp.at.day == $0 } ?? true
                state = isToday ? .released(release.party, by: record.stamp.staff) : .stopped
            case .releaseEnd: state = .stopped
            default: continue
            }
        }
        return state
    }
}
