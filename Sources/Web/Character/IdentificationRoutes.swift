import Hummingbird
import Japanese
import Madoguchi

/// Identifying the core system's own characters (文字の同定), and taking that back.
extension WebServer {
    func addIdentification(to staff: StaffRoutes) {
        staff.on(.identificationList) { _, context in try await self.identifications(context) }
        staff.on(.identification) { try await self.identify($0, $1) }
        staff.on(.identificationRevocation) { try await self.revokeIdentification($0, $1) }
    }

    private func identificationDesk() throws -> IdentificationDesk {
        guard let desk = ports.identification else {
            throw Fault(.unavailable, "外字の対応表を使えません。", remedy: "管理者に、データのフォルダーを確かめてもらってください。")
        }
        return desk
    }

    private func identifications(
        _ context: StaffContext,
        refusal: IdentificationRefusal? = nil
    ) async throws -> Response {
        let desk = try identificationDesk()
        let frame = try await ports.store.read { try self.frame("文字の同定", at: nil, context, $0) }
        let page = IdentificationPage(
            frame: frame,
            use: try await desk.use(),
            table: try await desk.table(),
            characters: await desk.characters(),
            today: ports.clock.now.day,
            eras: ports.eras,
            refusal: refusal
        )
        return try templates.response(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func identify(_ request: Request, _ context: StaffContext) async throws -> Response {
        let desk = try identificationDesk()
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let typed = IdentificationPage.Typed(
            character: form.exact("character"),
            provenance: form["provenance"],
            effective: form["effective"]
        )
        let code = form["code"]
        // Only what came from the core system: a character of the standard is never turned into another.
        guard try await desk.use().waiting.contains(where: { Same.text($0.character.notation, code) }) else {
            throw Fault(.notFound, "その文字は、同定を待っていません。", remedy: "一覧を開き直してください。")
        }
        let table = try await desk.table()
        switch identified(code, typed, in: table, await desk.characters(), by: context) {
        case .failure(let refusal): return try await identifications(context, refusal: refusal)
        case .success(let (changed, entry)):
            guard try await desk.replace(table, changed, entry) != nil else { throw Fault.tableChanged }
        }
        return Response.redirect(to: Address.identifications.path, type: .normal)
    }

    private func identified(
        _ code: String,
        _ typed: IdentificationPage.Typed,
        in table: ExternalCharacters,
        _ characters: CharacterTable?,
        by context: StaffContext
    ) -> Result<(ExternalCharacters, JournalEntry), IdentificationRefusal> {
        func refused(_ sentence: String) -> Result<(ExternalCharacters, JournalEntry), IdentificationRefusal> {
            .failure(IdentificationRefusal(code: code, typed: typed, sentence: sentence))
        }
        let reading = DateReading.read(typed.effective, eras: ports.eras)
        guard let day = reading.date else {
            return refused("適用開始日: " + (reading.refusal?.sentence(eras: ports.eras) ?? "年月日が決まる書き方にしてください。"))
        }
        guard !typed.provenance.isEmpty else { return refused("出典が空です。何を見て同定したかを書いてください。") }
        let provenance = "\(typed.provenance)（\(context.session.staff.id.text) \(ports.clock.now.day.iso)）"
        let (changed, fault) = table.adding([code, typed.character, provenance, day.iso], table: characters)
        if let fault { return refused(fault.sentence) }
        guard let entry = changed.all.first(where: { Same.text($0.code.notation, code) && $0.effective == day }) else {
            return refused("文字を一つ選んでください。")
        }
        if let glyphs = ports.glyphs, !glyphs.isShown(entry.character) {
            return refused("その文字の字形がフォントにありません。文字パレット（F1）から選んでください。")
        }
        let detail = "\(code) \(entry.character.notation) \(day.iso)"
        return .success((changed, context.entry(.characterIdentified, at: ports.clock.now, detail: detail)))
    }

    private func revokeIdentification(_ request: Request, _ context: StaffContext) async throws -> Response {
        let desk = try identificationDesk()
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let table = try await desk.table()
        guard
            let entry = table.all.first(where: {
                Same.text($0.code.notation, form["code"]) && Same.text($0.effective.iso, form["effective"])
            })
        else { throw Fault.tableChanged }
        let detail = "\(entry.code.notation) \(entry.character.notation) \(entry.effective.iso)"
        let changed = table.removing(entry.code, effective: entry.effective)
        let journal = context.entry(.identificationRevoked, at: ports.clock.now, detail: detail)
        guard try await desk.replace(table, changed, journal) != nil else { throw Fault.tableChanged }
        return Response.redirect(to: Address.identifications.path, type: .normal)
    }
}

extension IdentificationRefusal: Error {}

extension Fault {
    fileprivate static let tableChanged = Fault(
        .conflict,
        "外字の対応表が、ほかで変わりました。",
        remedy: "一覧を開き直して、もう一度確かめてください。"
    )
}
