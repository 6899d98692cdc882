import Japanese
import Madoguchi

/// From a row of one of the businesses' files to what a resident holds on the business date.
struct EntitlementMapper {
    let entity: Entity
    let businessDate: CivilDate

    /// Whom the row concerns and what they hold; empty where it has ended.
    func entitlements(_ row: Row, _ plan: RowPlan) throws(LineFault) -> [(resident: String, held: Entitlement)] {
        guard row[.deletion].isEmpty else { return [] }
        let from = row.date(.from, plan).day
        let until = row.date(.until, plan).day
        if let until, until < businessDate { return [] }
        if let from, let until, until < from {
            throw LineFault("終わりの日が始まりの日より前です。", "送り元の日付を確かめてください。")
        }
        guard let business else { return [] }
        let held = Entitlement(
            business: business,
            number: number(row),
            grade: grade(row),
            from: from,
            until: until
        )
        guard entity == .childAllowance, let recipient = row.string(.recipient) else {
            return [(row[.number], held)]
        }
        var paid = held
        paid.grade = "受給者"
        paid.concerning = ResidentNumber(row[.number])
        return [(row[.number], held), (recipient, paid)]
    }

    var business: Entitlement.Business? {
        switch entity {
        case .healthInsurance: .healthInsurance
        case .lateElderly: .lateElderly
        case .longTermCare: .longTermCare
        case .childAllowance: .childAllowance
        case .welfareMedical: .welfareMedical
        case .schooling: .schooling
        case .resident, .protection: nil
        }
    }

    private func number(_ row: Row) -> String {
        let branch = row[.certificateBranch]
        return branch.isEmpty ? row[.certificate] : row[.certificate] + "-" + branch
    }

    private func grade(_ row: Row) -> String {
        switch entity {
        case .schooling: row[.school] + row[.grade]
        case .childAllowance: "支給対象児童"
        default: row[.grade]
        }
    }
}
