/// How a form goes to paper (印刷の指定): how many copies, from which tray.
package struct PrintSetting: Hashable, Sendable, Codable {
    package let copies: Int
    /// As the printer calls it, such as Tray2. Empty: the printer's choice.
    package let tray: String

    package init(copies: Int = 1, tray: String = "") {
        self.copies = copies
        self.tray = tray
    }
}

/// A print run (印刷): which documents went to paper, as what.
package struct PrintRun: Hashable, Sendable, Codable {
    package let documents: [Int]
    package let withSlip: Bool
    /// How each of them went to paper.
    package let sheets: [PrintedSheet]
    /// The printer of the terminal; nil for the browser's own dialog.
    package let printer: String?
    /// The counters on the slip, where one was printed: the family goes there next.
    package let counters: [CounterID]

    package init(
        documents: [Int],
        withSlip: Bool,
        sheets: [PrintedSheet] = [],
        printer: String? = nil,
        counters: [CounterID] = []
    ) {
        self.counters = counters
        self.documents = documents
        self.withSlip = withSlip
        self.sheets = sheets
        self.printer = printer
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        documents = try container.decode([Int].self, forKey: .documents)
        withSlip = try container.decode(Bool.self, forKey: .withSlip)
        sheets = try container.decodeIfPresent([PrintedSheet].self, forKey: .sheets) ?? []
        printer = try container.decodeIfPresent(String.self, forKey: .printer)
        counters = try container.decodeIfPresent([CounterID].self, forKey: .counters) ?? []
    }
}

/// What a paper is among the papers of one document (印).
package enum PrintMark: String, Hashable, Sendable, Codable {
    /// The first paper.
    case original
    /// In place of a paper that was spoiled on its way: this one is the original (再印刷).
    case reprint
    /// One more paper of a document that has an original (再発行).
    case reissue
}

/// One document in a print run (印刷した書類).
package struct PrintedSheet: Hashable, Sendable, Codable {
    package let document: Int
    package let mark: PrintMark
    package let setting: PrintSetting

    package init(document: Int, mark: PrintMark, setting: PrintSetting) {
        self.document = document
        self.mark = mark
        self.setting = setting
    }
}

/// Papers that never became usable, such as after a paper jam (刷り損じ): the next paper is the original again.
package struct SpoiledPrint: Hashable, Sendable, Codable {
    package let documents: [Int]
    package let reason: String

    package init(documents: [Int], reason: String) {
        self.documents = documents
        self.reason = reason
    }
}

extension ReceptionCase {
    /// What the next paper of a document is.
    package func nextMark(of document: Int) -> PrintMark {
        var mark = PrintMark.original
        for record in records {
            switch record.body {
            case .printing(let run) where run.documents.contains(document): mark = .reissue
            case .spoiledPrint(let spoiled) where spoiled.documents.contains(document) && mark != .original:
                mark = .reprint
            default: break
            }
        }
        return mark
    }

    /// Whether a usable paper of a document exists.
    package func isPrinted(_ document: Int) -> Bool { nextMark(of: document) == .reissue }
}

extension CaseView {
    /// The current documents in the order of the counters, then of the procedures (窓口順).
    package var printOrder: [DocumentRecord] {
        let walk = CounterWalk(catalogue.municipality.counters).ordered.map(\.id)
        let places = applications.compactMap { state -> (walk: Int, order: Int, document: DocumentRecord)? in
            guard let document = state.current else { return nil }
            return (walk.firstIndex(of: state.procedure.counter) ?? walk.count, state.procedure.order, document)
        }
        return places.sorted {
            ($0.walk, $0.order, $0.document.number) < ($1.walk, $1.order, $1.document.number)
        }.map(\.document)
    }

    /// The current documents that have no usable paper yet (足りないもの).
    package var unprinted: [Int] {
        printOrder.map(\.number).filter { !receptionCase.isPrinted($0) }
    }

    /// How these documents go to paper now, in the order of the counters.
    func sheets(_ numbers: [Int]) -> [PrintedSheet] {
        printOrder.filter { numbers.contains($0.number) }.map { document in
            PrintedSheet(
                document: document.number,
                mark: receptionCase.nextMark(of: document.number),
                setting: application(document.application)?.procedure.print ?? PrintSetting()
            )
        }
    }
}

/// Papers that go to the printer together: one tray and one size, in order (印刷ジョブ).
package struct PrintJob: Hashable, Sendable {
    package let tray: String
    package let page: PageSize
    /// The slip has a back; of forms each sheet is one, or the next copy would stand on the back of the one before.
    package let isTwoSided: Bool
    package let bytes: [UInt8]
    package let printer: String?

    package init(
        tray: String,
        page: PageSize = .a4,
        isTwoSided: Bool = false,
        bytes: [UInt8],
        printer: String?
    ) {
        self.tray = tray
        self.page = page
        self.isTwoSided = isTwoSided
        self.bytes = bytes
        self.printer = printer
    }
}
