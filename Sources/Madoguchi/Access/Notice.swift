package import Japanese

/// A message to staff (お知らせ), shown from one day to another, e.g. ahead of maintenance.
package struct Notice: Hashable, Sendable, Codable {
    package enum Weight: String, Hashable, Sendable, Codable {
        case information, warning
    }

    package var weight: Weight
    package var title: String
    package var body: String
    package var from: CivilDate
    package var until: CivilDate

    package init(weight: Weight, title: String, body: String, from: CivilDate, until: CivilDate) {
        self.weight = weight
        self.title = title
        self.body = body
        self.from = from
        self.until = until
    }
}
