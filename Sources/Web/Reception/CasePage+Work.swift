import Japanese
import Madoguchi

/// 読取: a code, a file, or residents of the core data.
struct ReadingWork: Sendable {
    let isMoveIn: Bool
    let readingPath: String
    let searchPath: String
    let takePath: String
    let addPath: String
    let query: String
    let hits: [Hit]
    let hasSearched: Bool
    let hasMore: Bool
    /// Searching is the one thing to do: there is no code to read, and no household to choose from.
    let isSearchFirst: Bool
    let household: [Member]
    let hasHousehold: Bool

    struct Hit: Sendable {
        let name: String
        let kana: String
        let birth: String
        let address: String
        let household: String
        let householdPath: String
        let isProtected: Bool
    }

    struct Member: Sendable {
        let number: String
        let name: String
        let kana: String
        let birth: String
        let relationship: String
        let isProtected: Bool
    }
}

/// 異動の内容: the facts of the move in one form.
struct FactsWork: Sendable {
    let path: String
    let fields: [FactField]
    /// What must still be entered, named once something was; nil where nothing is missing.
    let missing: String?
    let towns: [TownOption]

    struct TownOption: Sendable {
        let name: String
        let kana: String
        /// Rows of the kana table as keypad digits: あ1 か2 … わ0.
        let keys: String
        let postalCode: String
    }
}

/// 聞き取り: what is still open, for the citizen's panel or the clerk.
struct InterviewWork: Sendable {
    let path: String
    let citizen: [FactField]
    let staff: [FactField]
    let hasCitizens: Bool
    let showPath: String
    let isDone: Bool
    /// What was answered here, to be looked at and put right.
    let answered: [FactField]
    let answeredCount: Int?
    /// Somebody said that it is wrong, or it could not be saved.
    let isAnsweredOpen: Bool
    let hasTown: Bool
    let towns: [FactsWork.TownOption]
}

/// 確認・署名: the documents, and what each still misses.
struct ConfirmWork: Sendable {
    let preparePath: String
    let documents: [Paper]
    let waiting: [Waiting]
    let canPrepare: Bool
    let isPrepared: Bool
    let isSigned: Bool
    /// The citizen is looking or signing at this moment: the same key once more would begin anew.
    let isShowing: Bool
    let voided: [String]
    /// Documents a proxy may sign for somebody who cannot.
    let proxyDocuments: [Int]
    let canProxy: Bool

    struct Paper: Sendable {
        let title: String
        let person: String?
        let state: String
        let style: String
        let preview: String
        let pdf: String?
    }

    struct Waiting: Sendable {
        let title: String
        let person: String?
        let counter: String
        let missing: String
    }
}

/// 印刷・受付: paper out, applications in.
struct FinishWork: Sendable {
    let printPath: String
    /// The terminal's printer; nil where the browser prints.
    let printer: String?
    /// Languages of the slip, where there is a choice.
    let languages: [Language]
    let hasLanguages: Bool

    struct Language: Hashable, Sendable {
        let code: String
        let name: String
    }

    /// Some papers went out and some did not.
    let hasUnprinted: Bool
    let hasPrinted: Bool
    let printedDocuments: [PrintedDocument]

    struct PrintedDocument: Hashable, Sendable {
        let number: Int
        let title: String
    }

    let slipPath: String
    let submitPath: String
    let applications: [Line]
    let canSubmit: Bool
    let isDone: Bool
    /// Something else is the one thing to do now.
    let isPrintSecond: Bool
    let next: String
    let hasNext: Bool

    struct Line: Sendable {
        let key: String
        let title: String
        let person: String?
        let state: String
        let isReady: Bool
        let isSubmitted: Bool
        let takeBackPath: String
    }
}
