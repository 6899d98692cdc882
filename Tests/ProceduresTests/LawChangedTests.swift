import Foundation
import Madoguchi
import Procedures
import Rules
import Testing

/// 児童手当 of 2024-10-01 applied to a copy of the town as it was before (docs/developing/law-changed.md).
@Suite("法改正をデータだけで行う")
struct LawChangedTests {
    private static let folder = "procedures/child-allowance/"
    private static let old = folder + "editions/2012-04-01/"
    private static let drawings = ["form.svg", "boxes.yaml", "continuation.svg"]
    private static let age =
        "derived: if 異動日 < date(\"2024-10-01\") and (届出日 = null or 届出日 < date(\"2024-10-01\")) then 15 else 18"

    /// The files of the change, in the order of the document.
    private static let steps =
        ["items.yaml"] + drawings.map { old + $0 } + drawings.map { folder + $0 }
        + [folder + "procedure.yaml", folder + "judgement.csv", folder + "examples/starts.yaml"]

    private static func text(_ files: FolderFiles, _ path: String) throws -> String {
        String(decoding: try #require(files[path], "\(path)"), as: UTF8.self)
    }

    /// The town as it stood on 2024-09-30.
    private static func before(_ town: Towns) throws -> FolderFiles {
        var files = FolderFiles(name: "", contents: try town.files)
        let items = try text(files, "items.yaml")
        try #require(items.contains(age))
        files["items.yaml"] = Array(
            try without(
                "  # 令和6年9月30日までに住み始めた高校生年代は",
                upTo: "  - id: allowance-with-child",
                items.replacing(age, with: "derived: \"15\"", maxReplacements: 1)
                    .replacing("児童手当の経過措置 = true or ", with: "", maxReplacements: 1)
            ).utf8
        )
        files[folder + "judgement.csv"] = Array(try tableBefore(files).utf8)
        for name in drawings {
            files[folder + name] = files[Self.old + name]
            files[Self.old + name] = nil
        }
        files[Self.old + "samples/with-high-school-child.json"] = nil
        let lines = try text(files, folder + "procedure.yaml").split(separator: "\n", omittingEmptySubsequences: false)
        let reformed = [
            "editions:", "  - { until: 2024-09-30, name:", "  - { from: 2024-10-01, name:", "  - { id: transition,",
        ]
        let kept = lines.filter { line in
            !reformed.contains { line.hasPrefix($0) } && !line.contains("児童手当認定通知書（後日郵送）, from:")
                && !line.contains("監護相当・生計費の負担についての確認書, when:")
        }
        files[folder + "procedure.yaml"] = Array(
            try without("  - id: transition\n", upTo: "# 15日以内に請求すれば", kept.joined(separator: "\n"))
                .replacing("name: 児童手当認定請求書", with: "name: 児童手当・特例給付認定請求書")
                .replacing("（後日郵送）, until: 2024-09-30", with: "（後日郵送）").utf8
        )
        files[folder + "examples/starts.yaml"] = nil
        return files
    }

    private static func without(_ start: String, upTo end: String, _ text: String) throws -> String {
        let from = try #require(text.range(of: start), "\(start)")
        let to = try #require(text.range(of: end), "\(end)")
        return text.replacingCharacters(in: from.lowerBound..<to.lowerBound, with: "")
    }

    /// The table without the row and the column of the transitional rule (経過措置), and without the new amounts.
    private static func tableBefore(_ files: FolderFiles) throws -> String {
        let lines = try text(files, folder + "judgement.csv").split(separator: "\n", omittingEmptySubsequences: false)
        let heading = try #require(lines.first { $0.hasPrefix("行,") }).split(separator: ",")
        let column = try #require(heading.firstIndex(of: "児童手当の経過措置"))
        return lines.filter { !$0.hasPrefix("CA-10,") }.map { line in
            guard line.hasPrefix("行,") || line.hasPrefix("CA-") else { return String(line) }
            var cells = line.split(separator: ",", maxSplits: column + 1, omittingEmptySubsequences: false)
            cells.remove(at: column)
            return cells.joined(separator: ",").replacing("{手当の見込み}", with: "")
        }.joined(separator: "\n")
    }

    private static func verdict(_ files: FolderFiles, moved: String, filed: String) throws -> JudgementReport.Line {
        let read = CatalogueFolder(files)
        let catalogue = try #require(read.catalogue, "\(read.findings.map(\.description))")
        let yaml = """
            event: 転入
            dates: {異動日: \(moved), 届出日: \(filed), 転出予定日: \(moved)}
            facts: {旧住所の区分: 県内, 請求者が公務員: false, 請求者が市外に住む: false}
            people: [{氏名: 伊勢 一郎, 生年月日: 2008-06-10, 続柄: 子}]
            """
        let file = try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue)
        let lines = JudgementReport(file, catalogue: catalogue).verdicts
        return try #require(lines.first { $0.procedure == "child-allowance" })
    }

    @Test("改正の前の定義では、高校生年代は対象でない", arguments: Towns.allCases)
    func beforeTheReform(town: Towns) throws {
        let files = try Self.before(town)
        #expect(try Self.verdict(files, moved: "2024-10-02", filed: "2024-10-07").verdict == "notDue")
        let children = "procedures/child-allowance/examples/children.yaml"
        let run = ExampleRun(files, catalogue: try #require(CatalogueFolder(files).catalogue))
        #expect(run.failures.contains { $0.diagnostic.file == children }, "改正後の例が、古い定義の誤りに気づく")
    }

    @Test("十のファイルを変えると改正後になり、前の請求には前の定めが残る。Swift は変えない", arguments: Towns.allCases)
    func applied(town: Towns) throws {
        var files = try Self.before(town)
        let after = try town.files
        for step in Self.steps {
            #expect(!step.hasSuffix(".swift"))
            files[step] = after[step]
        }
        #expect(Self.steps.count == 10 && Set(Self.steps).count == 10)
        let reformed = try Self.verdict(files, moved: "2024-10-02", filed: "2024-10-07")
        #expect(reformed.verdict == "due" && reformed.form?.name == "児童手当認定請求書")
        #expect(try Self.verdict(files, moved: "2024-09-20", filed: "2024-09-30").verdict == "notDue")
        let late = try Self.verdict(files, moved: "2024-09-20", filed: "2024-10-10")
        #expect(late.verdict == "due" && late.start?.month == "2024-10", "経過措置")
        let run = ExampleRun(files, catalogue: try #require(CatalogueFolder(files).catalogue))
        #expect(run.failures.map { "\($0.example) \($0.diagnostic)" } == [])
    }
}
