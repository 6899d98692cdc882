package import Japanese
package import Madoguchi
import Rules

/// The verdicts on a situation as data (判定結果の出力): what `madoguchi judge` prints as JSON.
///
/// docs/developing/situation-format.md describes it; keys are added, never taken away or given another meaning.
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
        /// The decision table; its version is that of the whole folder.
        package var table: String
        /// Number of the table's row, from 1, and the row's own name.
        package var row: Int?
        package var rule: String?
        /// The day from which that row is law (施行日).
        package var since: CivilDate?
        /// What met the row's conditions.
        package var matched: [MatchedValue]
        /// Whom one form serves, by their numbers.
        package var people: [Int]
        /// The verdict on each who moves, where one form serves the household and the table is asked person by person.
        package var members: [Member]
        /// The earliest of `deadlines`.
        package var deadline: LastDay?
        package var deadlines: [LastDay]
        package var start: Start?
        /// What is unknown and can still change the verdict, cheapest first.
        package var needs: [Need]
        package var governing: Governing
        package var form: Form?
        package var outputs: [Handed]
        package var brings: [Brought]
        /// Who may file, and the proof it takes.
        package var filers: [Filer]
        package var counter: String
        package var signature: String
    }

    /// One person's part in the verdict on a household's form (一人ずつの判定).
    package struct Member: Sendable, Codable, Hashable {
        package var person: Int
        package var personName: String?
        package var verdict: String
        package var japanese: String
        package var reason: String
        package var law: String
        package var row: Int?
        package var rule: String?
        package var since: CivilDate?
        /// The earliest of `deadlines`.
        package var deadline: LastDay?
        package var deadlines: [LastDay]
        package var start: Start?
        package var needs: [Need]
    }

    package struct Filer: Sendable, Codable, Hashable {
        package var who: String
        package var proof: String?
    }

    package struct LastDay: Sendable, Codable, Hashable {
        package var rule: String
        package var day: CivilDate
        package var isMissed: Bool
        package var law: String
        package var text: String
    }

    /// From when a benefit counts, and from which day of filing that changes.
    package struct Start: Sendable, Codable, Hashable {
        package var rule: String
        /// `day` or `next-month`.
        package var unit: String
        package var day: CivilDate
        /// `2026-04`; absent where the benefit counts from a day.
        package var month: String?
        package var changesOn: CivilDate?
        package var thereafter: CivilDate?
        package var law: String
        package var text: String
    }

    /// An item by its Japanese name.
    package struct Need: Sendable, Codable, Hashable {
        package var item: String
        package var person: Int?
    }

    /// Which days decide whose rule, form and output apply.
    package struct Governing: Sendable, Codable, Hashable {
        package struct Day: Sendable, Codable, Hashable {
            package var date: String
            package var day: CivilDate?
        }

        package var rule: Day
        package var form: Day
        package var output: Day
    }

    /// The edition of the form (様式の版).
    package struct Form: Sendable, Codable, Hashable {
        package var name: String
        package var edition: String
        package var from: CivilDate?
        package var until: CivilDate?
    }

    /// Something handed out (交付物).
    package struct Handed: Sendable, Codable, Hashable {
        package var text: String
        package var people: [Int]
        package var law: String
    }

    package struct Brought: Sendable, Codable, Hashable {
        package var text: String
        /// May follow another day (今日なくても可).
        package var later: Bool
    }

    package struct Notice: Sendable, Codable, Hashable {
        package var id: String
        package var text: String
    }

    package struct Stop: Sendable, Codable, Hashable {
        package var counter: String
        package var name: String
        package var number: String
        package var floor: String
        package var site: String
        package var procedures: [String]
        package var isOpen: Bool?
        package var hours: String?
        package var nextOpenDay: CivilDate?
    }

    /// A household after the move: its head and how the others stand to the head.
    package struct Household: Sendable, Codable, Hashable {
        package struct Member: Sendable, Codable, Hashable {
            package var person: Int
            package var before: String
            package var after: String?
            package var isCertain: Bool
        }

        /// Whether it is the household of those who move.
        package var moves: Bool
        package var head: Int?
        package var isProposed: Bool
        package var candidates: [Int]
        package var members: [Member]
    }

    package var municipality: String
    /// SHA-256 of the municipality's folder.
    package var version: String
    package var verdicts: [Line]
    /// What in the story does not fit.
    package var notices: [Notice]
    /// Counters in the order of the walk, with the hours of the day of the notice.
    package var route: [Stop]
    package var households: [Household]

    package init(_ file: SituationFile, catalogue: Catalogue) {
        municipality = catalogue.municipality.name
        version = catalogue.version
        let visit = VisitPlace(file.facts, catalogue)
        let catalogue = catalogue.received(at: visit.counter)
        let situation = Situation(file.facts, catalogue: catalogue)
        let judged = Judge(situation).verdicts()
        verdicts = judged.compactMap { Line($0, situation, file.names) }
        notices = StoryCheck(situation).notices.map { Notice(id: $0.id, text: $0.text) }
        route = CounterRoute(judged, catalogue: catalogue, on: situation.noticeDate, at: visit.minute).stops.map {
            Stop($0, catalogue.municipality)
        }
        households = HouseholdPlan(situation).households.map { Household($0) }
    }
}
