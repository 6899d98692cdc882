import Japanese
import Rules

/// The households after the move (世帯の見込み): who heads each of them, and how the others then stand to the head (続柄).
///
/// A proposal; staff confirm it. Nothing is proposed where a choice belongs to the family.
package struct HouseholdPlan: Sendable {
    package struct Member: Hashable, Sendable {
        package var person: PersonKey
        package var before: String
        /// Nil where it has to be asked.
        package var after: String?
        package var isCertain: Bool
    }

    package struct Household: Hashable, Sendable {
        /// Whether this is the household of those who move.
        package var moves: Bool
        package var head: PersonKey?
        /// The head is new and nobody has said so yet.
        package var isProposed: Bool
        /// Adults among whom the family chooses, where it has to.
        package var candidates: [PersonKey]
        package var members: [Member]
    }

    package private(set) var households: [Household] = []
    package private(set) var notices: [StoryNotice] = []

    private let situation: Situation

    package init(_ situation: Situation) {
        self.situation = situation
        let movers = situation.movers
        let staying = situation.facts.people.filter { !movers.contains($0) }
        if event == "転入" {
            checkHead(of: movers)
            return
        }
        let isWhole = change == "世帯主変更" || change == "世帯構成変更" || staying.isEmpty
        add(isWhole ? situation.facts.people : movers, moves: true)
        if !isWhole { add(staying, moves: false) }
    }

    private var event: String { text(.event) }
    private var change: String { text("household-change") }

    private mutating func add(_ people: [PersonKey], moves: Bool) {
        guard !people.isEmpty else { return }
        if moves, joinsAnother {
            households.append(joining(people))
            return
        }
        let oldHead = situation.facts.people.first { Kinship(before($0)) == .family([]) }
        let named = moves ? people.first { isNamedHead($0) } : nil
        let keeps = change != "世帯主変更" ? oldHead.flatMap { people.contains($0) ? $0 : nil } : nil
        let adults = people.filter { isAdult($0) && !(change == "世帯主変更" && $0 == oldHead) }
        var household = Household(moves: moves, head: named ?? keeps, isProposed: false, candidates: [], members: [])
        if household.head == nil, adults.count == 1 {
            household.head = adults[0]
            household.isProposed = true
        }
        if household.head == nil {
            household.candidates = adults
            notices.append(adults.isEmpty ? .onlyMinors : .headNeeded(moves: moves))
        }
        household.members = people.map { member($0, household.head, oldHead, among: people) }
        households.append(household)
    }

    private var joinsAnother: Bool {
        change == "世帯合併" || situation.facts.values[FactKey("joins-household")] == .flag(true)
    }

    /// The head of the household that is joined is not here. Once it is said how the old head stands to that one, the
    /// others follow: the wife of a 子 is 子の妻.
    private func joining(_ people: [PersonKey]) -> Household {
        let leader = people.first { Kinship(before($0)) == .family([]) }
        let bridge = leader.flatMap { Kinship(text(.relationship, $0)) }
        let members = people.map { person in
            let stated = text(.relationship, person)
            let isStated = !stated.isEmpty && (person == leader ? bridge != .family([]) : stated != before(person))
            var after = isStated ? stated : nil
            var isCertain = isStated
            if !isStated, person != leader, let bridge, bridge != .family([]), let own = Kinship(before(person)) {
                let found = KinshipChange(sex: sex(person)).relationship(of: own, through: bridge)
                after = found?.kinship.text
                isCertain = found?.isCertain == true && after != nil
            }
            return Member(person: person, before: before(person), after: after, isCertain: isCertain)
        }
        return Household(moves: true, head: nil, isProposed: false, candidates: [], members: members)
    }

    private mutating func checkHead(of movers: [PersonKey]) {
        let heads = movers.filter { Kinship(text(.relationship, $0)) == .family([]) }
        if heads.count > 1 { notices.append(.twoHeads) }
        let isKnown = movers.allSatisfy { !text(.relationship, $0).isEmpty }
        if heads.isEmpty, isKnown, !movers.isEmpty, !joinsAnother { notices.append(.noHead) }
    }

    private func member(
        _ person: PersonKey,
        _ head: PersonKey?,
        _ oldHead: PersonKey?,
        among people: [PersonKey]
    ) -> Member {
        let old = before(person)
        guard let head else { return Member(person: person, before: old, after: nil, isCertain: false) }
        if person == head { return Member(person: person, before: old, after: "世帯主", isCertain: true) }
        if head == oldHead { return Member(person: person, before: old, after: old, isCertain: true) }
        guard let oldHead, let kinship = Kinship(old), let headKinship = Kinship(before(head)) else {
            return Member(person: person, before: old, after: nil, isCertain: false)
        }
        let change = KinshipChange(
            oldHead: sex(oldHead),
            newHead: sex(head),
            isElder: isElder(person, than: head),
            sex: sex(person)
        )
        let found = change.relationship(of: kinship, toHead: headKinship)
        return Member(
            person: person,
            before: old,
            after: found?.kinship.text,
            isCertain: found?.isCertain == true && found?.kinship.text != nil
        )
    }

    /// The relationship as it was before this notice.
    private func before(_ person: PersonKey) -> String {
        let former = text(.formerRelationship, person)
        return former.isEmpty ? text(.relationship, person) : former
    }

    private func isNamedHead(_ person: PersonKey) -> Bool {
        let head = registered(.newHead, nil)
        return head != nil && head == registered(.name, person)
    }

    private func registered(_ item: ItemID, _ person: PersonKey?) -> RegisteredText? {
        guard case .text(let text) = situation.facts.values[FactKey(item, person)], !text.string.isEmpty else {
            return nil
        }
        return text
    }

    /// 民法第4条: eighteen years; without a birth date nobody is passed over.
    private func isAdult(_ person: PersonKey) -> Bool {
        guard case .date(let birth) = situation.facts.values[FactKey(.birthDate, person)],
            let day = situation.day(named: "異動日") ?? situation.noticeDate
        else { return true }
        return (Age.age(bornOn: birth, on: day) ?? 0) >= 18
    }

    private func isElder(_ person: PersonKey, than other: PersonKey) -> Bool? {
        guard case .date(let mine) = situation.facts.values[FactKey(.birthDate, person)],
            case .date(let theirs) = situation.facts.values[FactKey(.birthDate, other)], mine != theirs
        else { return nil }
        return mine < theirs
    }

    private func sex(_ person: PersonKey) -> Kinship.Sex? {
        switch text(.sex, person) {
        case "男": return .male
        case "女": return .female
        default: break
        }
        if case .family(let links) = Kinship(before(person)), let last = links.last?.sex { return last }
        // A married head's sex shows in the spouse's word.
        guard Kinship(before(person)) == .family([]) else { return nil }
        let words = situation.facts.people.map { before($0) }
        if words.contains(where: { $0.hasPrefix("妻") && !$0.contains("の") }) { return .male }
        return words.contains { $0.hasPrefix("夫") && !$0.contains("の") } ? .female : nil
    }

    private func text(_ item: ItemID, _ person: PersonKey? = nil) -> String {
        switch situation.facts.values[FactKey(item, person)] {
        case .text(let text): text.string
        case .choice(let choice): choice
        default: ""
        }
    }
}
