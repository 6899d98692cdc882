import Japanese
import Madoguchi
import Rules

/// Reads the `open:` of a building or counter (開庁時間の定め):
///
///     open:
///       - { days: [月, 火, 水, 木, 金], from: "8:30", to: "17:15" }
///       - { days: [日], from: "9:00", to: "17:00", until: 2025-03-31 }
///     holidays: true
enum HoursField {
    private static let days: [(String, Int)] = zip(["月", "火", "水", "木", "金", "土", "日"], 1...7).map { ($0, $1) }

    static func read(_ map: YamlMapping, _ findings: inout Findings) -> OfficeHours? {
        guard let fields = map["open"]?.list(&findings) else { return nil }
        var spans: [Int: [OpeningHours.Span]] = [:]
        var ends: [Int: CivilDate] = [:]
        for field in fields {
            guard let entry = field.mapping(&findings) else { continue }
            entry.allow(["days", "from", "to", "until"], &findings)
            let weekdays =
                entry.required("days", &findings)?.list(&findings).compactMap { $0.word(&findings, days) } ?? []
            let from = entry.required("from", &findings).flatMap { minutes($0, &findings) }
            let to = entry.required("to", &findings).flatMap { minutes($0, &findings) }
            let until = entry["until"]?.date(&findings)
            guard let from, let to else { continue }
            guard let span = OpeningHours.Span(from: from, to: to) else {
                field.report(&findings, "閉まる時刻が、開く時刻より前です", "from と to を確かめてください")
                continue
            }
            for weekday in weekdays {
                spans[weekday, default: []].append(span)
                if let until { ends[weekday] = until }
            }
        }
        let hours = OpeningHours(weekdays: spans, weekdayEnds: ends)
        return OfficeHours(hours: hours, opensOnHolidays: map.flag("holidays", &findings))
    }

    private static func minutes(_ field: YamlField, _ findings: inout Findings) -> Int? {
        let parts = (field.scalar ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0..<60).contains(minute)
        else {
            field.report(&findings, "時刻ではありません", "\"8:30\" のように、\" で囲んで書いてください")
            return nil
        }
        return hour * 60 + minute
    }
}
