import Foundation
import TestSupport
import Testing

@Suite("様式の背景とプリンターの命令")
struct PaperCommandTests {
    private static let municipality = "municipalities/example-shi"
    private static let sample = "\(municipality)/procedures/resident-move/samples/family-of-five.json"

    private func render(_ file: String) throws {
        let rendered = try Program.run(
            [
                "documents", "render", "--municipality", Self.municipality, "--procedure", "resident-move", "--data",
                Self.sample, "--out", file,
            ]
        )
        try #require(rendered.status == 0, "\(rendered.errors)")
    }

    @Test("PDF から背景を作り、定義の検査に通って様式の下に印字される")
    func background() throws {
        try withFolder { folder in
            let source = folder.path + "/city.pdf"
            try render(source)
            let town = folder.appending(path: "town")
            try FileManager.default.copyItem(at: Program.repository.appending(path: Self.municipality), to: town)
            let procedure = town.path + "/procedures/school"
            let made = try Program.run("procedures", "background", source, "--out", procedure)
            #expect(made.status == 0, "\(made.errors)")
            let check = try Program.run("procedures", "check", town.path)
            #expect(check.status == 0, "\(check.errors)")
            let out = folder.path + "/school.pdf"
            let samples = try FileManager.default.contentsOfDirectory(atPath: procedure + "/samples").sorted()
            let printed = try Program.run(
                [
                    "documents", "render", "--municipality", town.path, "--procedure", "school", "--data",
                    "\(procedure)/samples/\(try #require(samples.first))", "--out", out,
                ]
            )
            #expect(printed.status == 0, "\(printed.errors)")
            #expect(try Program.run("documents", "verify", out).status == 0)
            let text = try Program.run([out, "-"], tool: URL(filePath: "/usr/bin/pdftotext"))
            #expect(text.output.contains("筆頭者"))
            // A background that was damaged afterwards is a mistake of the town's files, with its place.
            try Data("%PDF-1.4".utf8).write(to: URL(filePath: procedure + "/background.pdf"))
            let damaged = try Program.run("procedures", "check", town.path)
            #expect(damaged.status == 1)
            #expect(damaged.errors.contains("school/background.pdf"), "\(damaged.errors)")
        }
    }

    @Test("続紙の背景も作れ、続紙の様式がないところと、片方のファイルだけのところは、定義の検査が言う")
    func continuationBackground() throws {
        try withFolder { folder in
            let source = folder.path + "/city.pdf"
            try render(source)
            let town = folder.appending(path: "town")
            try FileManager.default.copyItem(at: Program.repository.appending(path: Self.municipality), to: town)
            for procedure in ["resident-move", "school"] {
                let out = "\(town.path)/procedures/\(procedure)"
                let made = try Program.run("procedures", "background", source, "--sheet", "continuation", "--out", out)
                #expect(made.status == 0, "\(made.errors)")
            }
            // The move has an additional sheet, the school's form has none.
            let check = try Program.run("procedures", "check", town.path)
            #expect(check.status == 1)
            #expect(check.errors.contains("school/continuation-background.pdf"), "\(check.errors)")
            #expect(!check.errors.contains("resident-move/continuation-background.pdf"), "\(check.errors)")
            let files = FileManager.default
            try files.removeItem(atPath: "\(town.path)/procedures/school/continuation-background.pdf")
            #expect(try Program.run("procedures", "check", town.path).status == 0)
            try files.removeItem(atPath: "\(town.path)/procedures/resident-move/continuation-background.png")
            let half = try Program.run("procedures", "check", town.path)
            #expect(half.status == 1 && half.errors.contains("continuation-background.png がありません"), "\(half.errors)")
        }
    }

    @Test("使えない PDF とない頁、読めないプリンターの表は、わけを言って 1 で終わる")
    func refusals() throws {
        try withFolder { folder in
            let source = folder.path + "/city.pdf"
            try render(source)
            let page = try Program.run("procedures", "background", source, "--page", "9", "--out", folder.path)
            #expect(page.status == 1)
            #expect(page.errors.contains("9ページ目がありません"))
            let text = folder.path + "/printers.tsv"
            try Data("t-citizen だけ\n".utf8).write(to: URL(filePath: text))
            let other = try Program.run("procedures", "background", text, "--out", folder.path)
            #expect(other.status == 1)
            #expect(other.errors.contains("PDF として読めません"))
            let served = try Program.run("serve", "--data", folder.path + "/data", "--port", "1", "--printers", text)
            #expect(served.status == 1)
            #expect(served.errors.contains("1行目が読めません"), "\(served.errors)")
            #expect(FileManager.default.fileExists(atPath: folder.path + "/data.keys/seal.key"))
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/data/seal.key"))
        }
    }
}
