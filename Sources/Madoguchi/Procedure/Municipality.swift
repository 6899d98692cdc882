package import Japanese

/// The town the program serves (自治体): its name, places, counters and streets, from `municipality.yaml` and `towns.csv`.
package struct Municipality: Hashable, Sendable, Codable {
    package var name: String
    /// Six digits with the check digit (全国地方公共団体コード).
    package var code: String
    package var prefecture: String
    /// Addressee of the forms, e.g. `例示市長`.
    package var mayor: String
    /// Addressee of school forms, e.g. `例示市教育委員会`.
    package var schoolBoard: String
    package var sites: [Site]
    package var counters: [Counter]
    package var groups: [StaffGroup]
    package var towns: [Town]
    package var openPoints: [OpenPoint]
    package var floors: [Floor]
    /// Who may see what of a protected person (支援措置の開示表); closed until the folder's table is read.
    package var disclosure = Disclosure.closed
    /// From `eras.yaml` (元号表): how dates are typed, read and printed here.
    package var eras: EraTable

    package init(
        name: String,
        code: String,
        prefecture: String,
        mayor: String,
        schoolBoard: String,
        sites: [Site],
        counters: [Counter],
        groups: [StaffGroup],
        towns: [Town],
        openPoints: [OpenPoint] = [],
        floors: [Floor] = [],
        eras: EraTable = .national
    ) {
        self.name = name
        self.code = code
        self.prefecture = prefecture
        self.mayor = mayor
        self.schoolBoard = schoolBoard
        self.sites = sites
        self.counters = counters
        self.groups = groups
        self.towns = towns
        self.openPoints = openPoints
        self.floors = floors
        self.eras = eras
    }

    /// The drawing of the floor on which a counter stands.
    package func floor(of counter: Counter) -> Floor? {
        floors.first { $0.site == counter.site && $0.name == counter.floor }
    }

    package func counter(_ id: CounterID) -> Counter? {
        counters.first { $0.id == id }
    }

    package func site(_ id: String) -> Site? {
        sites.first { $0.id == id }
    }
}

/// A floor of a building with its drawing (階の見取図).
package struct Floor: Hashable, Sendable, Codable {
    package var site: String
    /// As counters name it, such as 1階.
    package var name: String
    package var plan: FloorPlan

    package init(site: String, name: String, plan: FloorPlan) {
        self.site = site
        self.name = name
        self.plan = plan
    }
}

/// A building with counters (庁舎・支所・行政センター).
package struct Site: Hashable, Sendable, Codable {
    package var id: String
    package var name: String
    /// Opening hours in words, as printed on the slip.
    package var hours: String
    package var phone: String
    package var openingHours: OfficeHours?

    package init(id: String, name: String, hours: String, phone: String, openingHours: OfficeHours? = nil) {
        self.id = id
        self.name = name
        self.hours = hours
        self.phone = phone
        self.openingHours = openingHours
    }
}

package struct CounterID: Identifier {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

/// A counter of a section (窓口), e.g. 年金医療課 5番窓口.
package struct Counter: Hashable, Sendable, Codable {
    package var id: CounterID
    package var name: String
    package var number: String
    package var floor: String
    package var site: String
    /// Place in the walk through the building; smaller comes first.
    package var order: Int
    package var phone: String
    /// Counters that must be done before this one (国保 before 福祉医療).
    package var after: [CounterID]
    /// Counters whose procedures are taken here when the visit begins here, as at a branch (支所で受ける手続).
    package var standsFor: [CounterID]
    /// Where they differ from the building's.
    package var hours: OfficeHours?
    /// Where it stands in the drawing of its floor, in millimetres.
    package var spot: PagePoint?

    package init(
        id: CounterID,
        name: String,
        number: String,
        floor: String,
        site: String,
        order: Int,
        phone: String,
        after: [CounterID],
        standsFor: [CounterID] = [],
        hours: OfficeHours? = nil,
        spot: PagePoint? = nil
    ) {
        self.id = id
        self.name = name
        self.number = number
        self.floor = floor
        self.site = site
        self.order = order
        self.phone = phone
        self.after = after
        self.standsFor = standsFor
        self.hours = hours
        self.spot = spot
    }
}

/// A town or part of one (町字) with its reading, for addresses from the keypad.
package struct Town: Hashable, Sendable, Codable {
    package var code: String
    package var name: RegisteredText
    package var kana: String
    /// Seven digits without a hyphen.
    package var postalCode: String
    package var elementarySchool: String
    package var juniorHighSchool: String

    package init(
        code: String,
        name: RegisteredText,
        kana: String,
        postalCode: String,
        elementarySchool: String,
        juniorHighSchool: String
    ) {
        self.code = code
        self.name = name
        self.kana = kana
        self.postalCode = postalCode
        self.elementarySchool = elementarySchool
        self.juniorHighSchool = juniorHighSchool
    }
}
