import Japanese
import Rules

/// The households after the move (世帯の見込み): who heads each of them, and how the others then stand to the head (続柄).
///
/// A proposal; staff confirm it. Where a choice belongs to the family, the candidates are named and what is proposed is marked.
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
        /// Relationships were noted for another head than the one named now; they count no longer.
        package var isOvertaken = false

        /// Whether the relationships follow from what has been said, or the head is still to be chosen.
        package var isSettled: Bool { !isProposed || candidates.isEmpty }
    }

    package private(set) var households: [Household] = []
    package private(set) var notices: [StoryNotice] = []

    let situation: Situation
    let families: FormerFamilies

    package init(_ situation: Situation) {
        self.situation = situation
        families = FormerFamilies(situation)
        let movers = situation.movers
        let staying = situation.facts.people.filter { !movers.contains($0) }
        guard change != "世帯主変更" else {
            add(situation.facts.people, moves: true)
            return
        }
        // The old household's remaining members bear its number; everybody else who stays is of the household that is joined.
        let origins = event == "転入" || change == "世帯合併" ? [] : Set(movers.map { families.number(of: $0) })
        let target = staying.filter { !origins.contains(families.number(of: $0)) }
        if joinsAnother(target) {
            join(movers, target)
        } else {
            if event == "転入" { checkHead(of: movers) }
            add(movers, moves: true)
            if !target.isEmpty { add(target, moves: false) }
        }
        let remaining = staying.filter { origins.contains(families.number(of: $0)) }
        for family in families.grouped(remaining) { add(family, moves: false) }
    }

    private var event: String { text(.event) }
    private var change: String { text("household-change") }

    /// A household of its own: with the head that was named, the old one, or one to be chosen.
    private mutating func add(_ people: [PersonKey], moves: Bool) {
        guard !people.isEmpty else { return }
        let heads = people.filter { families.isHead($0) }
        let keeps = change != "世帯主変更" && heads.count == 1 ? heads[0] : nil
        var household = Household(
            moves: moves,
            head: named(moves ? .newHead : .remainingHead, among: people) ?? keeps,
            isProposed: false,
            candidates: [],
            members: []
        )
        if household.head == nil, heads.count < 2 || change == "世帯主変更" { choose(&household, among: people) }
        let relations = KinshipPaths(families, head: household.head, birthDates: birthDates, sexes: sexes)
        household.isOvertaken = isOvertaken(people, head: household.head)
        household.members = people.map { relations.member($0, stated: household.isOvertaken ? nil : stated($0)) }
        households.append(household)
    }

    /// The only adult heads the household without a notice (住民基本台帳法施行令第25条); else the family chooses, and the old
    /// head's spouse is offered first.
    private mutating func choose(_ household: inout Household, among people: [PersonKey]) {
        let old = change == "世帯主変更" ? people.filter { families.isHead($0) } : []
        let adults = people.filter { isAdult($0) && !old.contains($0) }
        household.isProposed = true
        if adults.count == 1 {
            household.head = adults[0]
            return
        }
        let spouses = adults.filter { Kinship(families.before($0))?.isSpouse == true }
        household.candidates = spouses + adults.filter { !spouses.contains($0) }
        household.head = spouses.count == 1 ? spouses[0] : nil
        // Who heads the household elsewhere is for the other municipality to record; of a 転入 its own check speaks.
        guard !(household.moves && (event == "転出" || event == "転入")) else { return }
        notices.append(adults.isEmpty ? .onlyMinors : change == "世帯主変更" ? .newHeadNeeded : .headNeeded(household.moves))
    }

    /// Whether those who move become members of a household that is already there.
    private func joinsAnother(_ target: [PersonKey]) -> Bool {
        if situation.facts.values[FactKey("joins-household")] == .flag(true) { return true }
        if change == "世帯合併" || change == "世帯構成変更" { return true }
        guard event != "転出", let head = registered(.newHead, nil) else { return false }
        if named(.newHead, among: target) != nil { return true }
        // A head of another name than anybody here is the head of a household that is not in the case. Without names of
        // the people nothing is compared.
        let names = situation.facts.people.compactMap { registered(.name, $0) }
        return names.count == situation.facts.people.count && !names.contains { HouseholdPlan.isSame($0, head) }
    }

    /// One household of those who come and, where they are in the case, of those who are there already.
    ///
    /// Once it is said how one of a family stands to the head, the others follow: the wife of a 子 is 子の妻.
    private mutating func join(_ movers: [PersonKey], _ target: [PersonKey]) {
        let everyone = movers + target
        let heads = target.filter { families.isHead($0) }
        let head = named(.newHead, among: everyone) ?? (heads.count == 1 ? heads[0] : nil)
        let relations = KinshipPaths(families, head: head, birthDates: birthDates, sexes: sexes)
        let bridges = everyone.compactMap { person in stated(person).map { (person, $0) } }
        let members = everyone.map { relations.member($0, stated: stated($0), bridges: bridges) }
        households.append(Household(moves: true, head: head, isProposed: false, candidates: [], members: members))
    }

    private mutating func checkHead(of movers: [PersonKey]) {
        guard named(.newHead, among: movers) == nil else { return }
        let heads = movers.filter { Kinship(text(.relationship, $0)) == .family([]) }
        if heads.count > 1 { notices.append(.twoHeads) }
        let isKnown = movers.allSatisfy { !text(.relationship, $0).isEmpty }
        if heads.isEmpty, isKnown, !movers.isEmpty { notices.append(.noHead) }
    }

    /// The relationship to the new head as staff noted it; the one of before then stands beside it (旧続柄).
    private func stated(_ person: PersonKey) -> String? {
        let word = text(.relationship, person)
        return word.isEmpty || text(.formerRelationship, person).isEmpty ? nil : word
    }

    /// Whether staff noted the relationships when another was to be the head.
    private func isOvertaken(_ people: [PersonKey], head: PersonKey?) -> Bool {
        guard let head else { return false }
        return people.contains { person in
            guard let word = stated(person), let kinship = Kinship(word) else { return false }
            return (kinship == .family([])) != (person == head)
        }
    }

    private func named(_ item: ItemID, among people: [PersonKey]) -> PersonKey? {
        guard let head = registered(item, nil) else { return nil }
        return people.first { person in registered(.name, person).map { HouseholdPlan.isSame($0, head) } ?? false }
    }

    /// The same letters, however family and given name are set apart; a head is named by people, not looked up by it.
    private static func isSame(_ left: RegisteredText, _ right: RegisteredText) -> Bool {
        func letters(_ name: RegisteredText) -> [Unicode.Scalar] {
            name.string.unicodeScalars.filter { !$0.properties.isWhitespace }
        }
        return letters(left) == letters(right)
    }

    private func registered(_ item: ItemID, _ person: PersonKey?) -> RegisteredText? {
        guard case .text(let text) = situation.facts.values[FactKey(item, person)], !text.string.isEmpty else {
            return nil
        }
        return text
    }

    /// 民法第4条: eighteen years; without a birth date nobody is passed over.
    private func isAdult(_ person: PersonKey) -> Bool {
        guard let birth = birthDates[person], let day = situation.day(named: "異動日") ?? situation.noticeDate else {
            return true
        }
        return (Age.age(bornOn: birth, on: day) ?? 0) >= 18
    }

    private var birthDates: [PersonKey: CivilDate] {
        byPerson { person in
            guard case .date(let birth) = situation.facts.values[FactKey(.birthDate, person)] else { return nil }
            return birth
        }
    }

    private var sexes: [PersonKey: Kinship.Sex] {
        byPerson { Kinship.Sex(text(.sex, $0)) }
    }

    private func byPerson<Value>(_ value: (PersonKey) -> Value?) -> [PersonKey: Value] {
        let known = situation.facts.people.compactMap { person in value(person).map { (person, $0) } }
        return Dictionary(known, uniquingKeysWith: { first, _ in first })
    }

    private func text(_ item: ItemID, _ person: PersonKey? = nil) -> String {
        situation.facts.text(FactKey(item, person))
    }
}
