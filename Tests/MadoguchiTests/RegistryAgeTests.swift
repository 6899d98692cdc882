import Japanese
import Madoguchi
import Testing

@Suite("連携データの未着") struct RegistryAgeTests {
    @Test(
        "直前の開庁日のデータがあれば届いている",
        arguments: [
            // Wednesday: Tuesday's is due.
            ("2026-11-25", "2026-11-24", false), ("2026-11-25", "2026-11-23", true),
            // Monday: Friday's is due; Saturday's does, too.
            ("2026-11-16", "2026-11-13", false), ("2026-11-16", "2026-11-14", false),
            ("2026-11-16", "2026-11-12", true),
            // 23 November is 勤労感謝の日, a Monday.
            ("2026-11-24", "2026-11-20", false), ("2026-11-24", "2026-11-19", true),
            // The turn of the year: 28 December 2026 is the last open day.
            ("2027-01-04", "2026-12-28", false), ("2027-01-04", "2026-12-27", true),
        ]
    )
    func missing(_ today: String, _ businessDate: String, _ isMissing: Bool) throws {
        let today = try #require(CivilDate(iso: today))
        let status = RegistryStatus(
            generation: "g",
            businessDate: try #require(CivilDate(iso: businessDate)),
            importedAt: Instant(milliseconds: 0),
            residentCount: 1
        )
        #expect(RegistryAge.isMissing(status, today: today, calendar: .standard) == isMissing)
        #expect(RegistryAge.isMissing(nil, today: today, calendar: .standard))
    }
}
