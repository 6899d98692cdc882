package import Foundation
package import Japanese
package import Madoguchi
package import Rules

/// Reads one day's files of the core system (連携データの取込) and hands the residents over in batches.
///
/// The receiver writes them into a generation of its own and publishes it only where ``ImportReport/isPublishable``
/// says so: what makes a file unusable may stand in its last line.
package struct RegistryImport: Sendable {
    package var layout: Layout
    /// The residents of the generation in use; nil where there is none yet.
    package var previousCount: Int?
    /// A drop beyond the layout's limit is taken nevertheless, because a person has looked at it.
    package var acceptsDrop = false
    /// The day to take where the layout has no rule for it.
    package var givenBusinessDate: CivilDate?
    package var batchSize = 1_000
    /// What the core system's own characters are; see ``ExternalCharacters``.
    package var externals: ExternalCharacters = .none
    /// What the name's font shows, so that foreign variation sequences are told; nil asks no font.
    package var characters: CharacterTable?

    package init(layout: Layout, previousCount: Int? = nil) {
        self.layout = layout
        self.previousCount = previousCount
    }

    /// The business date (基準日) that a run over these files has; nil where nothing says it, and the run will refuse them.
    package func businessDate(of files: [URL]) -> CivilDate? {
        guard layout.businessDate == .fileName, let pattern = layout.file(.resident)?.pattern else {
            return givenBusinessDate
        }
        let name = files.map(\.lastPathComponent).sorted().last { FileSet.matches($0, pattern) }
        return name.flatMap(FileSet.day(inName:)) ?? givenBusinessDate
    }

    /// Copies the files to a folder of ours, checks and reads them, and calls `take` for each batch.
    ///
    /// - Parameters:
    ///   - files: The files of one day, control file included, in any order.
    ///   - staging: A folder that is made, used and removed again; the copies cannot change while they are read.
    ///   - take: Receives residents in the order of the file.
    /// - Throws: What `take` throws, which ends the import, or a file error of the staging folder.
    /// - Returns: Counts, findings and whether the residents may be published.
    package func run(
        _ files: [URL],
        staging: URL,
        _ take: ([Resident]) throws -> Void
    ) throws -> ImportReport {
        var report = ImportReport()
        defer { try? FileManager.default.removeItem(at: staging) }
        let staged = try stage(files, in: staging, &report)
        let set = FileSet(staged, layout)
        report.findings += set.findings
        if !set.isComplete { report.isPublishable = false }
        guard report.isPublishable else { return report }
        guard let businessDate = businessDate(of: files) else {
            report.refuse("連携データの基準日が分かりません。", "ファイル名に20261122のような日付を入れてください。")
            return report
        }
        report.businessDate = businessDate
        var index = EntitlementIndex()
        var protected: Set<String> = []
        for entity in Entity.allCases where entity != .resident {
            try read(entity, set, businessDate, &report) { row, plan in
                if entity == .protection {
                    guard isInForce(row, plan, businessDate) else { return .history }
                    protected.insert(row[.number])
                    return .accepted
                }
                let held = try EntitlementMapper(entity: entity, businessDate: businessDate).entitlements(row, plan)
                for item in held { index.add(item.held, to: item.resident) }
                return held.isEmpty ? .history : .accepted
            }
        }
        guard report.isPublishable else { return report }
        index.sort()
        try readResidents(ResidentMapper(entitlements: index, protected: protected), set, &report, take)
        checkDrop(&report)
        return report
    }

    private func readResidents(
        _ mapper: ResidentMapper,
        _ set: FileSet,
        _ report: inout ImportReport,
        _ take: ([Resident]) throws -> Void
    ) throws {
        guard let businessDate = report.businessDate else { return }
        var batch: [Resident] = []
        batch.reserveCapacity(batchSize)
        var seen: Set<UInt64> = []
        var current = 0
        try read(.resident, set, businessDate, &report) { row, plan in
            if !row[.latest].isEmpty, row[.latest] != "1" { return .history }
            let resident = try mapper.resident(row, plan)
            guard seen.insert(stableHash(row[.number])).inserted else {
                throw LineFault("同じ宛名番号の最新の行が二つあります。", "送り元の出力を確かめてください。")
            }
            if resident.standing == .current { current += 1 }
            batch.append(resident)
            if batch.count >= batchSize {
                try take(batch)
                batch.removeAll(keepingCapacity: true)
            }
            return .accepted
        }
        if !batch.isEmpty { try take(batch) }
        report.residents = current
    }

    private func read(
        _ entity: Entity,
        _ set: FileSet,
        _ businessDate: CivilDate,
        _ report: inout ImportReport,
        _ take: (Row, RowPlan) throws -> TableReader.Taken
    ) throws {
        guard let path = set.paths[entity], let file = layout.file(entity) else { return }
        let name = path.lastPathComponent
        var reader = TableReader(layout: layout, file: file, name: name, mapping: mapping(on: businessDate))
        try reader.read(path: path.path, take)
        report.files.append(reader.count)
        report.findings += reader.findings
        report.externals.add(reader.mapping.report)
        if reader.isRefused { report.isPublishable = false }
        if let expected = set.expectedLines[name], expected != reader.count.lines {
            let message = "\(name) は\(expected)行のはずですが、\(reader.count.lines)行あります。"
            report.refuse(message, "途中で切れていないか、もう一度受け取ってください。")
        }
    }

    private func mapping(on day: CivilDate) -> ExternalMapping {
        ExternalMapping(characters: externals, table: characters, day: day)
    }

    /// Without a readable beginning or end a measure counts as in force: the mistake must be on the safe side.
    private func isInForce(_ row: Row, _ plan: RowPlan, _ day: CivilDate) -> Bool {
        if let until = row.date(.until, plan).day, until < day { return false }
        return true
    }

    private func checkDrop(_ report: inout ImportReport) {
        guard report.isPublishable else { return }
        if report.residents == 0 {
            return report.refuse("住民が一人もいません。", "送り元の出力を確かめてください。前回までのデータはそのまま使えます。")
        }
        guard let previousCount, previousCount > 0, !acceptsDrop else { return }
        let drop = Double(previousCount - report.residents) / Double(previousCount) * 100
        guard drop > layout.largestDrop else { return }
        let message = "住民が前回の\(previousCount)人から\(report.residents)人に減りました（限度 \(layout.largestDrop)％）。"
        report.refuse(message, "送り元の出力が途中で切れていないか確かめてください。正しい減少なら、確認のうえで取り込み直してください。")
    }

    private func stage(_ files: [URL], in folder: URL, _ report: inout ImportReport) throws -> [URL] {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var staged: [URL] = []
        for file in files {
            let copy = folder.appendingPathComponent(file.lastPathComponent)
            do {
                try FileManager.default.copyItem(at: file, to: copy)
                staged.append(copy)
            } catch {
                let name = file.lastPathComponent
                report.refuse("\(name) を読み込めません。", "ファイルがあるか、読む権限と空き容量があるかを確かめてください。")
            }
        }
        return staged
    }
}

/// What came in and what did not (取込結果).
package struct ImportReport: Sendable {
    package internal(set) var businessDate: CivilDate?
    package internal(set) var files: [FileCount] = []
    /// People on the register today.
    package internal(set) var residents = 0
    package internal(set) var findings: [Diagnostic] = []
    /// The core system's own characters (外字).
    package internal(set) var externals = ExternalReport()
    /// Whether the generation may be put in use; if not, nothing of it may.
    package internal(set) var isPublishable = true

    mutating func refuse(_ message: String, _ hint: String) {
        isPublishable = false
        findings.append(Diagnostic(message: message, hint: hint))
    }

    package var rejected: Int { files.reduce(0) { $0 + $1.rejected } }

    /// 0 where everything came in, 1 where lines were rejected or nothing may be used.
    package var exitStatus: Int32 { isPublishable && rejected == 0 ? 0 : 1 }

    /// The lines that `madoguchi registry import` prints.
    package var summary: [String] {
        var lines = files.map { count in
            let history = count.history > 0 ? "、履歴・終了 \(count.history)件" : ""
            let rejected = count.rejected > 0 ? "、読めない行 \(count.rejected)件" : ""
            return "\(count.entity.japanese): \(count.accepted)件\(history)\(rejected)（\(count.file)）"
        }
        lines += externals.summary
        if isPublishable, let businessDate {
            lines.append("基準日 \(businessDate.iso)、住民 \(residents)人を取り込みました。")
        } else {
            lines.append("取り込みませんでした。前回までのデータはそのまま使えます。")
        }
        return lines
    }
}
