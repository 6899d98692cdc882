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
        guard let found = try await ports.store.read({ try $0.caseID(ticket: ticket) }) else {
            return try await refuse(typed, .unknownTicket, reason: "unknown", context)
        }
        guard found.isCurrent else {
            return try await refuse(typed, .replacedTicket, reason: "replaced", caseID: found.id, context)
        }
        try await ports.store.journal([context.entry(.ticketRead, at: ports.clock.now, caseID: found.id)])
        return Response.redirect(to: Address.receptionCase(found.id).path, type: .normal)
    }

    private func refuse(
        _ typed: String,
        _ refusal: ReceptionListPage.Refusal,
        reason: String,
        caseID: CaseID? = nil,
        _ context: StaffContext
    ) async throws -> Response {
        let entry = context.entry(.ticketRefused, at: ports.clock.now, caseID: caseID, detail: reason)
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

extension ReceptionListPage.Refusal {
    static let unknownTicket = ReceptionListPage.Refusal(
        sentence: "この案内書の受付は見つかりません。",
        remedy: "ほかの市の案内書でないか確かめてください。お名前と受付番号で、下の一覧から探すこともできます。"
    )
    static let replacedTicket = ReceptionListPage.Refusal(
        sentence: "この案内書は新しいものに差し替えられています。",
        remedy: "新しい案内書をお持ちでないか尋ねてください。お持ちでなければ、受付番号で下の一覧から探してください。"
    )
}
