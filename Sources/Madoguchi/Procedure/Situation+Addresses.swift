import Japanese
import Rules

/// Addresses and the notifier as forms read them: contexts with the parts that are known.
extension Situation {
    /// A change within the household leaves its people where they live (世帯変更): nobody is asked for that address again.
    var newAddress: Context {
        let written = writtenAddress
        let stays = written["全体"] == nil && text(of: .event) == "世帯変更"
        return stays ? oldAddress : written
    }

    private var writtenAddress: Context {
        address([
            ("郵便番号", .newPostalCode), ("町字", .newTown), ("番地", .newLot), ("方書", .newBuilding),
        ]) { parts in
            // Inside the town an address without a lot is none; elsewhere the municipality alone may be known.
            let municipality = text(of: .newMunicipality)
            guard !municipality.isEmpty || !parts[1].isEmpty else { return "" }
            return municipality + parts.prefix(2).joined() + separated(parts.last)
        }
    }

    var oldAddress: Context {
        address([
            ("郵便番号", .oldPostalCode), ("町字", .oldAddress), ("方書", .oldBuilding),
        ]) { parts in
            (parts.first ?? "") + separated(parts.last)
        }
    }

    /// The one who files (届出人): a person of the case, or somebody else by name (代理人).
    var notifier: Context {
        var context = Context()
        let relation = text(of: .notifierRelation)
        if !relation.isEmpty { context["関係"] = .string(relation) }
        let person = PersonKey(text(of: .notifier))
        let name = person.flatMap { facts.values[FactKey(.name, $0)] } ?? facts.values[FactKey(.notifierName)]
        context["氏名"] = name.flatMap(Value.init(fact:))
        context["フリガナ"] = person.flatMap { facts.values[FactKey(.kana, $0)] }.flatMap(Value.init(fact:))
        context["生年月日"] = person.flatMap { value(.birthDate, $0) }
        context["電話"] = facts.values[FactKey(.phone)].flatMap(Value.init(fact:))
        let written = facts.values[FactKey(.notifierAddress)].flatMap(Value.init(fact:))
        context["住所"] = written ?? (person == nil ? nil : newAddress["全体"])
        return context
    }

    private func address(
        _ parts: [(name: String, item: ItemID)],
        whole: ([String]) -> String
    ) -> Context {
        var context = Context()
        for part in parts {
            context[part.name] = facts.values[FactKey(part.item)].flatMap(Value.init(fact:))
        }
        let line = whole(parts.dropFirst().map { text(of: $0.item) })
        if !line.isEmpty { context["全体"] = .string(line) }
        return context
    }

    private func text(of item: ItemID) -> String {
        switch facts.values[FactKey(item)] {
        case .text(let text): text.string
        case .choice(let choice): choice
        default: ""
        }
    }

    private func separated(_ building: String?) -> String {
        guard let building, !building.isEmpty else { return "" }
        return "　" + building
    }
}
