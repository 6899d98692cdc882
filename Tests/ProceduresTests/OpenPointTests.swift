import Foundation
import Madoguchi
import Procedures
import Testing

@Suite("要確認の一覧")
struct OpenPointTests {
    @Test("データの verify: true は、すべて open-legal-points.md にあり、ほかにはない")
    func listed() throws {
        let root = URL(filePath: ExampleTown.folder).deletingLastPathComponent().deletingLastPathComponent()
        let text = String(
            decoding: try Data(contentsOf: root.appending(path: "docs/design/open-legal-points.md")),
            as: UTF8.self
        )
        let rows = text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("| ") }
        var wanted: [String] = []
        for town in Towns.allCases {
            let catalogue = try town.catalogue()
            for point in catalogue.municipality.openPoints where point.isUnverified {
                wanted.append("| \(town.rawValue) | `municipality.yaml` | \(point.text) |")
            }
            for procedure in catalogue.procedures {
                for point in procedure.openPoints where point.isUnverified {
                    wanted.append("| \(town.rawValue) | `\(procedure.id.text)` \(procedure.name) | \(point.text) |")
                }
            }
        }
        let listed = rows.filter { row in Towns.allCases.contains { row.hasPrefix("| \($0.rawValue) ") } }
        #expect(Set(listed) == Set(wanted))
        #expect(listed.count == wanted.count)
    }
}
