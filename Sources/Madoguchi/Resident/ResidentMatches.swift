package import Japanese

/// A provisional person with the residents who may be the same (照合の候補).
package struct PossibleMatch: Hashable, Sendable {
    package let caseID: CaseID
    package let number: ReceptionNumber
    package let key: PersonKey
    package let name: RegisteredText
    package let birthDate: CivilDate?
    /// Addresses as the register has them; whoever shows them asks about protection.
    package let candidates: [Resident]
    /// One candidate with the very same name, birth date and sex.
    package let isCertain: Bool
}

/// The newest provisional people that are looked at; more never wait in a city that looks at its list.
private let matchLimit = 1000

extension StoreReading {
    /// Provisional people for whom the register has somebody alike, for a person to decide (宛名番号の照合待ち).
    package func possibleMatches() throws -> [PossibleMatch] {
        try provisionalPeople(ResidentQuery(limit: matchLimit)).compactMap { person in
            guard let found = try receptionCase(person.caseID), !found.isWithdrawn else { return nil }
            let candidates: [Resident]
            let isCertain: Bool
            switch try match(person.key, of: found) {
            case .none: return nil
            case .certain(let resident): (candidates, isCertain) = ([resident], true)
            case .doubtful(let residents): (candidates, isCertain) = (residents, false)
            }
            return PossibleMatch(
                caseID: found.id,
                number: found.opening.number,
                key: person.key,
                name: found.text(.name, of: person.key) ?? RegisteredText(""),
                birthDate: found.date(.birthDate, of: person.key),
                candidates: candidates,
                isCertain: isCertain
            )
        }
    }
}

extension ReceptionDesk {
    /// Says that a resident who looks like a provisional person is somebody else (別人), so that nobody is asked again.
    package func distinguish(
        _ key: PersonKey,
        from resident: ResidentNumber,
        in id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        try await change(id, by: hand, closedToo: true, whileStopped: true) { view, tx in
            guard let person = view.receptionCase.people.first(where: { $0.key == key }), person.resident == nil else {
                throw ReceptionError.personNotFound
            }
            guard try tx.resident(resident) != nil else { throw ReceptionError.residentNotFound }
            return Change(
                bodies: [.distinction(PersonDistinction(key: key, resident: resident))],
                entries: [(.personDistinguished, key.text)],
                residents: [resident]
            )
        }
    }
}
