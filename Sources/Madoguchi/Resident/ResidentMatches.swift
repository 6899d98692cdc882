package import Japanese

/// A provisional person with the residents who may be the same (照合の候補).
package struct PossibleMatch: Hashable, Sendable {
    package let caseID: CaseID
    package let number: ReceptionNumber
    package let key: PersonKey
    package let name: RegisteredText
    package let birthDate: CivilDate?
    /// As it was written (生年月日の表記), where that is known.
    package let birthText: RegisteredText
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
            let match = try match(person.key, of: found)
            guard !match.residents.isEmpty else { return nil }
            return PossibleMatch(
                caseID: found.id,
                number: found.opening.number,
                key: person.key,
                name: found.text(.name, of: person.key) ?? RegisteredText(""),
                birthDate: found.date(.birthDate, of: person.key),
                birthText: found.text(.birthText, of: person.key) ?? "",
                candidates: match.residents,
                isCertain: match.isCertain
            )
        }
    }
}

extension ReceptionDesk {
    /// Takes back who somebody was said to be (照合の取消): the person is provisional again.
    package func unmatch(_ key: PersonKey, in id: CaseID, by hand: Hand) async throws -> CaseView {
        try await change(id, by: hand, closedToo: true, whileStopped: true) { view, _ in
            guard let resident = view.receptionCase.matched[key] else { throw ReceptionError.personNotFound }
            // Else one person alone could take a protection off a resident.
            guard view.receptionCase.toldProtection(of: key) == nil else { throw ReceptionError.protectionStays }
            return Change(
                bodies: [.person(CasePerson(key: key, resident: nil))],
                entries: [(.personUnmatched, key.text)],
                residents: [resident]
            )
        }
    }

    /// Takes back that somebody is another (別人の取消): the resident is a candidate again.
    package func endDistinction(
        _ key: PersonKey,
        from resident: ResidentNumber,
        in id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        try await change(id, by: hand, closedToo: true, whileStopped: true) { view, _ in
            let distinction = PersonDistinction(key: key, resident: resident)
            guard view.receptionCase.distinctions.contains(distinction) else { throw ReceptionError.personNotFound }
            return Change(
                bodies: [.distinctionEnd(distinction)],
                entries: [(.distinctionEnded, key.text)],
                residents: [resident]
            )
        }
    }

    /// Says that a resident who looks like a provisional person is somebody else (別人), so that nobody is asked again.
    package func distinguish(
        _ key: PersonKey,
        from resident: ResidentNumber,
        in id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        try await change(id, by: hand, closedToo: true, whileStopped: true) { view, tx in
            try view.receptionCase.check(key, against: resident, in: tx)
            return Change(
                bodies: [.distinction(PersonDistinction(key: key, resident: resident))],
                entries: [(.personDistinguished, key.text)],
                residents: [resident]
            )
        }
    }
}

extension ReceptionCase {
    /// Refuses unless the person came in without a number and the resident is in the data.
    func check(_ key: PersonKey, against resident: ResidentNumber, in tx: any StoreReading) throws {
        guard let person = people.first(where: { $0.key == key }), person.resident == nil else {
            throw ReceptionError.personNotFound
        }
        guard try tx.resident(resident) != nil else { throw ReceptionError.residentNotFound }
    }

    /// People who came in without a number and were said to be a resident later (照合済みの人).
    package var matched: [PersonKey: ResidentNumber] {
        var provisional: Set<PersonKey> = []
        var matched: [PersonKey: ResidentNumber] = [:]
        for record in records {
            guard case .person(let person) = record.body else { continue }
            if let number = person.resident, provisional.contains(person.key) { matched[person.key] = number }
            if person.resident == nil {
                provisional.insert(person.key)
                matched[person.key] = nil
            }
        }
        return matched.filter { key, _ in people.contains { $0.key == key } }
    }
}
