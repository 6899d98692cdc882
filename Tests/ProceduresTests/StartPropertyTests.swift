import Japanese
import Madoguchi
import Procedures
import Rules
import Testing
import TestSeed

/// 児童手当法第8条第2項・第3項 written down a second time, against the program over many days.
@Suite("支給の始まる月（数え上げ）")
struct StartPropertyTests {
    private static func situation(left: CivilDate, filed: CivilDate) -> String {
        """
        event: 転入
        dates: {異動日: \(left.iso), 届出日: \(filed.iso), 転出予定日: \(left.iso)}
        facts: {旧住所の区分: 県外, 請求者が公務員: false, 請求者が市外に住む: false}
        people: [{氏名: 伊勢 一郎, 生年月日: \(left.adding(days: -2000).iso), 続柄: 子}]
        """
    }

    /// Fifteen days, the first not counted; a closed day at the end moves it. The month after the event, or after filing.
    private static func month(left: CivilDate, filed: CivilDate) -> String {
        var last = left.adding(days: 15)
        while !BusinessCalendar.standard.isOpen(last) { last = last.adding(days: 1) }
        let counted = filed <= last ? left : filed
        let (year, month) = counted.month == 12 ? (counted.year + 1, 1) : (counted.year, counted.month + 1)
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    @Test("どの転出予定日とどの請求日でも、始まる月は法のとおりで、変わる日も合う", arguments: 0..<24)
    func everyDay(seed: Int) throws {
        let catalogue = try Towns.isesaki.catalogue()
        var random = SeededGenerator(seed: UInt64(seed))
        let first = try #require(CivilDate(year: 2024, month: 10, day: 1))
        let left = first.adding(days: Int(random.next() % 1200))
        for _ in 0..<6 {
            let filed = left.adding(days: Int(random.next() % 50))
            let yaml = Array(Self.situation(left: left, filed: filed).utf8)
            let file = try SituationFile(yaml, file: "s.yaml", catalogue: catalogue)
            let judge = Judge(Situation(file.facts, catalogue: catalogue))
            let verdict = judge.verdict(try #require(catalogue.procedure("child-allowance")), nil)
            let start = try #require(verdict.start, "\(left.iso) \(filed.iso)")
            #expect(String(start.day.iso.prefix(7)) == Self.month(left: left, filed: filed), "\(left.iso) \(filed.iso)")
            let turn = try #require(start.changesOn)
            let before = turn.adding(days: -1)
            #expect(Self.month(left: left, filed: before) == String(start.day.iso.prefix(7)))
            #expect(Self.month(left: left, filed: turn) == start.thereafter.map { String($0.iso.prefix(7)) })
        }
    }

    @Test("壊れた状況ファイルでも、止まらずに直し方が出る", arguments: 0..<60)
    func damaged(seed: Int) throws {
        let catalogue = try Towns.isesaki.catalogue()
        var random = SeededGenerator(seed: UInt64(seed))
        let day = try #require(CivilDate(year: 2026, month: 4, day: 1))
        var bytes = Array(Self.situation(left: day, filed: day).utf8)
        for _ in 0..<(1 + Int(random.next() % 5)) {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 3 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            default: bytes.insert(contentsOf: Array("[{:\"#\n-".utf8).shuffled(using: &random), at: place)
            }
        }
        do {
            let file = try SituationFile(bytes, file: "s.yaml", catalogue: catalogue)
            #expect(!JudgementReport(file, catalogue: catalogue).verdicts.isEmpty || file.facts.people.isEmpty)
        } catch {
            #expect(error.all.allSatisfy { !$0.hint.isEmpty && $0.file == "s.yaml" })
        }
    }
}
