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
