import Japanese

/// What a case of these days says about a resident that the nightly data do not say yet (当日異動の重ね合わせ).
package struct ResidentOverlay: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// The data are older than the case; what the case says counts.
        case pending
        /// Data of a later day still say something else: a person must look (不一致).
        case contradicted
    }

    package let caseID: CaseID
    package let number: ReceptionNumber
    package let event: LifeEvent
    package let state: State
    /// Where the person lives by the case; nil where it says nothing or the address is suppressed.
    package let address: ResidentAddress?
    /// The person leaves by the case.
    package let leaves: Bool

    package var sentence: String {
        switch state {
        case .pending: "\(event.japanese)の届出を受け付けています（\(number.text)）。基幹系にはまだ反映されていません。"
        case .contradicted: "\(event.japanese)の届出（\(number.text)）と、その後の基幹系のデータが合いません。どちらが正しいか確かめてください。"
        }
    }
}

/// Somebody of a case whom the core system has not given a number yet (未登録者).
package struct ProvisionalPerson: Hashable, Sendable {
    package let caseID: CaseID
    package let key: PersonKey

    package init(caseID: CaseID, key: PersonKey) {
        self.caseID = caseID
        self.key = key
    }
}

/// Who in the register a provisional person is (仮の人の照合).
package enum PersonMatch: Hashable, Sendable {
    case none
    /// One resident with the very same registered name, birth date and sex.
    case certain(Resident)
    /// Others with this birth date and a name that is read or written alike: for a person to decide.
    case doubtful([Resident])
}

extension StoreReading {
    /// What cases say about a resident beyond the data. One that the data confirm has ended and is not among them.
    package func overlays(of resident: Resident) throws -> [ResidentOverlay] {
        guard let registryDay = try registryStatus()?.businessDate else { return [] }
        return try caseSummaries(resident: resident.number).compactMap { summary in
            guard let found = try receptionCase(summary.id), !found.isWithdrawn, !found.submissions.isEmpty,
                let person = found.people.first(where: { $0.resident == resident.number }),
                found.movers.contains(where: { $0.key == person.key })
            else { return nil }
            let visible = found.suppressed(by: found.protection(of: try protected(in: found)))
            return ResidentOverlay(visible, of: resident, registryDay: registryDay)
        }
    }

    /// The resident as today's cases leave them, for the next counter and the next case.
    package func overlaid(_ resident: Resident) throws -> Resident {
        let latest = try overlays(of: resident).filter { $0.state == .pending }.max { left, right in
            (left.number.day, left.number.serial) < (right.number.day, right.number.serial)
        }
        guard let address = latest?.address else { return resident }
        var resident = resident
        resident.address = address
        return resident
    }

    /// Looks for a provisional person in the generation in use, former residents included (再転入).
    package func match(_ key: PersonKey, of receptionCase: ReceptionCase) throws -> PersonMatch {
        guard let name = receptionCase.text(.name, of: key), let birth = receptionCase.date(.birthDate, of: key) else {
            return .none
        }
        let found = try possibleReturns(name: name, birthDate: birth).filter { resident in
            !receptionCase.distinctions.contains(PersonDistinction(key: key, resident: resident.number))
        }
        guard let first = found.first else { return .none }
        let sex = receptionCase.text(.sex, of: key)?.string
        let isSame = first.name == name && first.sex.japanese.utf8.elementsEqual((sex ?? "").utf8)
        return found.count == 1 && isSame ? .certain(first) : .doubtful(found)
    }
}

extension ResidentOverlay {
    /// Nil where the data agree with the case: it has ended.
    init?(_ found: ReceptionCase, of resident: Resident, registryDay: CivilDate) {
        let event = found.opening.event
        let address = ResidentOverlay.address(found)
        leaves = event == .moveOut
        let agrees =
            switch event {
            case .moveOut: resident.standing != .current
            case .moveIn, .moveWithin:
                resident.standing == .current
                    && (address.map { $0.town == resident.address.town && $0.lot == resident.address.lot } ?? true)
            case .householdChange: registryDay > found.opening.number.day
            }
        if agrees { return nil }
        state = registryDay > found.opening.number.day ? .contradicted : .pending
        caseID = found.id
        number = found.opening.number
        self.event = event
        self.address = event == .moveOut || event == .householdChange ? nil : address
    }

    private static func address(_ found: ReceptionCase) -> ResidentAddress? {
        guard let town = found.text(.newTown), let lot = found.text(.newLot) else { return nil }
        return ResidentAddress(
            postalCode: found.text(.newPostalCode)?.string ?? "",
            townCode: "",
            town: town,
            lot: lot,
            building: found.text(.newBuilding) ?? ""
        )
    }
}
