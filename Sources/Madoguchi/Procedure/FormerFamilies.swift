import Japanese
import Rules

/// The households as they were before the notice (異動前の世帯): who belonged to which, and how each stood to its head.
struct FormerFamilies: Sendable {
    private var numbers: [PersonKey: Int] = [:]
    private var words: [PersonKey: String] = [:]
    private let people: [PersonKey]

    /// By the core system's household number; people without one follow the head they were read with.
    init(_ situation: Situation) {
        let facts = situation.facts
        people = facts.people
        var known: [String] = []
        // Those who stay and those who move are apart where no number tells: a 世帯合併 brings two households together.
        var latest: [Bool: Int] = [:]
        var next = 0
        let movers = Set(situation.movers)
        let isMerger = facts.text(FactKey("household-change")) == "世帯合併"
        for person in people {
            let former = facts.text(FactKey(.formerRelationship, person))
            words[person] = former.isEmpty ? facts.text(FactKey(.relationship, person)) : former
            let number = facts.text(FactKey(.householdNumber, person))
            if !number.isEmpty {
                if !known.contains(where: { $0.utf8.elementsEqual(number.utf8) }) { known.append(number) }
                let place = known.firstIndex { $0.utf8.elementsEqual(number.utf8) } ?? 0
                numbers[person] = -1 - place
                continue
            }
            let side = isMerger ? movers.contains(person) : true
            let startsAnew = latest[side] == nil || (isHead(person) && hasHead(latest[side]))
            if startsAnew {
                next += 1
                latest[side] = next
            }
            numbers[person] = latest[side]
        }
    }

    private func hasHead(_ number: Int?) -> Bool {
        people.contains { numbers[$0] == number && isHead($0) }
    }

    func number(of person: PersonKey) -> Int { numbers[person] ?? 0 }

    /// The relationship as it was before this notice.
    func before(_ person: PersonKey) -> String { words[person] ?? "" }

    func isHead(_ person: PersonKey) -> Bool { Kinship(before(person)) == .family([]) }

    func members(of number: Int) -> [PersonKey] { people.filter { numbers[$0] == number } }

    /// The head of the family, where the head is in the case.
    func head(of number: Int) -> PersonKey? { members(of: number).first(where: isHead) }

    func grouped(_ some: [PersonKey]) -> [[PersonKey]] {
        var order: [Int] = []
        for person in some where !order.contains(number(of: person)) { order.append(number(of: person)) }
        return order.map { number in some.filter { self.number(of: $0) == number } }
    }
}

extension KnownFacts {
    /// The words of a text or a choice; empty where nothing is known.
    func text(_ key: FactKey) -> String {
        switch values[key] {
        case .text(let text): text.string
        case .choice(let choice): choice
        default: ""
        }
    }
}
