/// How far a submission is on its way into the core system (入力の状態), as far as it is known here. That the core system has it
/// is told by its own data alone.
package enum EntryState: String, Hashable, Sendable, Codable, CaseIterable {
    case waiting
    /// Its row has gone out in a file; nobody has said that it was entered.
    case exported
    /// Somebody says that it was entered.
    case entered
    /// Somebody says that it could not be entered.
    case failed

    package var japanese: String {
        switch self {
        case .waiting: "入力待ち"
        case .exported: "出力済み（入力の報告待ち）"
        case .entered: "入力済みの報告あり"
        case .failed: "入力できず"
        }
    }
}

/// What somebody says of the entry of a submission (入力の報告); `waiting` takes back what was said before.
package struct EntryMark: Hashable, Sendable, Codable {
    package let application: ApplicationKey
    package let state: EntryState
    /// Why it could not be entered; empty otherwise.
    package let reason: String

    package init(_ application: ApplicationKey, _ state: EntryState, reason: String = "") {
        self.application = application
        self.state = state
        self.reason = reason
    }
}

/// The last that was said of the entry of a submission, and when (入力の進み).
package struct EntryProgress: Hashable, Sendable {
    package let state: EntryState
    package let reason: String
    /// Nil while nothing has been said.
    package let stamp: Stamp?

    package static let waiting = EntryProgress(state: .waiting, reason: "", stamp: nil)

    package init(state: EntryState, reason: String, stamp: Stamp?) {
        self.state = state
        self.reason = reason
        self.stamp = stamp
    }

    /// As the next clerk is told. The reason stays in the list of entries: it is in a clerk's own words.
    package var sentence: String {
        let time = stamp.map { "（\($0.at.day.monthDayText) \($0.at.clockText)）" } ?? ""
        return switch state {
        case .waiting: "入力データには、まだ出していません。"
        case .exported: "入力データに出しました\(time)。入力が済んだという報告はまだありません。"
        case .entered: "入力済みと報告されています\(time)。"
        case .failed: "入力できなかったと報告されています\(time)。"
        }
    }
}

extension ReceptionCase {
    /// How far the entry of a submission is; nil where nothing is handed in.
    package func entry(of application: ApplicationKey) -> EntryProgress? {
        guard let submitted = submissions[application] else { return nil }
        let last = records.last { record in
            guard record.sequence > submitted.sequence, case .entryMark(let mark) = record.body else { return false }
            return mark.application == application
        }
        guard let last, case .entryMark(let mark) = last.body else { return .waiting }
        return EntryProgress(state: mark.state, reason: mark.reason, stamp: last.stamp)
    }
}
