import Japanese

/// How each person of a new household stands to its head (新しい続柄), by the way over the former households.
struct KinshipPaths {
    private let families: FormerFamilies
    private let head: PersonKey?
    private let birthDates: [PersonKey: CivilDate]
    private let sexes: [PersonKey: Kinship.Sex]

    init(
        _ families: FormerFamilies,
        head: PersonKey?,
        birthDates: [PersonKey: CivilDate],
        sexes: [PersonKey: Kinship.Sex]
    ) {
        self.families = families
        self.head = head
        self.birthDates = birthDates
        self.sexes = sexes
    }

    /// `bridges` are those of whom it was said how they stand to the new head.
    func member(
        _ person: PersonKey,
        stated: String?,
        bridges: [(person: PersonKey, word: String)] = []
    ) -> HouseholdPlan.Member {
        let before = families.before(person)
        func member(_ after: String?, _ isCertain: Bool) -> HouseholdPlan.Member {
            HouseholdPlan.Member(
                person: person,
                before: before,
                after: after,
                isCertain: isCertain && after != nil
            )
        }
        if person == head { return member("世帯主", true) }
        // The head's own word is no relationship to another head.
        if let stated, Kinship(stated) != .family([]) { return member(stated, true) }
        if let head, families.number(of: head) == families.number(of: person) {
            if families.isHead(head) { return member(before.isEmpty ? nil : before, true) }
            let found = relationship(of: person, to: head)
            return member(found?.kinship.text, found?.isCertain == true)
        }
        let near = bridges.filter { families.number(of: $0.person) == families.number(of: person) }
        guard let bridge = near.first(where: { families.isHead($0.person) }) ?? near.first,
            let way = Kinship(bridge.word), way != .family([]), let own = relationship(of: person, to: bridge.person)
        else { return member(nil, false) }
        let change = KinshipChange(sex: sex(of: person), keepsStepchildren: isNewSpouse(bridge.person, way))
        let found = change.relationship(of: own.kinship, through: way)
        return member(found?.kinship.text, found?.isCertain == true && own.isCertain)
    }

    /// Between two of the same former family.
    private func relationship(of person: PersonKey, to other: PersonKey) -> (kinship: Kinship, isCertain: Bool)? {
        guard let kinship = Kinship(families.before(person)), let way = Kinship(families.before(other)) else {
            return nil
        }
        let family = families.members(of: families.number(of: person))
        let oldHead = families.head(of: families.number(of: person))
        let change = KinshipChange(
            oldHead: oldHead.flatMap(sex) ?? headSex(of: families.number(of: person)),
            newHead: sex(of: other),
            isElder: isElder(person, than: other),
            sex: sex(of: person),
            newHeadIsAlone: family.filter { Kinship(families.before($0)) == way }.count == 1
        )
        return change.relationship(of: kinship, toHead: way)
    }

    /// A spouse who marries into the household brings children of an earlier marriage: they are 妻の子 until adopted.
    private func isNewSpouse(_ person: PersonKey, _ way: Kinship) -> Bool {
        guard way.isSpouse else { return false }
        let family = families.members(of: families.number(of: person))
        return !family.contains { other in
            other != person && relationship(of: other, to: person)?.kinship.isSpouse == true
        }
    }

    private func isElder(_ person: PersonKey, than other: PersonKey) -> Bool? {
        guard let mine = birthDates[person], let theirs = birthDates[other], mine != theirs else { return nil }
        return mine < theirs
    }

    private func sex(of person: PersonKey) -> Kinship.Sex? {
        if let known = sexes[person] { return known }
        if case .family(let links) = Kinship(families.before(person)), let last = links.last?.sex { return last }
        return families.isHead(person) ? headSex(of: families.number(of: person)) : nil
    }

    /// A married head's sex shows in the spouse's word, also where the head is gone.
    private func headSex(of number: Int) -> Kinship.Sex? {
        let words = families.members(of: number).map { families.before($0) }
        if words.contains(where: { $0.hasPrefix("妻") && !$0.contains("の") }) { return .male }
        return words.contains { $0.hasPrefix("夫") && !$0.contains("の") } ? .female : nil
    }
}

extension Kinship {
    /// 夫, 妻, 夫（未届） or 妻（未届） of the head.
    var isSpouse: Bool {
        guard case .family(let links) = self, links.count == 1, case .spouse = links[0].step else { return false }
        return true
    }
}

extension Kinship.Sex {
    init?(_ text: String) {
        switch text {
        case "男": self = .male
        case "女": self = .female
        default: return nil
        }
    }
}
