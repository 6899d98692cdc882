import Japanese

/// The hard stop of a case with a protected person, and its release by a second person (支援措置).
extension ReceptionDesk {
    /// Asks a second person (解除の求め). The first one says who stands at the counter and why the case must go on.
    package func requestRelease(
        party: VisitorParty,
        reason: String,
        of id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand, whileStopped: true) { view, _ in
            guard view.protection.isStopped else { throw ReceptionError.releaseNotRequested }
            guard party == .other || view.protectsOneHousehold else { throw ReceptionError.releaseOfSeveral }
            return Change(
                bodies: [.releaseRequest(ReleaseRequest(party: party, reason: reason, counter: hand.counter))],
                entries: [(.releaseRequested, "\(party.rawValue) \(hand.counter.text)")],
                residents: view.protectedResidents
            )
        }
    }

    /// Releases a case (解除) for what was asked, at the counter that asked: by another person than the one who asked, who may
    /// sit elsewhere. For the protected person herself the register's address comes into the case, since her own forms
    /// carry it; for anybody else it stays out.
    package func release(_ id: CaseID, by hand: Hand) async throws -> CaseView {
        let now = clock.now
        let until = catalogue.municipality.disclosure.release.end(of: now)
        let view = try await change(id, by: hand, whileStopped: true, at: now) { view, _ in
            guard case .requested(let request, let sequence, let asker) = view.protection.state else {
                throw ReceptionError.releaseNotRequested
            }
            guard let staff = hand.staff, staff != asker else { throw ReceptionError.releaseByRequester }
            guard request.party == .other || view.protectsOneHousehold else { throw ReceptionError.releaseOfSeveral }
            let release = ProtectionRelease(
                request: sequence,
                party: request.party,
                people: view.protection.people,
                counter: request.counter,
                until: until
            )
            let place = request.counter?.text ?? ""
            return Change(
                bodies: [.release(release)],
                entries: [(.released, "\(request.party.rawValue) \(place) \(until.clockText)")],
                residents: view.protectedResidents
            )
        }
        guard view.protection.grants.last?.party == .subject else { return view }
        return try await takeAddress(into: id, view, by: hand)
    }

    /// Ends what was released in a case, at every counter (解除の取消); it stands still again.
    package func endRelease(of id: CaseID, by hand: Hand) async throws -> CaseView {
        try await change(id, by: hand, whileStopped: true) { view, _ in
            guard !view.protection.grants.isEmpty else { throw ReceptionError.releaseNotRequested }
            return Change(bodies: [.releaseEnd], entries: [(.releaseEnded, "")], residents: view.protectedResidents)
        }
    }

    /// Ends a protection that was noted at a visit (支援措置の印の取消), by another person than the one who noted it. What the
    /// register says stays; it ends there.
    package func endProtection(
        of person: PersonKey,
        reason: String,
        in id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand, closedToo: true, whileStopped: true) { view, _ in
            guard let noted = view.receptionCase.toldProtection(of: person) else { throw ReceptionError.personNotFound }
            guard let staff = hand.staff, staff != noted.stamp.staff else { throw ReceptionError.protectionEndByNoter }
            return Change(
                bodies: [.protectionEnd(ProtectionEnd(person: person, reason: reason))],
                entries: [(.protectionEnded, person.text)],
                residents: view.protectedResidents
            )
        }
    }

    private func takeAddress(into id: CaseID, _ view: CaseView, by hand: Hand) async throws -> CaseView {
        let numbers = view.receptionCase.people.compactMap(\.resident)
        let reading = try await store.read { tx in
            let residents = try numbers.compactMap { try tx.resident($0) }
            return IdentityReading(addressOf: try residents.map { try tx.overlaid($0, forSubject: true) })
        }
        return reading.visit.isEmpty ? view : try await take(reading, into: id, by: hand)
    }
}

extension CaseView {
    /// Whoever is protected here lives together, so that what is shown to one of them is no news to the others.
    var protectsOneHousehold: Bool {
        Set(protection.people.map { receptionCase.text(.householdNumber, of: $0) }).count <= 1
    }

    /// How long a release still counts once the case is through, by its last submission or by its withdrawal.
    func limit(after bodies: [CaseRecord.Body], at now: Instant) -> ReleaseLimit? {
        let ends = bodies.contains { body in
            switch body {
            case .submission, .withdrawal: true
            default: false
            }
        }
        guard ends, !protection.grants.isEmpty, stage == .done || stage == .withdrawn else { return nil }
        let minutes = stage == .done ? catalogue.municipality.disclosure.release.minutesAfterClosing : 0
        return ReleaseLimit(until: now.adding(seconds: minutes * 60))
    }

    var protectedResidents: [ResidentNumber] {
        receptionCase.people.filter { protection.people.contains($0.key) }.compactMap(\.resident)
    }

    /// Refuses to take a protection back by a fact, which one person alone could note.
    func keepsProtection(_ facts: [Fact]) throws(ReceptionError) {
        for fact in facts where fact.key.item == .isProtected && fact.value != .flag(true) {
            guard let person = fact.key.person, protection.people.contains(person) else { continue }
            throw .protectionStays
        }
    }
}

extension StoreReading {
    /// Residents of a case whose address the register suppresses today, also where the case began before it did.
    package func protected(in receptionCase: ReceptionCase) throws -> Set<ResidentNumber> {
        let numbers = receptionCase.people.compactMap(\.resident)
        // Whoever came to the town after the generation in use is not in it, and protected all the same.
        let kept = try keptProtections(of: numbers).map(\.resident)
        return Set(try numbers.filter { try resident($0)?.hidesAddress == true } + kept)
    }
}

extension StoreReading {
    /// Whether another visit told that somebody of this name and birth date is protected whom the register does not know.
    func isToldProtected(_ person: IdentityReading.Person, elsewhereThan id: CaseID) throws -> Bool {
        var query = ResidentQuery(limit: 20)
        for field in person.fields {
            switch (field.item, field.value) {
            case (.name, .text(let name)): query.name = name.string
            case (.birthDate, .date(let day)): query.birthDate = day
            default: continue
            }
        }
        guard !query.name.isEmpty, query.birthDate != nil else { return false }
        return try provisionalPeople(query).contains { other in
            guard other.caseID != id, let found = try receptionCase(other.caseID) else { return false }
            return found.protection().people.contains(other.key)
        }
    }
}
