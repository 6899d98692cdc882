import Japanese
import Madoguchi

/// What a clerk typed into the one search box, as queries in the order in which they are tried (住民検索の入力).
struct SearchText: Hashable, Sendable {
    let typed: String
    /// The first that finds anybody is shown.
    let queries: [ResidentQuery]
    /// Why words that look like a date are none, e.g. 3550230; nil for other words.
    let dateHint: String?

    static let limit = 50

    /// How many come before the page (頁送り).
    let offset: Int

    /// Beyond so many nobody reads on.
    static let furthest = 10_000

    init(_ typed: String, includesFormer: Bool, offset: Int = 0, today: CivilDate, eras: EraTable = .national) {
        self.typed = typed
        dateHint = SearchText.dateHint(typed, today, eras)
        self.offset = min(max(offset, 0), SearchText.furthest)
        let offset = self.offset
        queries = SearchText.readings(typed, today: today, eras).map { query in
            var query = query
            query.number = SearchText.digits(query.number) ?? query.number
            query.includesFormer = includesFormer
            query.limit = SearchText.limit + 1
            query.offset = offset
            return query
        }
    }

    /// The likeliest reading, and what else the same words may mean.
    private static func readings(_ typed: String, today: CivilDate, _ eras: EraTable) -> [ResidentQuery] {
        let first = ResidentQuery(typed: typed, today: today, eras: eras)
        guard !first.isEmpty else { return [] }
        var readings = [first]
        var other = first
        if !first.name.isEmpty {
            // 大町 is a family name and a place: nobody of that name, so look for the place.
            other.name = ""
            other.address = [first.name, first.address].filter { !$0.isEmpty }.joined(separator: " ")
            readings.append(other)
        } else if !first.address.isEmpty,
            !first.address.unicodeScalars.contains(where: { $0.properties.numericType != nil })
        {
            other.name = first.address
            other.address = ""
            readings.append(other)
        }
        let narrow = digits(typed)
        if first.birthDate != nil, let narrow {
            readings.append(ResidentQuery(number: narrow))
        }
        return readings
    }

    private static func dateHint(_ typed: String, _ today: CivilDate, _ eras: EraTable) -> String? {
        guard let refusal = DateReading.read(typed, today: today, eras: eras).refusal else { return nil }
        switch refusal {
        case .month, .day, .notLeapYear, .eraYearZero, .beforeEra: return refusal.sentence(eras: eras)
        default: return nil
        }
    }

    /// The typed text in ASCII where it is nothing but digits.
    private static func digits(_ typed: String) -> String? {
        var digits = ""
        for scalar in typed.unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: digits += String(scalar.value - 0xFF10)
            default: return nil
            }
        }
        return digits.isEmpty ? nil : digits
    }
}

extension ResidentQuery {
    /// 氏名「ヤマダ」・生年月日 昭和55年2月17日 — so that the clerk sees how the words were understood.
    func japanese(in eras: EraTable) -> String {
        var parts: [String] = []
        if !name.isEmpty { parts.append("氏名・カナ「\(name)」") }
        if let birthDate { parts.append("生年月日 \(DayText.plain(birthDate, eras))") }
        if !address.isEmpty { parts.append("住所「\(address)」") }
        if !number.isEmpty { parts.append("宛名番号 \(number)") }
        return parts.joined(separator: "・")
    }

    /// The kinds of keys used, for the journal; never their content.
    var kinds: String {
        let used: [(String, Bool)] = [
            ("name", !name.isEmpty), ("birth", birthDate != nil), ("address", !address.isEmpty),
            ("number", !number.isEmpty),
        ]
        return used.filter(\.1).map(\.0).joined(separator: "+")
    }
}
