import Japanese
import Madoguchi
import Procedures
import Testing

/// The walk on awkward days (開庁時間と順路): opening hours are those of the specification 10-(6)-(ア)-B, holidays those of law.
@Suite("その日の窓口の順路")
struct DayRouteTests {
    private func route(_ day: String, _ facts: String, town: Towns = .isesaki) throws -> [JudgementReport.Stop] {
        let catalogue = try town.catalogue()
        let yaml = """
            event: 県内転入
            dates: {異動日: \(day), 届出日: \(day), 転出予定日: \(day)}
            facts: {請求者が公務員: false, 請求者が市外に住む: false\(facts)}
            people:
              - {氏名: 伊勢 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, 健康保険: 国保, 障害の程度: なし, ひとり親: false}
              - {氏名: 伊勢 一郎, 生年月日: 2017-06-10, 続柄: 子, 健康保険: 国保}
            """
        let file = try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue)
        return JudgementReport(file, catalogue: catalogue).route
    }

    private func stop(_ counter: String, _ day: String, _ facts: String = "") throws -> JudgementReport.Stop {
        try #require(try route(day, facts).first { $0.counter == counter })
    }

    @Test(
        "窓口の開いている時刻と、閉まっているときに次に開く日",
        arguments: [
            // A Monday: open from 8:30 to 17:15 without a break at noon.
            ("health-insurance", "2026-04-06", "8:30", true, ""), ("health-insurance", "2026-04-06", "12:30", true, ""),
            ("health-insurance", "2026-04-06", "17:14", true, ""),
            // Closed at 17:15 sharp; the next morning. Before the doors open the same day.
            ("health-insurance", "2026-04-06", "17:15", false, "2026-04-07"),
            ("health-insurance", "2026-04-06", "8:29", false, "2026-04-06"),
            // A Friday evening, a Saturday, a holiday (昭和の日), the last day of the year's work.
            ("school", "2026-04-10", "18:00", false, "2026-04-13"), ("school", "2026-04-11", "", false, "2026-04-13"),
            ("child", "2026-04-29", "10:00", false, "2026-04-30"),
            ("child", "2026-12-28", "17:30", false, "2027-01-04"), ("child", "2026-12-29", "", false, "2027-01-04"),
            // Sundays at 市民課 until 2025-03-31.
            ("citizen", "2025-03-30", "16:59", true, ""), ("citizen", "2025-03-30", "17:00", false, "2025-03-31"),
            ("citizen", "2025-04-06", "10:00", false, "2025-04-07"),
        ]
    )
    func hours(counter: String, day: String, time: String, isOpen: Bool, next: String) throws {
        let found = try stop(counter, day, time.isEmpty ? "" : ", 届出時刻: \"\(time)\"")
        #expect(found.isOpen == isOpen)
        #expect((found.nextOpenDay?.iso ?? "") == next)
    }

    @Test("土曜日の行政センターでは住民異動届だけができ、ほかの課は月曜日になる")
    func saturdayAtTheMall() throws {
        let route = try route("2026-04-04", ", 受付窓口: いせさきガーデンズ行政センター, 届出時刻: \"18:30\"")
        let first = try #require(route.first)
        #expect(first.counter == "gardens" && first.isOpen == true && first.hours == "10:00〜19:00")
        #expect(first.procedures.contains("resident-move"))
        #expect(!route.contains { $0.counter == "citizen" && $0.procedures.contains("resident-move") })
        for counter in ["health-insurance", "pension-medical", "child", "school"] {
            let stop = try #require(route.first { $0.counter == counter }, "\(counter)")
            #expect(stop.isOpen == false && stop.nextOpenDay?.iso == "2026-04-06", "\(counter)")
        }
    }

    @Test("支所で届け出ると、支所・国保・福祉医療の順に回る", arguments: ["akabori", "azuma", "sakai"])
    func branch(counter: String) throws {
        let names = try route("2026-04-06", ", 受付窓口: \(counter), 届出時刻: \"10:00\"").map(\.counter)
        #expect(names.first == counter)
        let insurance = try #require(names.firstIndex(of: "health-insurance"))
        #expect(try insurance < #require(names.firstIndex(of: "pension-medical")))
    }

    @Test("行政センターは休日も開き、12月29日から1月3日は休む")
    func mallHolidays() throws {
        func mall(_ day: String) throws -> JudgementReport.Stop {
            try #require(try route(day, ", 受付窓口: smark").first { $0.counter == "smark" })
        }
        #expect(try mall("2026-04-29").isOpen == true)
        #expect(try mall("2026-12-28").isOpen == true)
        #expect(try mall("2026-12-29").isOpen == false && mall("2026-12-29").nextOpenDay?.iso == "2027-01-04")
        #expect(try mall("2027-01-03").isOpen == false)
    }

    @Test("案内書の言葉は、終わった窓口・休みの窓口・昼の休みを告げる")
    func words() throws {
        let municipality = try Towns.isesaki.catalogue().municipality
        let counter = try #require(municipality.counter(CounterID("health-insurance")))
        let monday = try #require(CivilDate(iso: "2026-04-06"))
        #expect(municipality.hoursText(of: counter, on: monday, at: 600) == "本日 8:30〜17:15")
        #expect(municipality.hoursText(of: counter, on: monday, at: 480) == "本日 8:30〜17:15")
        #expect(municipality.hoursText(of: counter, on: monday, at: 1_035) == "本日は終わり（次は4月7日（火））")
        let spans = [OpeningHours.Span(from: 510, to: 720), OpeningHours.Span(from: 780, to: 1_035)].compactMap { $0 }
        var resting = counter
        resting.hours = OfficeHours(hours: OpeningHours(weekdays: [1: spans]), opensOnHolidays: false)
        #expect(municipality.hoursText(of: resting, on: monday, at: 750) == "いまは休み（本日 8:30〜12:00・13:00〜17:15）")
        #expect(municipality.openDay(of: resting, from: monday, at: 750) == monday)
    }

    @Test("例示市の東支所でも、住民異動届は支所で受ける")
    func eastBranch() throws {
        let first = try #require(try route("2026-04-06", ", 受付窓口: branch-east", town: .exampleShi).first)
        #expect(first.counter == "branch-east" && first.procedures.contains("resident-move"))
    }
}
