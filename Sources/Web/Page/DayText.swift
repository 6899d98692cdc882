import Japanese
import Madoguchi

/// Days in the words of our screens (和暦).
enum DayText {
    private static let weekdays = ["月", "火", "水", "木", "金", "土", "日"]

    /// 令和8年11月24日(火)
    static func long(_ day: CivilDate, _ eras: EraTable = .national) -> String {
        "\(plain(day, eras))(\(weekdays[day.weekday - 1]))"
    }

    /// 令和8年11月24日
    static func plain(_ day: CivilDate, _ eras: EraTable = .national) -> String {
        day.wareki(in: eras)?.text ?? "\(day.year)年\(day.month)月\(day.day)日"
    }

    /// 大正15年12月25日 where a register wrote that day so, and not 昭和元年.
    static func birth(_ day: CivilDate, _ words: RegisteredText, _ eras: EraTable) -> String {
        day.wareki(in: eras, writtenIn: eras.writtenEra(of: day, in: words))?.text ?? day.westernText
    }

    /// 11月24日 5:10
    static func moment(_ instant: Instant) -> String {
        "\(instant.day.month)月\(instant.day.day)日 \(instant.clockText)"
    }
}
