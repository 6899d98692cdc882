import Japanese
import Madoguchi

/// The clerk's screen of one case (受付画面): left the case, right the one thing to do now.
struct CasePage: Page {
    static let template = "reception/case"

    let frame: Frame
    let caseID: String
    let path: String
    let feed: String
    let revision: Int
    let steps: [StepTab]
    /// Where what the citizen calls wrong is put right.
    let corrections: [StepTab]
    let people: [PersonRow]
    let factsPath: String
    let known: [KnownRow]
    /// What does not fit in the story, with what to do.
    let stories: [StoryRow]
    let verdicts: [VerdictRow]
    /// How many of each verdict, so that nobody counts rows.
    let counts: [OutcomeCount]
    /// What is only told about stands folded: it is long and asks for nothing.
    let guidance: [VerdictRow]
    let guidanceCount: Int?
    let notDue: [VerdictRow]
    /// Nil where there is none.
    let notDueCount: Int?
    /// Nil without the right to change a verdict.
    let override: OverrideForm?
    let message: String?
    /// Each field that was refused, with the way to it.
    let faults: [FieldFault]
    let isWithdrawn: Bool
    let hold: String?
    let protection: CaseProtectionNotice?
    let isStopped: Bool
    /// What other cases say of these people.
    let elsewhere: [CaseNeighbours.Overlay]
    /// Who may be a resident already, for those who may decide it.
    let returns: [CaseNeighbours.Return]
    let confirmation: String
    let distinction: String
    let panel: PanelMark
    let actions: CaseActions
    var reading: ReadingWork?
    var move: FactsWork?
    var interview: InterviewWork?
    var confirm: ConfirmWork?
    var finish: FinishWork?

    struct StepTab: Sendable {
        let number: Int
        let title: String
        let path: String
        let isCurrent: Bool
        let isDone: Bool
    }

    struct PersonRow: Sendable {
        let key: String
        let name: String
        let kana: String
        let birth: String
        let age: String
        let sex: String
        let relationship: String
        let insurance: String
        let mark: String
        let isStaying: Bool
        let isProvisional: Bool
        let isProtected: Bool
        let removal: String
    }

    struct KnownRow: Sendable {
        let label: String
        let value: String
        let mark: String
        /// Drawn in the registered letters.
        let isName: Bool
    }

    struct StoryRow: Sendable {
        let text: String
        let advice: String
    }

    struct VerdictRow: Sendable {
        let key: String
        let procedure: String
        let person: String?
        /// Of several people the same is said in one row; then each can be chosen.
        var people: [String]
        var choices: [OverrideForm.Choice] = []
        let outcome: String
        /// `due`, `undecided`, `guidance`, `notDue`: the row's class.
        let style: String
        let reason: [FactField.Words]
        let law: String
        let row: String
        let deadline: String?
        let isMissed: Bool
        let deadlineText: String?
        /// 「今日出せば4月分から・4月14日以降は5月分から」
        let start: String?
        let startLaw: String?
        /// What met the row's conditions, in one line.
        let matched: String?
        /// 施行日
        let since: String?
        let paper: String?
        let voided: String?
        let isOverridden: Bool
        let overrideReason: String
        let canOverride: Bool
        /// At a later counter: what is done there, among all that the family does elsewhere.
        let isHere: Bool
        let overridePath: String
        let isSubmitted: Bool
    }

    struct FieldFault: Hashable, Sendable {
        let key: String
        let name: String
        let sentence: String
    }

    struct OutcomeCount: Hashable, Sendable {
        let outcome: String
        let style: String
        let count: Int
    }

    /// One form for whatever the tables call not due: the list is long, and seldom one of it is changed.
    struct OverrideForm: Sendable {
        let path: String
        let choices: [Choice]

        struct Choice: Sendable {
            let key: String
            let label: String
        }
    }

    /// What the citizen sees at this moment.
    struct PanelMark: Sendable {
        let text: String
        let isShowing: Bool
        /// The citizen said 「ちがいます」.
        let isDisputed: Bool
        let showPath: String
        let hidePath: String
    }

    /// The ways back and aside.
    struct CaseActions: Sendable {
        let hold: String
        let resume: String
        let withdraw: String
        let slip: String
        let hasSlip: Bool
    }
}

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
