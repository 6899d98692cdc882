import Japanese
import Madoguchi
import Testing

@Suite("時刻")
struct InstantTests {
    @Test("日本時間の日付と時刻になる")
    func japaneseDay() {
        // 2026-03-31 23:59:59.250 JST is 14:59:59.250 UTC of the same day.
        let instant = Instant(milliseconds: 1_774_969_199_250)
        #expect(instant.day == CivilDate(year: 2026, month: 3, day: 31))
        #expect(instant.clockText == "23:59")
        #expect(instant.iso == "2026-03-31T23:59:59.250+09:00")
        #expect(instant.adding(seconds: 1).day == CivilDate(year: 2026, month: 4, day: 1))
    }

    @Test("一日は日本の午前0時に始まる")
    func startOfDay() {
        let start = Instant(milliseconds: 1_774_969_199_250).startOfDay
        #expect(start.iso == "2026-03-31T00:00:00.000+09:00")
        #expect(start.startOfDay == start)
        #expect(start.adding(seconds: -1).startOfDay.iso == "2026-03-30T00:00:00.000+09:00")
    }

    @Test("1970年より前でも日がずれない")
    func beforeTheEpoch() {
        #expect(Instant(milliseconds: -9 * 3_600_000 - 1).iso == "1969-12-31T23:59:59.999+09:00")
    }
}
