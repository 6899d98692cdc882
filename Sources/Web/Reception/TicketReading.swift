import Hummingbird
import Madoguchi

extension WebServer {
    /// A slip's code, scanned or typed at the list, opens its case at this counter (手続案内書の読取).
    func readTicket(_ request: Request, _ context: StaffContext) async throws -> Response {
        let typed = try await SubmittedForm.read(request, limit: context.maxUploadSize)["code"]
        do {
            let id = try await ports.desk.arrive(with: try Ticket(reading: typed), by: context.hand)
            context.trace.record { $0.caseID = id }
            await changed(id)
            return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
        } catch let error as TicketError {
            let entry = context.entry(.ticketRefused, at: ports.clock.now, detail: error.rawValue)
            try await ports.store.journal([entry])
            return try await receptionList(.all, context, scanned: typed, refusal: error.textKey)
        } catch let error as ReceptionError {
            return try await receptionList(.all, context, scanned: typed, refusal: error.textKey)
        }
    }
}
