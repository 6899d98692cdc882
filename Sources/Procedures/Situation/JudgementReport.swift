package import Japanese
package import Madoguchi
import Rules

/// The verdicts on a situation as data (判定結果の出力): what `madoguchi judge` prints as JSON.
package struct JudgementReport: Sendable, Codable, Hashable {
    package struct Line: Sendable, Codable, Hashable {
        package var procedure: String
        package var name: String
        /// 1 for the first person of the situation; absent where the procedure is not per person.
        package var person: Int?
        package var personName: String?
        /// `due`, `notDue`, `undecided` or `guidance`.
        package var verdict: String
        package var japanese: String
        package var reason: String
        package var law: String
        /// Since when the rule is in force (施行日); absent where no row decided.
        package var since: String?
        /// The decision table; its version is that of the whole folder.
        package var table: String
        /// Number of the table's row, from 1, and the row's own name.
        package var row: Int?
        package var rule: String?
        /// What met the row's conditions.
        package var matched: [MatchedValue]
        /// Whom one form serves, by their numbers.
        package var people: [Int]
        package var deadline: LastDay?
        /// What is unknown and can still change the verdict, cheapest first.
        package var needs: [Need]
    }

    package struct LastDay: Sendable, Codable, Hashable {
        package var rule: String
        package var day: CivilDate
        package var isMissed: Bool
        package var law: String
        package var text: String
    }

    /// An item by its Japanese name.
    package struct Need: Sendable, Codable, Hashable {
        package var item: String
        package var person: Int?
    }

    package var municipality: String
    /// SHA-256 of the municipality's folder.
    package var version: String
    package var verdicts: [Line]

    package init(_ situation: SituationFile, catalogue: Catalogue) {
        municipality = catalogue.municipality.name
        version = catalogue.version
        verdicts = Judge(Situation(situation.facts, catalogue: catalogue)).verdicts().map {
            Line($0, situation, catalogue)
        }
    }
}

extension JudgementReport.Line {
    fileprivate init(_ verdict: Verdict, _ situation: SituationFile, _ catalogue: Catalogue) {
        procedure = verdict.application.procedure.text
        name = catalogue.procedure(verdict.application.procedure)?.name ?? ""
        person = verdict.application.person?.number
        personName = verdict.application.person.flatMap { situation.names[$0] }
        self.verdict = verdict.outcome.rawValue
        japanese = verdict.outcome.japanese
        reason = verdict.reason
        law = verdict.law
        since = verdict.since.isEmpty ? nil : verdict.since
        table = catalogue.procedure(verdict.application.procedure)?.judgement.source.name ?? ""
        row = verdict.row
        rule = verdict.rule.isEmpty ? nil : verdict.rule
        matched = verdict.matched
        people = verdict.people.map(\.number)
        deadline = verdict.deadline.map {
            JudgementReport.LastDay(rule: $0.rule, day: $0.day, isMissed: $0.isMissed, law: $0.law, text: $0.text)
        }
        needs = verdict.needs.map { key in
            JudgementReport.Need(item: catalogue.item(key.item)?.name ?? key.item.text, person: key.person?.number)
        }
    }
}
