import Hummingbird
import Japanese
import Madoguchi

/// Members whom only a later generation of the core data protects than the one in use (切戻しで引き継いだ支援措置).
struct KeptProtectionRow: Hashable, Sendable {
    let keptNumber: String
    let keptName: String
    let toldOn: String
}

extension WebServer {
    func keptProtections(_ members: [Resident], _ store: any StoreReading) throws -> [KeptProtectionRow] {
        try store.keptProtections(of: members.map(\.number)).map { kept in
            KeptProtectionRow(
                keptNumber: kept.resident.digits,
                keptName: members.first { $0.number == kept.resident }?.name.string ?? "",
                toldOn: DayText.plain(kept.toldOn, ports.eras)
            )
        }
    }

    func endKeptProtection(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard let number = context.parameters.get("number").map({ HouseholdNumber($0) }) else { throw Fault.notFound }
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let (resident, reason) = (ResidentNumber(form["resident"]), form["reason"])
        let members = try await ports.store.read { try $0.household(number).map(\.number) }
        guard members.contains(resident) else { throw Fault.noHousehold }
        try await told { try await self.ports.desk.endKeptProtection(of: resident, reason: reason, by: context.hand) }
        return Response.redirect(to: Address.household(number).path, type: .normal)
    }
}
