import Japanese
import Madoguchi

/// The reception list (受付一覧): today's visits with their stage and counters, live.
struct ReceptionListPage: Page {
    static let template = "reception/list"
    let frame: Frame
    let heading: String
    let counterName: String
    let notices: [NoticeLine]
    /// The list of possible matches, for those who may decide about them.
    let matches: String?
    /// Where a new case is opened, with one button per life event.
    let openingPath: String
    let events: [EventButton]
    let rows: ReceptionRows
    let rowsPath: String
    let feed: String
    let scanAction: String
    /// What was scanned, kept in the field when it could not be read.
    let scanned: String
    /// Why a slip's code did not open a case, and what to do.
    let refusal: String?

    struct EventButton: Hashable, Sendable {
        let value: String
        let title: String
        let note: String
        let key: String
    }

    struct NoticeLine: Hashable, Sendable {
        let title: String
        let body: String
        let isWarning: Bool
    }
}

/// The part of the list that is read again when something changed.
struct ReceptionRows: Page {
    static let template = "reception/rows"
    /// The lists to choose from; their counts change with the rows.
    let views: [ViewTab]
    let rows: [Row]
    let isEmpty: Bool
    let emptyText: String
    let summary: String

    struct Row: Hashable, Sendable {
        let number: String
        let time: String
        let event: String
        let name: String
        let isNameless: Bool
        let people: Int
        let stage: String
        /// Class of the chip: `stage-interviewing` …
        let stageStyle: String
        let stops: [Stop]
        let path: String
        /// This counter is the family's next stop.
        let isNext: Bool
    }

    struct ViewTab: Hashable, Sendable {
        let label: String
        let path: String
        let count: Int
        let isCurrent: Bool
        /// Somebody is on the way to this counter.
        let calls: Bool
    }

    struct Stop: Hashable, Sendable {
        let name: String
        let isDone: Bool
        let isMine: Bool
    }
}

extension ReceptionListPage.EventButton {
    /// F5 stays with the browser: a reload by habit must not open a case.
    init(_ event: LifeEvent) {
        value = event.rawValue
        title = event.japanese
        switch event {
        case .moveIn: (note, key) = ("市の外から", "F6")
        case .moveWithin: (note, key) = ("市の中で", "F7")
        case .moveOut: (note, key) = ("市の外へ", "F8")
        case .householdChange: (note, key) = ("住所は同じ", "F9")
        }
    }
}

extension ReceptionView {
    var label: String {
        switch self {
        case .all: "すべて"
        case .coming: "こちらに向かっている人"
        case .mine: "この窓口で受け付けた人"
        case .held: "保留"
        }
    }

    var emptyText: String {
        switch self {
        case .all: "今日の受付はまだありません。"
        case .coming: "いま、この窓口に向かっている人はいません。"
        case .mine: "今日、この窓口で始めた受付はまだありません。"
        case .held: "保留している受付はありません。"
        }
    }

    func contains(_ summary: CaseSummary, at counter: CounterID) -> Bool {
        switch self {
        case .all: true
        case .coming: summary.isComing(to: counter)
        case .mine: summary.counter == counter
        case .held: summary.stage == .held
        }
    }
}

extension ReceptionRows {
    init(_ summaries: [CaseSummary], view: ReceptionView, counter: CounterID, municipality: Municipality) {
        views = ReceptionView.allCases.map { one in
            let count = summaries.count { one.contains($0, at: counter) }
            return ViewTab(
                label: one.label,
                path: Address.cases(one).path,
                count: count,
                isCurrent: one == view,
                calls: one == .coming && count > 0
            )
        }
        rows = summaries.filter { view.contains($0, at: counter) }.map { summary in
            Row(summary, counter: counter, municipality: municipality)
        }
        isEmpty = rows.isEmpty
        emptyText = view.emptyText
        let done = summaries.count { $0.stage == .done }
        let underway = summaries.count { $0.stage != .done && $0.stage != .withdrawn }
        summary = "今日の受付 \(summaries.count)件(手続き中 \(underway)件・完了 \(done)件)"
    }
}

extension ReceptionRows.Row {
    init(_ summary: CaseSummary, counter: CounterID, municipality: Municipality) {
        number = summary.number.text
        time = summary.openedAt.clockText
        event = summary.event.japanese
        name = summary.name.string
        isNameless = summary.name.isEmpty
        people = summary.people
        stage = summary.stage.japanese
        stageStyle = "stage-\(summary.stage.rawValue)"
        // Nobody goes on with a case that was withdrawn.
        let open = summary.stage == .withdrawn ? [] : summary.openCounters
        let order = summary.doneCounters + open.filter { !summary.doneCounters.contains($0) }
        stops = order.map { id in
            ReceptionRows.Stop(
                name: municipality.counter(id)?.name ?? id.text,
                isDone: !summary.openCounters.contains(id),
                isMine: id == counter
            )
        }
        path = Address.receptionCase(summary.id).path
        isNext = summary.isComing(to: counter) && summary.openCounters.first == counter
    }
}

extension ReceptionRows.Row: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "number": number
        case "time": time
        case "event": event
        case "name": self.name
        case "isNameless": isNameless
        case "people": people
        case "stage": stage
        case "stageStyle": stageStyle
        case "stops": stops
        case "path": path
        case "isNext": isNext
        default: nil
        }
    }
}

extension ReceptionRows.Stop: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "name": self.name
        case "isDone": isDone
        case "isMine": isMine
        default: nil
        }
    }
}
