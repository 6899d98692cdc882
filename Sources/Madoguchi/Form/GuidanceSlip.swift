package import Japanese

/// The guidance slip (手続案内書) that a citizen carries from counter to counter.
package struct GuidanceSlip: Hashable, Sendable, Codable {
    /// The municipality, such as 例示市.
    package var town: String
    /// The reception number (受付番号) people can say aloud.
    package var receptionNumber: String
    package var issued: CivilDate
    /// Those the visit is about, as they may be shown.
    package var people: [RegisteredText]
    /// Today's way, in order.
    package var stops: [Stop]
    /// What remains for another day, with its deadline.
    package var later: [LaterItem]
    /// 問い合わせ先, a line each.
    package var contacts: [String]
    /// The opaque text of the code (受付券): no personal data. Nil leaves the code out.
    package var ticket: String?
    /// Further sentences, such as opening hours of today.
    package var notes: [String]
    /// The fixed words, in the language of the citizen.
    package var words: SlipWords
    /// Sketches of the floors on the way.
    package var maps: [FloorSketch]
    /// In which the day of issue is printed.
    package var eras: EraTable

    package init(
        town: String,
        receptionNumber: String,
        issued: CivilDate,
        people: [RegisteredText],
        stops: [Stop],
        later: [LaterItem] = [],
        contacts: [String] = [],
        ticket: String? = nil,
        notes: [String] = [],
        words: SlipWords = .japanese,
        maps: [FloorSketch] = [],
        eras: EraTable = .national
    ) {
        self.town = town
        self.receptionNumber = receptionNumber
        self.issued = issued
        self.people = people
        self.stops = stops
        self.later = later
        self.contacts = contacts
        self.ticket = ticket
        self.notes = notes
        self.words = words
        self.maps = maps
        self.eras = eras
    }

    /// A floor with the counters of the way in it (案内図).
    package struct FloorSketch: Hashable, Sendable, Codable {
        /// 本館 1階
        package var title: String
        package var plan: FloorPlan
        /// Places of the counters in millimetres of the plan, with their number on the slip.
        package var spots: [Spot]

        package init(title: String, plan: FloorPlan, spots: [Spot]) {
            self.title = title
            self.plan = plan
            self.spots = spots
        }
    }

    package struct Spot: Hashable, Sendable, Codable {
        package var number: Int
        package var at: PagePoint

        package init(number: Int, at: PagePoint) {
            self.number = number
            self.at = at
        }
    }

    /// One counter on the way.
    package struct Stop: Hashable, Sendable, Codable {
        /// 国民健康保険課
        package var counter: String
        /// The number over the counter, such as 12番.
        package var number: String?
        /// 本館 1階
        package var floor: String
        /// 市役所本庁, or the branch.
        package var site: String
        /// 8:30〜17:15
        package var hours: String?
        package var procedures: [Procedure]
        package var isDone: Bool

        package init(
            counter: String,
            number: String? = nil,
            floor: String,
            site: String,
            hours: String? = nil,
            procedures: [Procedure],
            isDone: Bool = false
        ) {
            self.counter = counter
            self.number = number
            self.floor = floor
            self.site = site
            self.hours = hours
            self.procedures = procedures
            self.isDone = isDone
        }
    }

    /// What is done at a counter.
    package struct Procedure: Hashable, Sendable, Codable {
        package var name: String
        /// For whom.
        package var persons: [RegisteredText]
        /// 持ち物
        package var bring: [String]
        /// In words, such as 4月15日（水）まで.
        package var deadline: String?
        /// From when it counts; more than one where that is not the same for all.
        package var starts: [RegisteredText]
        /// The articles behind the start, or behind a time limit that has passed (根拠); nil where nothing hangs on them.
        package var law: String?
        package var isDone: Bool

        package init(
            name: String,
            persons: [RegisteredText] = [],
            bring: [String] = [],
            deadline: String? = nil,
            starts: [RegisteredText] = [],
            law: String? = nil,
            isDone: Bool = false
        ) {
            self.name = name
            self.persons = persons
            self.bring = bring
            self.deadline = deadline
            self.starts = starts
            self.law = law
            self.isDone = isDone
        }
    }

    /// Something for another day.
    package struct LaterItem: Hashable, Sendable, Codable {
        package var name: String
        package var place: String
        package var deadline: String?
        package var bring: [String]

        package init(name: String, place: String, deadline: String? = nil, bring: [String] = []) {
            self.name = name
            self.place = place
            self.deadline = deadline
            self.bring = bring
        }
    }
}
