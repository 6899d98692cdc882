import Hummingbird
import Japanese
import Madoguchi

/// A household of the core data (世帯), from which a reception can begin.
struct HouseholdPage: Page {
    static let template = "resident/household"
    let frame: Frame
    let number: String
    let headName: String
    let address: String
    let isAddressHidden: Bool
    var members: [ResidentLine]
    /// 国保, 後期 …: the heads of the columns of ``ResidentLine/holdings``.
    let businesses: [String]
    /// What the clerk must look at before going on.
    let notices: [OverlayLine]
    let hasNotices: Bool
    let openings: [ReceptionListPage.EventButton]
    let openingAction: String
    let cases: [CaseLine]
    let hasCases: Bool
    let mayReceive: Bool
    let mayReveal: Bool
    let revealAction: String
    let reasons: [ReasonOption]
    let kept: [KeptProtectionRow]
    let hasKept: Bool
    let mayEndKept: Bool
    let keptEndAction: String

    /// A reception of any member, so that none is begun twice.
    struct CaseLine: Hashable, Sendable {
        let number: String
        let day: String
        let event: String
        let stage: String
        let path: String
        let isOpen: Bool
    }
}

extension WebServer {
    /// Shows a household; with `revealed`, the 個人番号 of one member in full.
    func household(
        _ number: HouseholdNumber,
        _ asked: LookReason?,
        _ context: StaffContext,
        revealed: (resident: ResidentNumber, text: String)? = nil
    ) async throws -> Response {
        let (page, reason) = try await ports.store.read { store in
            let members = try store.household(number)
            guard !members.isEmpty else { throw Fault.noHousehold }
            let reason = try asked ?? usualReason(context, store)
            var page = try householdPage(number, members, reason, context, store)
            for place in page.members.indices where page.members[place].number == revealed?.resident.digits {
                page.members[place].myNumber = revealed?.text ?? MyNumber.masked
                page.members[place].isMasked = revealed == nil
            }
            return (page, reason)
        }
        let residents = page.members.map { ResidentNumber($0.number) }
        let detail = "household \(reason.rawValue)"
        try await ports.store.journal([
            context.entry(.residentView, at: ports.clock.now, residents: residents, detail: detail)
        ])
        return try templates.response(page)
    }

    private func householdPage(
        _ number: HouseholdNumber,
        _ members: [Resident],
        _ reason: LookReason,
        _ context: StaffContext,
        _ store: any StoreReading
    ) throws -> HouseholdPage {
        let today = ports.clock.now.day
        let isHidden = members.contains(where: \.hidesAddress)
        let viewing = overlayViewing(context)
        let lines = try members.map { member in
            var line = ResidentLine(member, today: today, for: reason)
            line.overlays = try store.overlayLines(of: member, viewing)
            return line
        }
        let notices = lines.flatMap(\.overlays).reduce(into: [OverlayLine]()) { found, next in
            if !found.contains(where: { $0.sentence.utf8.elementsEqual(next.sentence.utf8) }) { found.append(next) }
        }
        let cases = try cases(of: members, store)
        let kept = try keptProtections(members, store)
        return HouseholdPage(
            frame: try frame("世帯", at: .residents, context, store),
            number: number.digits,
            headName: lines.first?.name ?? "",
            address: lines.first?.address ?? "",
            isAddressHidden: isHidden,
            members: lines,
            businesses: Entitlement.Business.allCases.map(\.japanese),
            notices: notices,
            hasNotices: !notices.isEmpty,
            openings: [LifeEvent.moveWithin, .moveOut, .householdChange].map(ReceptionListPage.EventButton.init),
            openingAction: Address.householdOpening(number).path,
            cases: cases,
            hasCases: !cases.isEmpty,
            mayReceive: context.permissions.contains(.receive),
            mayReveal: ports.revealMyNumber != nil && context.permissions.contains(.myNumber),
            revealAction: Address.myNumberReveal(number).path,
            reasons: reasonOptions(reason),
            kept: kept,
            hasKept: !kept.isEmpty,
            mayEndKept: context.permissions.contains(.release),
            keptEndAction: Address.keptProtectionEnd(number).path
        )
    }

    /// Newest first; a case of several members appears once.
    private func cases(of members: [Resident], _ store: any StoreReading) throws -> [HouseholdPage.CaseLine] {
        var found: [CaseID: CaseSummary] = [:]
        for member in members {
            for summary in try store.caseSummaries(resident: member.number) { found[summary.id] = summary }
        }
        return found.values.sorted { $0.openedAt > $1.openedAt }.map { summary in
            HouseholdPage.CaseLine(
                number: summary.number.text,
                day: DayText.plain(summary.openedAt.day, ports.eras),
                event: summary.event.japanese,
                stage: summary.stage.japanese,
                path: Address.receptionCase(summary.id).path,
                isOpen: summary.stage != .done && summary.stage != .withdrawn
            )
        }
    }
}

extension WebServer {
    /// Opens a case for a household with those who were chosen as movers (世帯からの受付開始).
    func openCase(of number: HouseholdNumber, _ request: Request, _ context: StaffContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        guard let event = LifeEvent(rawValue: form["event"]) else { throw Fault.unreadable }
        let members = try await ports.store.read { try $0.household(number).map(\.number) }
        let moving = Set(form.all("moving").map { ResidentNumber($0) }).intersection(members)
        guard !moving.isEmpty else {
            throw Fault(.invalid, "異動する方が選ばれていません。", remedy: "前の画面に戻り、異動する方を1人以上選んでください。")
        }
        let id = try await told {
            let id = try await self.ports.desk.open(event, by: context.hand)
            _ = try await self.ports.desk.take(residents: members, moving: moving, into: id, by: context.hand)
            return id
        }
        context.trace.record { $0.caseID = id }
        await changed(id)
        return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
    }
}
