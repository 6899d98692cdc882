import Madoguchi
import Rules

/// Puts computed items after those they read (計算の順), and finds circles and readings that cannot be.
struct DerivationOrder {
    private let items: [Item]
    private let fields: [ItemID: YamlMapping]
    private let indexByName: [String: Int]

    init(_ items: [Item], _ fields: [ItemID: YamlMapping]) {
        self.items = items
        self.fields = fields
        indexByName = Dictionary(
            items.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Plain items first in the file's order, then computed ones, each after what it reads.
    func sorted(_ findings: inout Findings) -> [Item] {
        var order: [Int] = items.indices.filter { items[$0].derivation == nil }
        var state: [Int: Bool] = [:]
        for index in items.indices where items[index].derivation != nil {
            checkScope(items[index], &findings)
            visit(index, &state, &order, &findings)
        }
        return order.map { items[$0] }
    }

    /// False while an item is being placed, true when it is.
    private func visit(
        _ index: Int,
        _ state: inout [Int: Bool],
        _ order: inout [Int],
        _ findings: inout Findings
    ) {
        guard state[index] == nil else {
            if state[index] == false {
                fields[items[index].id]?["derived"]?.report(
                    &findings,
                    "「\(items[index].name)」の計算が、めぐりめぐって自分自身を使っています",
                    "どれか一つの式を改めてください"
                )
            }
            return
        }
        state[index] = false
        for name in items[index].derivation?.freeNames.sorted() ?? [] {
            guard let next = indexByName[name], items[next].derivation != nil else { continue }
            visit(next, &state, &order, &findings)
        }
        state[index] = true
        order.append(index)
    }

    /// A person's item is computed before the lists of people and the visit's computed items are there, but after the
    /// last days of the visit's dates.
    private func checkScope(_ item: Item, _ findings: inout Findings) {
        guard let expression = item.derivation else { return }
        let lists = [BuiltInName.movers, BuiltInName.members, BuiltInName.count, BuiltInName.notifier]
        for name in expression.freeNames.sorted() {
            let other = indexByName[name].map { items[$0] }
            let isLate = other?.scope == .visit && other?.derivation != nil && other?.within == nil
            if item.scope == .person, lists.contains(name) || isLate {
                fields[item.id]?["derived"]?.report(
                    &findings,
                    "人の項目からは「\(name)」を使えません",
                    "世帯の項目（of: visit）にするか、式を改めてください"
                )
            }
            if item.scope == .visit, other?.scope == .person {
                fields[item.id]?["derived"]?.report(
                    &findings,
                    "世帯の項目からは、人の項目「\(name)」を直接使えません",
                    "「some 人 in 異動者 satisfies 人.\(name) …」のように書いてください"
                )
            }
        }
    }
}
