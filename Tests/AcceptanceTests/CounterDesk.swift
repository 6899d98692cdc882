import Crypto
import Devices
import Documents
import Foundation
import Japanese
import Madoguchi
import Procedures
import Rules
import Storage
import TestSupport

/// A whole office for one test: real store, real renderer, the fictional town, a clock that stands still.
struct CounterDesk {
    let folder: URL
    let store: SQLiteStore
    var desk: ReceptionDesk
    let clock = FixedClock()
    let reader: CodeReader
    let random = SQLiteStore.secureRandom

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let municipality = root.appendingPathComponent("municipalities/example-shi")
    static let citizen = ReceptionDesk.Hand(
        staff: StaffID("ueno"),
        terminal: TerminalID("t-citizen"),
        counter: CounterID("citizen")
    )
    static let medical = ReceptionDesk.Hand(
        staff: StaffID("hoshino"),
        terminal: TerminalID("t-medical"),
        counter: CounterID("pension-medical")
    )
    static let panel = ReceptionDesk.Hand(
        staff: nil,
        terminal: TerminalID("t-citizen"),
        counter: CounterID("citizen")
    )

    /// `files` are an edited copy of the town; `change` edits its procedures, for modes that it does not use.
    init(files: FolderFiles? = nil, _ change: (inout [Procedure]) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("madoguchi-\(UUID().uuidString)")
        store = try SQLiteStore(folder: folder.path)
        let read = CatalogueFolder(try files ?? FolderFiles(reading: CounterDesk.municipality.path))
        guard let town = read.catalogue else { throw Diagnostics(read.findings) }
        var procedures = town.procedures
        change(&procedures)
        let catalogue = Catalogue(
            municipality: town.municipality,
            version: town.version,
            items: town.items,
            procedures: procedures,
            texts: town.texts
        )
        let renderer = try CounterDesk.renderer.get()
        let sealer = try DocumentSealer(CounterDesk.key.get(), renderer)
        desk = ReceptionDesk(
            store: store,
            renderer: renderer,
            clock: clock,
            catalogue: catalogue,
            random: SQLiteStore.secureRandom,
            digest: CounterDesk.sha256,
            seal: { try sealer.sealed($0, $1) }
        )
        reader = CodeReader(
            profiles: try PayloadProfileReader.readAll(municipality: CounterDesk.municipality),
            eras: catalogue.municipality.eras
        )
    }

    static let renderer = Result { try PDFRenderer() }
    static let key = Result {
        let made = try SealKey.make(town: "例示市", at: FixedClock().now)
        return try SealKey(certificate: made.certificate, key: made.key)
    }

    static func sha256(_ bytes: [UInt8]) -> Madoguchi.Digest {
        Madoguchi.Digest(hex: SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined())!
    }

    /// The demo family's moving-out certificate as its code says it.
    func certificate() throws -> IdentityReading {
        let bytes = try Data(
            contentsOf: CounterDesk.municipality.appendingPathComponent("samples/tenshutsu-maebashi.txt")
        )
        var collector = CodeCollector()
        guard case .complete(let content) = try collector.add(Array(bytes)) else { throw CodeError.incomplete }
        return try reader.reading(of: content)
    }

    /// A signature as a pen writes it: three strokes.
    static let ink = SignatureInk(strokes: (0..<3).map(stroke), aspect: 4)

    private static func stroke(_ number: Int) -> Stroke {
        Stroke(
            (0..<12).map { step -> StrokePoint in
                let x = 0.1 + 0.25 * Double(number) + 0.015 * Double(step)
                let y = 0.2 + 0.05 * Double(step)
                return StrokePoint(x: x, y: y, time: number * 400 + step * 16, pressure: 0.4 + 0.02 * Double(step))
            }
        )
    }
}

extension CounterDesk {
    /// A case of the demo family with everything the first counter notes about the move.
    func familyMovesIn() async throws -> CaseID {
        let id = try await desk.open(.moveIn, by: CounterDesk.citizen)
        _ = try await desk.take(certificate(), into: id, by: CounterDesk.citizen)
        let view = try await desk.view(of: id)
        let town = try unwrapped(view.catalogue.municipality.towns.first)
        try await note(
            id,
            [
                (.moveDate, .date(CivilDate(iso: "2026-11-20")!)), (.newTown, .text(town.name)),
                (.newLot, .text("410番地1")), (.newBuilding, .text("サンハイツ203号")),
                (.newPostalCode, .text(RegisteredText(town.postalCode))),
                (.newHead, .text(view.name(of: PersonKey(1)))), (.notifier, .text("p1")),
                (.notifierRelation, .choice("世帯主")), (ItemID("identity-proof"), .choice("マイナンバーカード")),
                (.phone, .text("090-0000-0000")),
            ]
        )
        return id
    }

    func note(_ id: CaseID, _ facts: [(ItemID, FactValue)], person: PersonKey? = nil) async throws {
        let view = try await desk.view(of: id)
        _ = try await desk.note(
            facts.map { Fact(FactKey($0.0, person), $0.1, from: .staff) },
            basis: view.receptionCase.revision,
            in: id,
            by: CounterDesk.citizen
        )
    }

    /// Answers every open question of a counter the way `answer` says; fails on a question without an answer.
    func answerAll(
        _ id: CaseID,
        at hand: ReceptionDesk.Hand,
        _ answer: (OpenQuestion, Item) -> FactValue?
    ) async throws -> [FactKey] {
        var asked: [FactKey] = []
        while true {
            let view = try await desk.view(of: id)
            let open = Interview(view).open(at: hand.counter).filter { !$0.wasUnanswered }
            guard let question = open.first, let item = view.catalogue.item(question.key.item) else { return asked }
            guard let value = answer(question, item) else { throw NoAnswer(key: question.key.text) }
            asked.append(question.key)
            guard asked.count < 200 else { throw NoAnswer(key: "no end: \(question.key.text)") }
            _ = try await desk.note(
                [Fact(question.key, value, from: .citizen)],
                basis: view.receptionCase.revision,
                in: id,
                by: hand
            )
        }
    }
}

extension CounterDesk {
    /// The demo family, everything answered, signed by the citizen and the 異動届 handed in.
    func familyIsReceived() async throws -> CaseID {
        let id = try await familyMovesIn()
        _ = try await answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        let shown = made.documentsToSign.map(\.number)
        _ = try await desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        _ = try await desk.submit([ApplicationKey("resident-move")], of: id, by: CounterDesk.citizen)
        return id
    }

    /// The code a scanner reads off a printed slip: the letters below it, through `pdftotext`.
    func printedTicket(_ pdf: [UInt8]) throws -> Ticket {
        let word = try text(ofPDF: pdf).split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("MG1") }
        return try Ticket(reading: String(unwrapped(word)))
    }

    /// The words of a paper; a form feed ends each page.
    func text(ofPDF pdf: [UInt8]) throws -> String {
        try read(pdf, with: "/usr/bin/pdftotext", ["-layout"], ["-"])
    }

    /// What a paper says of itself besides its words: title, author, keywords, dates, attachments, links (PDFの属性).
    func properties(ofPDF pdf: [UInt8]) throws -> String {
        try read(pdf, with: "/usr/bin/pdfinfo", [], []) + read(pdf, with: "/usr/bin/pdfinfo", ["-meta"], [])
            + read(pdf, with: "/usr/bin/pdfinfo", ["-url"], []) + read(pdf, with: "/usr/bin/pdfdetach", ["-list"], [])
    }

    private func read(_ pdf: [UInt8], with tool: String, _ before: [String], _ after: [String]) throws -> String {
        let file = folder.appendingPathComponent("paper-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = before + [file.path] + after
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}

struct NoAnswer: Error {
    let key: String
}

func unwrapped<T>(_ value: T?) throws -> T {
    guard let value else { throw NoAnswer(key: "nothing there") }
    return value
}
