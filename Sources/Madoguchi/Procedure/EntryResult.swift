import Japanese
package import Rules

/// What a person has once an application is entered (入力の結果), such as 国民健康保険: until the core system's data say so,
/// searches and rules of the day take it from here.
package struct EntryResult: Sendable {
    package var item: ItemID
    package var value: Expression
    package var condition: Expression?

    package init(item: ItemID, value: Expression, condition: Expression?) {
        self.item = item
        self.value = value
        self.condition = condition
    }
}

extension CaseView {
    /// What an application of the case makes of a person.
    func results(of application: ApplicationKey, for person: PersonKey) -> [IdentityReading.Field] {
        guard application.person == nil || application.person == person,
            let procedure = catalogue.procedure(application.procedure), !procedure.results.isEmpty
        else { return [] }
        let context = situation.context(for: person)
        return procedure.results.compactMap { result in
            if let condition = result.condition, condition.evaluate(in: context) != .boolean(true) { return nil }
            guard let item = catalogue.item(result.item),
                let value = FactValue(result.value.evaluate(in: context), of: item)
            else { return nil }
            return IdentityReading.Field(item.id, value)
        }
    }
}

extension FactValue {
    /// Nil where the value is not known or not of the item's kind.
    fileprivate init?(_ value: Value, of item: Item) {
        let fact: FactValue? =
            switch value {
            case .boolean(let flag): .flag(flag)
            case .number: nil
            case .date(let date): date.civil.map { .date($0) }
            case .string(let text): item.kind == .choice ? .choice(text) : .text(RegisteredText(text))
            default: nil
            }
        guard let fact, item.accepts(fact) else { return nil }
        self = fact
    }
}
