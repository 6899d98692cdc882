import ArgumentParser
import Documents
import Madoguchi
import Procedures
import Rules

/// `madoguchi procedures`: the municipality's procedures.
struct ProceduresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedures",
        abstract: "手続の定義を検査し、例の世帯で試す",
        discussion: "例: madoguchi procedures check municipalities/example-shi",
        subcommands: [
            ProceduresCheckCommand.self, ProceduresTestCommand.self, BackgroundCommand.self,
            ProceduresVersionsCommand.self, ProceduresRestoreCommand.self,
        ]
    )
}

struct ProceduresCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "自治体の定義の誤りをすべて挙げる",
        discussion: """
            例: madoguchi procedures check municipalities/example-shi

            誤りと注意を「ファイル:行:列」で標準エラーに出します。誤りがなければ 0、あれば 1 で終わります。
            """
    )

    @Argument(help: ArgumentHelp("自治体の定義のフォルダー", valueName: "DIR")) var folder: String

    func run() async throws {
        let check = try await Progress.during("定義を検査しています") { CatalogueCheck(try FolderFiles(reading: folder)) }
        let findings = check.findings + (try backgrounds(check.catalogue))
        for finding in findings { StandardError.write(finding.description) }
        let errors = findings.filter { $0.severity == .error }.count
        let version = check.catalogue.map { "、版 \($0.version.prefix(12))" } ?? ""
        StandardOutput.write("誤り \(errors)件、注意 \(findings.count - errors)件\(version)")
        if !check.isGood || errors > 0 { throw ExitCode.failure }
    }
}

extension ProceduresCheckCommand {
    /// Backgrounds are read by the renderer, so that what passes here prints.
    private func backgrounds(_ catalogue: Catalogue?) throws -> [Diagnostic] {
        let forms = (catalogue?.procedures ?? []).flatMap { procedure in
            ([procedure.form] + procedure.editions.map(\.form)).compactMap { $0 }.map { (procedure.id.text, $0) }
        }
        let sheets = forms.flatMap { name, form in
            [(name, "background", form.sheet), (name, "continuation-background", form.continuation)]
        }
        var seen: Set<PageBackground> = []
        let backgrounds = sheets.compactMap { name, file, sheet in
            sheet?.background.map { (name, file, $0, sheet?.page) }
        }.filter { seen.insert($0.2).inserted }
        guard !backgrounds.isEmpty else { return [] }
        let renderer = try PDFRenderer()
        return backgrounds.flatMap { name, file, background, page in
            renderer.backgroundProblems(background, page: page).map { problem in
                Diagnostic(
                    file: "\(folder)/procedures/\(name)/\(file).pdf",
                    message: "背景の PDF が使えません",
                    hint: problem
                )
            }
        }
    }
}

struct ProceduresTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "定義に添えられた例の世帯をすべて判定し、期待と比べる",
        discussion: """
            例: madoguchi procedures test municipalities/example-shi

            違いを「ファイル:行:列」で標準エラーに出します。すべて合えば 0、違いがあれば 1 で終わります。
            --mutate を付けると、判定表の行を一つずつ壊し、どの例も気づかない壊し方を挙げます。
            """
    )

    @Argument(help: ArgumentHelp("自治体の定義のフォルダー", valueName: "DIR")) var folder: String
    @Flag(help: "判定表を一か所ずつ壊し、例が気づくかを試す") var mutate = false

    func run() async throws {
        let files = try FolderFiles(reading: folder)
        let read = CatalogueFolder(files)
        guard let catalogue = read.catalogue else { throw Diagnostics(read.findings) }
        let run = await Progress.during("例の世帯を判定しています") { ExampleRun(files, catalogue: catalogue) }
        for finding in run.findings { StandardError.write(finding.description) }
        for failure in run.failures { StandardError.write("\(failure.diagnostic) 例「\(failure.example)」") }
        StandardOutput.write("例 \(run.examples)件、期待 \(run.expectations)件、違い \(run.failures.count)件")
        guard run.examples > 0 else {
            throw CommandFailure("\(folder) に例の世帯がありません。examples フォルダーに書いてください。")
        }
        if !run.isGood { throw ExitCode.failure }
        if mutate { try await spoil(files, catalogue) }
    }

    /// Prints how many spoilt tables the examples noticed, by procedure.
    private func spoil(_ files: FolderFiles, _ catalogue: Catalogue) async throws {
        let mutation = await Progress.during("判定表を一か所ずつ壊しています") { MutationRun(files, catalogue: catalogue) }
        for survivor in mutation.survivors {
            StandardError.write("\(survivor.procedure.text)：\(survivor.row) \(survivor.change)。気づく例がありません。")
        }
        for procedure in catalogue.procedures {
            let score = mutation.score(of: procedure.id)
            StandardOutput.write("\(procedure.id.text) \(score.killed)/\(score.total)")
        }
        let percent = mutation.total == 0 ? 0 : mutation.killed * 100 / mutation.total
        StandardOutput.write("壊した判定表 \(mutation.total)件、気づいた \(mutation.killed)件（\(percent)%）")
        if !mutation.survivors.isEmpty { throw ExitCode.failure }
    }
}
