import Foundation
import TestSupport
import Testing

@Suite("署名の検証の命令")
struct SignatureCommandTests {
    @Test("封印のない書類は 1、書類でも PDF でもないものも 1、指定の誤りは 2 で終わる")
    func unsealed() throws {
        try withFolder { folder in
            let data = folder.path + "/data"
            let registry = folder.appending(path: "jumin_20261122.tsv")
            let line = "1000000001\t9000000001\t1\t1\t例示\tレイジ\t1\t1980/02/17\t世帯主\t3799901\t例示町一丁目\t1番地\t\r\n"
            try #require(line.data(using: .shiftJIS)).write(to: registry)
            let imported = try Program.run(
                ["registry", "import", registry.path, "--layout", "flat-minimal", "--data", data]
            )
            #expect(imported.status == 0, "\(imported.errors)")
            let file = folder.appending(path: "form.pdf")
            let procedure = "municipalities/example-shi/procedures/resident-move"
            let rendered = try Program.run(
                [
                    "documents", "render", "--municipality", "municipalities/example-shi", "--procedure",
                    "resident-move", "--data", "\(procedure)/samples/family-of-five.json", "--out", file.path,
                ]
            )
            #expect(rendered.status == 0, "\(rendered.errors)")
            let verified = try Program.run("signature", "verify", file.path, "--data", data)
            #expect(verified.status == 1)
            #expect(verified.errors.contains("封印のある書類ではありません。"))
            #expect(try Program.run("signature", "verify", registry.path, "--data", data).status == 1)
            #expect(try Program.run("signature", "verify", file.path).status == 2)
            #expect(try Program.run("documents", "verify", file.path).status == 0)
        }
    }
}
