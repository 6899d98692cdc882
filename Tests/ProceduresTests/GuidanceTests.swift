import Madoguchi
import Procedures
import Rules
import Testing

/// What is only guided (案内だけの手続) must still say why, where, with what and by which law.
@Suite("案内だけをする手続")
struct GuidanceTests {
    /// Nothing has to be brought: papers are handed out, or the office does it itself.
    private static let withoutThings: Set = ["bus-pass", "disaster", "garbage", "neighbourhood", "voting"]

    @Test("どの手続も、行ごとに理由と根拠があり、行き先の窓口と階、ひとこと、持ち物がある", arguments: Towns.allCases)
    func everyProcedure(town: Towns) throws {
        let catalogue = try town.catalogue()
        let guided = catalogue.procedures.filter { $0.form == nil }
        #expect(guided.count >= 40)
        for procedure in guided {
            let source = procedure.judgement.source
            let reason = try #require(source.annotations.firstIndex(of: "理由"))
            let law = try #require(source.annotations.firstIndex(of: "根拠"))
            for row in source.rows {
                #expect(!row.annotations[reason].isEmpty && !row.annotations[law].isEmpty, "\(procedure.id) \(row.id)")
            }
            let counter = try #require(catalogue.municipality.counter(procedure.counter), "\(procedure.id)")
            #expect(!counter.floor.isEmpty && catalogue.municipality.site(counter.site) != nil, "\(procedure.id)")
            #expect(!procedure.guidance.isEmpty, "\(procedure.id)")
            #expect(procedure.brings.isEmpty == Self.withoutThings.contains(procedure.id.text), "\(procedure.id)")
        }
    }
}
