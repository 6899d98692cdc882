package import Foundation
package import Japanese
package import Madoguchi
import Rules

/// Reads one day's files of the core system (連携データの取込) and hands the residents over in batches.
///
/// The receiver writes them into a generation of its own and publishes it only where ``ImportReport/isPublishable``
/// says so: what makes a file unusable may stand in its last line.
package struct RegistryImport: Sendable {
    package var layout: Layout
    /// The generation in use; nil where there is none yet.
    package var previous: RegistryStatus?
    /// A drop beyond the layout's limit is taken nevertheless, because a person has looked at it.
    package var acceptsDrop = false
    /// An older day, or a delta after a gap, is taken nevertheless, because a person has looked at it.
    package var acceptsDate = false
    /// No file is of a later day than this; nil where nobody says what day it is.
    package var today: CivilDate?
    /// Whether there is a place for 個人番号; without one the column is checked and left out.
    package var keepsMyNumbers = false
    /// The day to take where the layout has no rule for it.
    package var givenBusinessDate: CivilDate?
    package var batchSize = 1_000
    /// What the core system's own characters are; see ``ExternalCharacters``.
    package var externals: ExternalCharacters = .none
    /// What the name's font shows, so that foreign variation sequences are told; nil asks no font.
    package var characters: CharacterTable?
    /// The municipality's eras, in which births are written.
    package var eras: EraTable = .national

    package init(layout: Layout, previous: RegistryStatus? = nil) {
        self.layout = layout
        self.previous = previous
    }

    /// The business date (基準日) that a run over these files has; nil where nothing says it, and the run will refuse them.
    package func businessDate(of files: [URL]) -> CivilDate? {
        guard layout.businessDate == .fileName else { return givenBusinessDate }
        let name = files.map(\.lastPathComponent).sorted().last { layout.kind(of: $0)?.0.entity == .resident }
        return name.flatMap(FileSet.day(inName:)) ?? givenBusinessDate
    }

    /// Copies the files to a folder of ours, checks and reads them, and calls `take` for each batch.
    ///
    /// - Parameters:
    ///   - files: The files of one day, control file included, in any order.
    ///   - staging: A folder that is made, used and removed again; the copies cannot change while they are read.
    ///   - take: Receives residents in the order of the file, then what a delta changes besides.
    /// - Throws: What `take` throws, which ends the import, or a file error of the staging folder.
    /// - Returns: Counts, findings and whether the residents may be published.
    package func run(
        _ files: [URL],
        staging: URL,
        _ take: (RegistryBatch) throws -> Void
    ) throws -> ImportReport {
        var report = ImportReport()
        let copies = try StagedCopies(in: staging)
        // The copies end when nothing holds them any more, which must not be before the last row was read.
        defer { withExtendedLifetime(copies) {} }
        let staged = stage(files, copies, &report)
        let set = FileSet(staged, layout)
        report.findings += set.findings
        report.delivery = set.delivery
        if !set.isComplete { report.isPublishable = false }
        guard report.isPublishable else { return report }
        guard let businessDate = businessDate(of: files) else {
            report.refuse("連携データの基準日が分かりません。", "ファイル名に20261122のような日付を入れてください。")
            return report
        }
        report.businessDate = businessDate
        checkOrder(&report, businessDate)
        guard report.isPublishable else { return report }
        switch set.delivery {
        case .full: try readAll(set, businessDate, &report, take)
        case .delta: try readChanges(set, businessDate, &report, take)
        }
        return report
    }

    private func readAll(
        _ set: FileSet,
        _ businessDate: CivilDate,
        _ report: inout ImportReport,
        _ take: (RegistryBatch) throws -> Void
    ) throws {
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
        guard report.isPublishable else { return }
        index.sort()
        let mapper = ResidentMapper(entitlements: index, protected: protected, businessDate: businessDate, eras: eras)
        try readResidents(mapper, set, &report, take) { _ in
            throw LineFault("削除の印のある行が全件のファイルにあります。", "差分のファイルではないか確かめてください。")
        }
        guard report.isPublishable else { return }
        try take(report.externals.batch)
        checkDrop(&report)
    }

    private func readChanges(
        _ set: FileSet,
        _ businessDate: CivilDate,
        _ report: inout ImportReport,
        _ take: (RegistryBatch) throws -> Void
    ) throws {
        let mapper = ResidentMapper(
            entitlements: EntitlementIndex(),
            protected: [],
            businessDate: businessDate,
            eras: eras
        )
        var removed: [ResidentNumber] = []
        try readResidents(mapper, set, &report, take) { removed.append(ResidentNumber($0[.number])) }
        report.removed = removed.count
        try take(.removed(removed))
        var protection: [ProtectionChange] = []
        for entity in Entity.allCases where entity != .resident {
            let mapper = EntitlementMapper(entity: entity, businessDate: businessDate)
            var changes: [String: HeldChange] = [:]
            try read(entity, set, businessDate, &report) { row, plan in
                let source = ResidentNumber(row[.number])
                guard let business = mapper.business else {
                    let isProtected = row[.deletion].isEmpty && isInForce(row, plan, businessDate)
                    protection.append(ProtectionChange(number: source, isProtected: isProtected))
                    return .accepted
                }
                var change = changes[source.digits] ?? HeldChange(source: source, business: business)
                for item in try mapper.entitlements(row, plan) {
                    change.held.append((ResidentNumber(item.resident), item.held))
                }
                changes[source.digits] = change
                return .accepted
            }
            try take(.held(changes.values.sorted { $0.source.digits < $1.source.digits }))
        }
        // One of several measures in force is enough.
        let inForce = Set(protection.filter(\.isProtected).map(\.number))
        try take(.protection(protection.filter { $0.isProtected || !inForce.contains($0.number) }))
    }

    private func readResidents(
        _ mapper: ResidentMapper,
        _ set: FileSet,
        _ report: inout ImportReport,
        _ take: (RegistryBatch) throws -> Void,
        deleted: (Row) throws -> Void
    ) throws {
        guard let businessDate = report.businessDate else { return }
        var batches = ResidentBatches(size: batchSize)
        var current = 0
        try read(.resident, set, businessDate, &report) { row, plan in
            guard row[.deletion].isEmpty else {
                try deleted(row)
                return .accepted
            }
            if !row[.latest].isEmpty, row[.latest] != "1" {
                try batches.add(try mapper.history(row, plan), take)
                return .history
            }
            let resident = try mapper.resident(row, plan)
            let number = try myNumber(row)
            let intake = ResidentIntake(
                resident,
                myNumber: keepsMyNumbers ? number : nil,
                received: row.received
            )
            try batches.add(intake, take)
            if resident.standing == .current { current += 1 }
            return .accepted
        }
        try batches.handOver(take)
        report.residents = current
    }

    /// A 個人番号 whose check digit does not fit costs its line: a wrong one is somebody else's.
    private func myNumber(_ row: Row) throws(LineFault) -> MyNumber? {
        guard let digits = row.string(.myNumber) else { return nil }
        guard let number = MyNumber(digits) else {
            throw LineFault("個人番号のけた数か検査用数字が合いません。", "送り元の値を確かめてください。")
        }
        return number
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
        var reader = TableReader(layout: layout, file: file, name: name, mapping: mapping(of: entity, on: businessDate))
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

    private func mapping(of entity: Entity, on day: CivilDate) -> ExternalMapping {
        ExternalMapping(characters: externals, table: characters, day: day, keepsTexts: entity == .resident)
    }

    /// Without a readable beginning or end a measure counts as in force: the mistake must be on the safe side.
    private func isInForce(_ row: Row, _ plan: RowPlan, _ day: CivilDate) -> Bool {
        if let until = row.date(.until, plan).day, until < day { return false }
        return true
    }

    private func stage(_ files: [URL], _ copies: StagedCopies, _ report: inout ImportReport) -> [URL] {
        var staged: [URL] = []
        for file in files {
            do {
                staged.append(try copies.copy(file))
            } catch {
                let name = file.lastPathComponent
                report.refuse("\(name) を読み込めません。", "ファイルがあるか、読む権限と空き容量があるかを確かめてください。")
            }
        }
        return staged
    }
}
