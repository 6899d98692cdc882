/// Dates in the eras before 明治, of which old family registers tell (慶応以前の日付): kept as written, without a day of our calendar.
enum FormerEra {
    private static let names = ["天保", "弘化", "嘉永", "安政", "万延", "文久", "元治", "慶応", "慶應"]

    /// Nil where the text is no such date, or names a month or day that the old calendar did not have (months had 30 days at most).
    static func read(_ text: String) -> WrittenDate? {
        let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
        guard let name = names.first(where: { scalars.starts(with: $0.unicodeScalars) }) else { return nil }
        var rest = String(Substring.UnicodeScalarView(scalars.dropFirst(name.unicodeScalars.count)))
        if rest.unicodeScalars.first == "元" { rest = "1" + rest.dropFirst() }
        var scan = DateScan(eras: .national)
        guard case .scanned = scan.run(rest), scan.era == nil, scan.groups.count == 3 else { return nil }
        let (year, month, day) = (scan.groups[0].value, scan.groups[1].value, scan.groups[2].value)
        guard (1...20).contains(year), (1...12).contains(month), (1...30).contains(day) else { return nil }
        return WrittenDate(
            date: nil,
            era: name,
            year: year,
            month: month,
            day: day,
            isUnknown: false,
            text: RegisteredText(text)
        )
    }
}
