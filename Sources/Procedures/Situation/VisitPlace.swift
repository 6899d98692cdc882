import Japanese
import Madoguchi
import Rules

/// Where and when a situation's visit takes place (受付窓口・届出時刻), where it says so.
struct VisitPlace {
    private(set) var counter: CounterID?
    /// From midnight.
    private(set) var minute: Int?

    init(_ facts: KnownFacts, _ catalogue: Catalogue) {
        func text(_ item: ItemID) -> String? {
            guard case .text(let text) = facts.values[FactKey(item)] else { return nil }
            return text.string
        }
        let name = text(.receptionCounter)
        counter = catalogue.municipality.counters.first { $0.id.text == name || $0.name == name }?.id
        let parts = text(.noticeTime)?.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) } ?? []
        if parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        {
            self.minute = hour * 60 + minute
        }
    }
}
