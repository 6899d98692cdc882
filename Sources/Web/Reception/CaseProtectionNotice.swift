import Japanese
import Madoguchi

/// The stop of a case with a protected person, or the release in force (支援措置の表示).
struct CaseProtectionNotice: Sendable {
    let title: String
    let text: String
    let isStopped: Bool
    let isRequested: Bool
    let mayRelease: Bool
    let requestPath: String
    let releasePath: String
    let endPath: String
    let parties: [Party]
    let protectionEndPath: String
    /// Whose mark this clerk may take back: noted at a visit or read from a certificate, by somebody else.
    let marked: [Party]
    let mayEnd: Bool
    /// What is released where, for what, and until when; shown at every counter, to be ended from each.
    let grants: [String]
    let mayEndRelease: Bool

    struct Party: Sendable {
        let value: String
        let label: String
    }

    /// Nil for a case without a protected person.
    init?(_ view: CaseView, viewer: StaffID?, permissions: Set<Permission>) {
        let id = view.receptionCase.id
        isStopped = view.protection.isStopped
        requestPath = Address.releaseRequest(id).path
        releasePath = Address.protectionRelease(id).path
        endPath = Address.releaseEnd(id).path
        parties = VisitorParty.allCases.map { Party(value: $0.rawValue, label: $0.japanese) }
        protectionEndPath = Address.protectionEnd(id).path
        let others = view.protection.people.filter { person in
            view.receptionCase.toldProtection(of: person).map { $0.stamp.staff != viewer } ?? false
        }
        marked = others.map { Party(value: $0.text, label: view.name(of: $0).string) }
        mayEnd = permissions.contains(.release) && !marked.isEmpty
        // A reason is in a clerk's own words: for those who answer for the release, and where it is in force.
        let showsReason = permissions.contains(.release) || !view.protection.isStopped
        grants = view.protection.grants.map { CaseProtectionNotice.line($0, view, showsReason: showsReason) }
        mayEndRelease = !grants.isEmpty
        switch view.protection.state {
        case .none: return nil
        case .stopped:
            title = "支援措置の対象の方がいます。この受付は止まっています。"
            let place = grants.isEmpty ? "" : "この窓口では解除されていません。"
            text = place + "画面を来庁者に見せないでください。住所は、二人目の職員が解除するまで、この窓口のどこにも出ません。"
            (isRequested, mayRelease) = (false, false)
        case .requested(let request, _, let asker):
            let place = request.counter.map { "、窓口: \(CaseProtectionNotice.name($0, view))" } ?? ""
            title = "支援措置の解除が求められています（来庁者: \(request.party.japanese)\(place)）。"
            let isOther = viewer != asker
            mayRelease = isOther && permissions.contains(.release)
            text = mayRelease ? "理由: \(request.reason)　本人確認と理由を確かめてから解除してください。" : "解除の権限のある、ほかの職員に頼んでください。"
            isRequested = true
        case .released(let party, _):
            title = "支援措置の対象の方がいます（解除中。来庁者: \(party.japanese)）。"
            text = party == .subject ? "住所は本人の書類にだけ載ります。用が済んだら解除を終えてください。" : "読み取った住所は出ません。"
            (isRequested, mayRelease) = (false, false)
        }
    }

    /// 「市民課: 支援措置の対象者本人、理由「…」、11:30まで」
    private static func line(_ grant: ReleaseGrant, _ view: CaseView, showsReason: Bool) -> String {
        let place = grant.counter.map { name($0, view) } ?? "すべての窓口"
        let end = grant.until.map { "、\($0.clockText)まで" } ?? ""
        let reason = showsReason ? "、理由「\(grant.reason)」" : ""
        return "\(place)と案内書の窓口: \(grant.party.japanese)\(reason)\(end)"
    }

    private static func name(_ counter: CounterID, _ view: CaseView) -> String {
        view.catalogue.municipality.counter(counter)?.name ?? counter.text
    }
}
