import Foundation
import Madoguchi
import Procedures
import Testing

@testable import Documents

@Suite("例示市の定義から様式まで")
struct TownTests {
    private static let family = """
        event: 転入
        dates: {異動日: 2026-04-01, 届出日: 2026-04-10}
        facts: {届出者: p1, 届出人の区分: 世帯主, 電話番号: 090-1234-5678, 異動範囲: 全部, 転出予定日: 2026-03-31,
          新住所市区町村: 群馬県例示市, 新住所町字: 中央町, 新住所番地: 12番地3, 新世帯主: "辻\u{E0102}　健一",
          旧住所地: 群馬県前橋市大手町二丁目12番1号, 旧住所の区分: 県内, 児童手当請求者: 世帯主, 請求者が公務員: false,
          請求者の年金: 厚生年金, 児童と同居: true, 公金受取口座を使う: true, 保護者となる方: 世帯主, 国保の交付方法: 窓口}
        people:
          - {氏名: "辻\u{E0102}　健一", 生年月日: 1988-05-20, 性別: 男, 続柄: 世帯主, 健康保険: 国民健康保険}
          - {氏名: "辻\u{E0102}　美咲", 生年月日: 1990-11-03, 性別: 女, 続柄: 妻, 健康保険: 国民健康保険}
          - {氏名: "辻\u{E0102}　さくら", 生年月日: 2018-02-14, 性別: 女, 続柄: 子, 健康保険: 国民健康保険, 在籍校: 大手町小学校,
             通う学校の希望: 指定校}
          - {氏名: "辻\u{E0102}　蓮", 生年月日: 2024-01-30, 性別: 男, 続柄: 子, 健康保険: 国民健康保険}
          - {氏名: "\u{20BB7}田　ハナ", 生年月日: 1946-08-09, 性別: 女, 続柄: 妻の母, 健康保険: 後期高齢者医療,
             要介護状態: 要介護2, 介護保険証の状態: 持っている}
        """

    @Test(
        "五人家族の転入は、聞き取った事実だけで様式が完成し、後の窓口の事実だけが残る",
        arguments: [
            ("resident-move", nil, []), ("national-health-insurance", nil, []), ("child-allowance", nil, []),
            ("long-term-care", 5, []), ("school", 3, []), ("welfare-medical", 4, ["保険者名", "番号"]),
        ] as [(String, Int?, [String])]
    )
    func family(procedure: String, person: Int?, later: [String]) throws {
        let folder = Paper.root.appending(path: "municipalities/example-shi").path()
        let catalogue = try CatalogueFolder.load(folder)
        let file = try SituationFile(Array(TownTests.family.utf8), file: "家族", catalogue: catalogue)
        let situation = Situation(file.facts, catalogue: catalogue)
        let form = try #require(catalogue.procedure(ProcedureID(procedure))?.form)
        let (filled, missing) = FormFilling(form).draft(from: situation.context(for: person.map { PersonKey($0) }))
        #expect(missing.map(\.name) == later)
        let report = try Paper.verifier.get().report(try Paper.renderer.get().pdf(of: [PrintedForm(filled)]))
        #expect(report.faults == [])
        let name = person == 5 ? "\u{20BB7}田　ハナ" : "辻\u{E0102}　"
        let scalars = Array(report.text.joined().unicodeScalars)
        let wanted = Array(name.unicodeScalars)
        #expect(scalars.indices.contains { scalars[$0...].starts(with: wanted) })
    }
}
