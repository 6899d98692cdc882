/// Changes a resident's row where a delta changes it (差分の行の更新): columns that stay cost no index anything.
final class UpdatedRow {
    private static let texts = Array(ResidentRow.columns[1..<26])
    private static let places = Array(GenerationRows.derived[3...])
    private static let numbers = Array(GenerationRows.derived[..<3])

    private let database: BulkDatabase
    private let rows: GenerationRows
    private let find: BulkStatement
    /// By the columns that change.
    private var updates: [[Int]: BulkStatement] = [:]

    init(_ database: BulkDatabase, _ rows: GenerationRows) throws {
        self.database = database
        self.rows = rows
        let columns = UpdatedRow.texts + UpdatedRow.places + UpdatedRow.numbers
        find = try database.prepare("SELECT \(columns.joined(separator: ", ")) FROM resident WHERE id = ?")
    }

    func update(_ person: PreparedPerson, id: Int) throws {
        let texts = person.row.texts + person.places.texts
        let numbers = try rows.derivedNumbers(of: person)
        var changed: [Int] = []
        find.bind(id)
        try find.forEach { row in
            for (place, text) in texts.enumerated() where !row.holds(text, at: Int32(place)) { changed.append(place) }
            for (place, number) in numbers.enumerated()
            where row.optionalLong(Int32(texts.count + place)) != number { changed.append(texts.count + place) }
        }
        guard !changed.isEmpty else { return }
        let update = try statement(changed)
        for place in changed {
            if place < texts.count { update.bind(texts[place]) } else { update.bind(numbers[place - texts.count]) }
        }
        update.bind(id)
        try update.step()
    }

    private func statement(_ changed: [Int]) throws -> BulkStatement {
        if let known = updates[changed] { return known }
        let columns = UpdatedRow.texts + UpdatedRow.places + UpdatedRow.numbers
        let list = changed.map { "\(columns[$0]) = ?" }.joined(separator: ", ")
        let statement = try database.prepare("UPDATE resident SET \(list) WHERE id = ?")
        updates[changed] = statement
        return statement
    }
}
