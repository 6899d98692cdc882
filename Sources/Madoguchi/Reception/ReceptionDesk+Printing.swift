/// Printing: what goes to paper, as what, and what happens to papers that never became usable.
extension ReceptionDesk {
    /// Prints forms and, where asked, the slip as one PDF for the browser's dialog (印刷). Forms stand in the order of the
    /// counters, each as often as its procedure says; a form printed before carries 再発行.
    package func print(
        _ numbers: [Int],
        withSlip: Bool,
        language: String = "ja",
        of id: CaseID,
        by hand: Hand
    ) async throws -> [UInt8] {
        let (view, sheets) = try await recordPrinting(numbers, withSlip: withSlip, printer: nil, of: id, by: hand)
        let slip = withSlip ? SlipPlan(view, language: language).slip(at: clock.now) : nil
        return try renderer.pdf(of: forms(sheets, view), slip: slip)
    }

    /// The same for a printer that is told its trays: one job for each run of forms of one size from one tray, the slip last.
    package func printJobs(
        _ numbers: [Int],
        withSlip: Bool,
        language: String = "ja",
        of id: CaseID,
        by hand: Hand,
        printer: String
    ) async throws -> [PrintJob] {
        let (view, sheets) = try await recordPrinting(numbers, withSlip: withSlip, printer: printer, of: id, by: hand)
        var jobs: [PrintJob] = []
        var rest = sheets.compactMap { sheet in copies(sheet, view).map { (sheet.setting.tray, $0) } }[...]
        while let (tray, first) = rest.first {
            let part = rest.prefix { $0.0 == tray && $0.1.size == first.size }
            rest = rest.dropFirst(part.count)
            let bytes = try renderer.pdf(of: part.flatMap(\.1.forms), slip: nil)
            jobs.append(PrintJob(tray: tray, page: first.size, bytes: bytes, printer: printer))
        }
        if withSlip {
            let bytes = try renderer.slip(SlipPlan(view, language: language).slip(at: clock.now))
            jobs.append(PrintJob(tray: "", isTwoSided: true, bytes: bytes, printer: printer))
        }
        return jobs
    }

    /// Papers were spoiled on their way, as in a paper jam (刷り損じ): the next paper of each says that it is the original.
    package func spoil(_ numbers: [Int], reason: String, of id: CaseID, by hand: Hand) async throws -> CaseView {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand) { view, _ in
            let printed = numbers.filter(view.receptionCase.isPrinted)
            guard !printed.isEmpty else { throw ReceptionError.notPrinted }
            return Change(
                bodies: [.spoiledPrint(SpoiledPrint(documents: printed, reason: reason))],
                entries: [(.printSpoiled, printed.map(String.init).joined(separator: " "))]
            )
        }
    }

    private func recordPrinting(
        _ numbers: [Int],
        withSlip: Bool,
        printer: String?,
        of id: CaseID,
        by hand: Hand
    ) async throws -> (CaseView, [PrintedSheet]) {
        let fresh = Ticket(random: random(10))
        let view = try await change(id, by: hand) { view, _ in
            var change = Change()
            if withSlip {
                change.bodies.append(.ticket(TicketIssue(ticket: fresh.text)))
                change.entries.append((.ticketIssued, ""))
            }
            let sheets = view.sheets(numbers)
            guard withSlip || !sheets.isEmpty else { throw ReceptionError.nothingToPrint }
            let run = PrintRun(
                documents: sheets.map(\.document),
                withSlip: withSlip,
                sheets: sheets,
                printer: printer,
                counters: withSlip ? view.stops.map(\.counter.id) : []
            )
            change.bodies.append(.printing(run))
            let told = sheets.map { "\($0.document):\($0.mark.rawValue)×\($0.setting.copies)" }
            change.entries.append((.printed, (told + [printer].compactMap { $0 }).joined(separator: " ")))
            return change
        }
        return (view, view.receptionCase.printings.last?.sheets ?? [])
    }

    private func forms(_ sheets: [PrintedSheet], _ view: CaseView) -> [PrintedForm] {
        sheets.compactMap { copies($0, view) }.flatMap(\.forms)
    }

    /// A document as often as its procedure says, and the size of its paper.
    private func copies(_ sheet: PrintedSheet, _ view: CaseView) -> (forms: [PrintedForm], size: PageSize)? {
        guard let document = view.receptionCase.document(sheet.document),
            let printed = view.printed(document, mark: sheet.mark)
        else { return nil }
        let size = printed.form.pages.first?.page ?? .a4
        return (Array(repeating: printed, count: sheet.setting.copies), size)
    }
}
