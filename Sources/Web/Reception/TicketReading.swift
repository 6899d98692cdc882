import Hummingbird
import Madoguchi

extension WebServer {
    /// A slip's code, scanned or typed at the list, opens its case (手続案内書の読取).
    func readTicket(_ request: Request, _ context: StaffContext) async throws -> Response {
        let typed = try await SubmittedForm.read(request, limit: context.maxUploadSize)["code"]
        let ticket: Ticket
        do throws(TicketError) {
            ticket = try Ticket(reading: typed)
        } catch {
            return try await refuse(typed, error.refusal, reason: error.rawValue, context)
        }
        do {
            let id = try await ports.desk.arrive(with: ticket, by: context.hand)
            await changed(id)
            return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
        } catch let error as ReceptionError {
            return try await receptionList(.all, context, scanned: typed, refusal: refusal(error))
        }
    }

    private func refusal(_ error: ReceptionError) -> ReceptionListPage.Refusal {
        ReceptionListPage.Refusal(sentence: ports.desk.catalogue.text(error.textKey), remedy: "")
    }

    private func refuse(
        _ typed: String,
        _ refusal: ReceptionListPage.Refusal,
        reason: String,
        _ context: StaffContext
    ) async throws -> Response {
        let entry = context.entry(.ticketRefused, at: ports.clock.now, detail: reason)
        try await ports.store.journal([entry])
        return try await receptionList(.all, context, scanned: typed, refusal: refusal)
    }
}

extension TicketError {
    var refusal: ReceptionListPage.Refusal {
        switch self {
        case .notATicket:
            ReceptionListPage.Refusal(
                sentence: "手続案内書の二次元コードではありません。",
                remedy: "手続案内書の右上の二次元コードを読み取ってください。転出証明書などは、受付を開いてから読み取ります。"
            )
        case .incomplete:
            ReceptionListPage.Refusal(
                sentence: "二次元コードが途中までしか読み取れていません。",
                remedy: "紙を平らにして、もう一度読み取ってください。コードの下の20文字を入力しても開けます。"
            )
        case .misread:
            ReceptionListPage.Refusal(
                sentence: "二次元コードの文字が一部違っています。",
                remedy: "もう一度読み取ってください。入力したときは、コードの下の20文字と見比べてください。"
            )
        }
    }
}
