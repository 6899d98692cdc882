import Foundation
import TestSupport
import Testing

@Suite("自治体の定義の命令")
struct MunicipalityCommandTests {
    private static let example = "municipalities/example-shi"

    @Test("定義の誤りはファイル・行・列で知らせ、1 で終わる")
    func badFolder() throws {
        try withFolder { folder in
            let copy = folder.appending(path: "town")
            try FileManager.default.copyItem(
                at: Program.repository.appending(path: MunicipalityCommandTests.example),
                to: copy
            )
            let file = copy.appending(path: "municipality.yaml")
            let lines = try Program.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            let place = try #require(lines.firstIndex { $0.hasPrefix("mayor:") })
            try Data(lines.enumerated().map { $0 == place ? "mayorr: 例示市長" : $1 }.joined(separator: "\n").utf8)
                .write(to: file)
            let check = try Program.run("procedures", "check", copy.path)
            #expect(check.status == 1)
            #expect(check.errors.contains("/town/municipality.yaml:\(place + 1):1: 誤り: "), "\(check.errors)")
            #expect(check.output.contains("誤り "))
            for command in [["procedures", "test", copy.path], ["serve", "--data", folder.path + "/data"]] {
                let options = command[0] == "serve" ? ["--municipality", copy.path] : []
                let outcome = try Program.run(command + options)
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("municipality.yaml:\(place + 1):1: 誤り: "))
            }
        }
    }

    @Test("配られた定義に誤りはなく、例の世帯はすべて期待どおり")
    func goodFolder() throws {
        let check = try Program.run("procedures", "check", MunicipalityCommandTests.example)
        #expect(check.status == 0, "\(check.errors)")
        #expect(check.output.hasPrefix("誤り 0件、"))
        let test = try Program.run("procedures", "test", MunicipalityCommandTests.example)
        #expect(test.status == 0, "\(test.errors)")
        #expect(test.output.hasSuffix("違い 0件\n"))
    }

    private struct Judged: Decodable {
        struct Line: Decodable {
            struct Deadline: Decodable {
                let day: String
                let isMissed: Bool
            }
            let procedure: String
            let verdict: String
            let law: String
            let deadline: Deadline?
        }
        let verdicts: [Line]
    }

    @Test("状況のファイルを判定し、期限と根拠を JSON で出す")
    func judge() throws {
        try withFolder { folder in
            let file = folder.appending(path: "family.yaml")
            let situation = """
                event: 転入
                dates: {異動日: 2026-04-01, 届出日: 2026-04-16}
                people:
                  - {氏名: 例示 太郎, 続柄: 世帯主}
                """
            try Data(situation.utf8).write(to: file)
            let outcome = try Program.run(
                "judge",
                "--municipality",
                MunicipalityCommandTests.example,
                "--situation",
                file.path
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            let judged = try JSONDecoder().decode(Judged.self, from: Data(outcome.output.utf8))
            let move = try #require(judged.verdicts.first { $0.procedure == "resident-move" })
            // 住民基本台帳法第22条: 14 days from the day after the move; the fifteenth is late.
            #expect(move.verdict == "due")
            #expect(move.deadline?.day == "2026-04-15")
            #expect(move.deadline?.isMissed == true)
            #expect(move.law.contains("住民基本台帳法"))
            try Data("event: 転出入\npeople: []\n".utf8).write(to: file)
            let refused = try Program.run("judge", "--situation", file.path)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("family.yaml:1:8: 誤り: "), "\(refused.errors)")
        }
    }

    @Test("記入例から作った PDF は検証を通り、一字でも書き換えると通らない")
    func documents() throws {
        try withFolder { folder in
            let samples = MunicipalityCommandTests.example + "/procedures/resident-move/samples/"
            let pdf = folder.appending(path: "family.pdf")
            let rendered = try Program.run(
                "documents",
                "render",
                "--municipality",
                MunicipalityCommandTests.example,
                "--procedure",
                "resident-move",
                "--data",
                samples + "family-of-five.json",
                "--out",
                pdf.path
            )
            #expect(rendered.status == 0, "\(rendered.errors)")
            #expect(try Program.run("documents", "verify", pdf.path).status == 0)
            var bytes = try Data(contentsOf: pdf)
            #expect(bytes.starts(with: Data("%PDF-".utf8)))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: pdf)
            let verified = try Program.run("documents", "verify", pdf.path)
            #expect(verified.status == 1)
            #expect(verified.errors.contains("family.pdf: "))
            let unknown = try Program.run(
                "documents",
                "render",
                "--procedure",
                "nosuch",
                "--data",
                samples + "family-of-five.json",
                "--out",
                "x.pdf"
            )
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("使えるのは resident-move、"))
        }
    }
}
