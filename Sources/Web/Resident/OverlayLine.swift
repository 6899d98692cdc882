import Japanese
import Madoguchi

/// What a case of these days says beyond the core data, as a mark beside the old value (本日処理中: 旧→新).
struct OverlayLine: Hashable, Sendable {
    let mark: String
    /// Class of the chip: `chip-look` for what counts, `chip-stop` for what must be looked at.
    let style: String
    /// 「中央町1番地 → 大町2番地」; nil where nothing may or need be said.
    let change: String?
    /// 「転居 20261127-0003 市民課」
    let place: String
    let sentence: String
    /// The case; nil for those who may not open it.
    let path: String?

    init(_ overlay: ResidentOverlay, of resident: Resident, _ viewing: OverlayViewing) {
        switch overlay.state {
        case .pending:
            mark = overlay.number.day == viewing.today ? "本日処理中" : "反映待ち"
            style = "chip-look"
        case .notEntered: (mark, style) = ("入力の確認", "chip-stop")
        case .contradicted: (mark, style) = ("不一致", "chip-stop")
        case .undone: (mark, style) = ("取消の確認", "chip-stop")
        }
        change = OverlayLine.change(overlay, of: resident, viewing.catalogue)
        let counter = viewing.catalogue.municipality.counter(overlay.counter)?.name ?? overlay.counter.text
        place = "\(overlay.procedure ?? overlay.event.japanese) \(overlay.number.text) \(counter)"
        // Data older than yesterday's say nothing about what has happened since.
        let isMissing = overlay.registryDay < viewing.today.adding(days: -1) && overlay.state != .contradicted
        sentence = overlay.sentence + (isMissing ? "\(overlay.registryDay.monthDayText)より後の連携データは、まだありません。" : "")
        path = viewing.mayReceive ? Address.receptionCase(overlay.caseID).path : nil
    }

    private static func change(
        _ overlay: ResidentOverlay,
        of resident: Resident,
        _ catalogue: Catalogue
    ) -> String? {
        var changes: [String] = []
        if overlay.leaves { changes.append(overlay.leavesOn.map { "\($0.monthDayText)に転出" } ?? "転出") }
        if let address = overlay.address, !resident.hidesAddress {
            changes.append("\(resident.address.line.string) → \(address.line.string)")
        }
        if let relationship = overlay.relationship, relationship != RegisteredText(resident.relationship) {
            changes.append("\(resident.relationship) → \(relationship.string)")
        }
        for field in overlay.values {
            let text = FactForm.text(field.value, catalogue.municipality.eras)
            let name = catalogue.item(field.item)?.name ?? field.item.text
            changes.append(field.item == .name ? "\(resident.name.string) → \(text)" : "\(name): \(text)")
        }
        return changes.isEmpty ? nil : changes.joined(separator: "、")
    }
}

/// Who looks at overlays, and when.
struct OverlayViewing: Sendable {
    let today: CivilDate
    let catalogue: Catalogue
    let mayReceive: Bool
}

extension WebServer {
    func overlayViewing(_ context: StaffContext) -> OverlayViewing {
        OverlayViewing(
            today: ports.clock.now.day,
            catalogue: ports.desk.catalogue,
            mayReceive: context.permissions.contains(.receive)
        )
    }
}

extension StoreReading {
    /// The marks of a resident, newest first.
    func overlayLines(of resident: Resident, _ viewing: OverlayViewing) throws -> [OverlayLine] {
        try overlays(of: resident, by: viewing.catalogue).map { OverlayLine($0, of: resident, viewing) }
    }
}

/// Somebody of a case whom the core data do not have yet, found as residents are (本日の転入者など).
struct ProvisionalLine: Hashable, Sendable {
    let name: String
    let kana: String
    let birth: String
    let sex: String
    let address: String
    let isAddressHidden: Bool
    let place: String
    let path: String?

    /// Nil where the person is not in the case any more.
    init?(_ person: ProvisionalPerson, _ viewing: OverlayViewing, _ store: any StoreReading) throws {
        guard let found = try store.receptionCase(person.caseID), !found.isWithdrawn,
            found.people.contains(where: { $0.key == person.key })
        else { return nil }
        name = found.text(.name, of: person.key)?.string ?? ""
        kana = found.text(.kana, of: person.key)?.string ?? ""
        let words = found.text(.birthText, of: person.key) ?? ""
        birth =
            found.date(.birthDate, of: person.key).map { DayText.birth($0, words, viewing.catalogue.municipality.eras) } ?? ""
        sex = found.text(.sex, of: person.key)?.string ?? ""
        isAddressHidden = try found.protection(of: store.protected(in: found)).state != .none
        let parts = [ItemID.newTown, .newLot, .newBuilding].compactMap { found.text($0)?.string }
        address = isAddressHidden ? "表示できません" : parts.joined()
        let counter = viewing.catalogue.municipality.counter(found.opening.counter)?.name ?? found.opening.counter.text
        place = "\(found.opening.event.japanese) \(found.opening.number.text) \(counter)"
        path = viewing.mayReceive ? Address.receptionCase(person.caseID).path : nil
    }

    private static let limit = 20

    /// Nobody for a search that asks for more than a name and a birth date.
    static func found(
        by query: ResidentQuery?,
        _ viewing: OverlayViewing,
        _ store: any StoreReading
    ) throws -> [ProvisionalLine] {
        guard var query, !query.name.isEmpty || query.birthDate != nil else { return [] }
        query.limit = limit
        query.offset = 0
        return try store.provisionalPeople(query).compactMap { try ProvisionalLine($0, viewing, store) }
    }
}

extension WebServer {
    /// Lays today's cases over what the core data have (当日異動の重ね合わせ).
    func lay(
        todaysCasesOver results: inout ResidentResults,
        _ found: Finding,
        _ context: StaffContext,
        _ store: any StoreReading
    ) throws {
        let viewing = overlayViewing(context)
        for (place, hit) in found.shown.enumerated() {
            results.lines[place].overlays = try store.overlayLines(of: hit.resident, viewing)
        }
        results.provisional = try ProvisionalLine.found(by: found.query, viewing, store)
        results.hasProvisional = !results.provisional.isEmpty
        results.isEmpty = results.isEmpty && results.provisional.isEmpty
    }
}
