import Foundation
import Hummingbird
import HummingbirdTesting
import Madoguchi
import Testing
import TestSupport
@testable import Web

@Suite("画面の枠と守り") struct ShellTests {
    @Test("ほかのサイトからの送信は断る", arguments: ["cross-site", "same-site"]) func foreignForms(_ site: String) async throws {
        try await WebBench().run { browser in
            let headers: HTTPFields = [.fetchSite: site]
            let page = try await browser.send("/terminal/demo", ["terminal": "t1"], headers: headers)
            #expect(page.status == .forbidden)
            #expect(await browser.cookies.isEmpty)
        }
    }

    @Test("どこから来たか言わない送信は断る") func silentForms() async throws {
        try await WebBench().run { browser in
            let page = try await browser.send("/terminal/demo", ["terminal": "t1"], headers: [:])
            #expect(page.status == .forbidden)
        }
    }

    @Test("どの応答にも守りの見出しが付く", arguments: ["/login", "/nowhere", "/fonts/secret.txt"])
    func securityHeaders(_ path: String) async throws {
        try await WebBench().run { browser in
            let page = try await browser.get(path)
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'self'"))
            #expect(!policy.contains("unsafe"))
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[.requestID] != nil)
        }
    }

    @Test("ひな形に、その場のスクリプトも装飾もない") func noInlineCode() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Web/Templates").path
        let files = try ResourceFolder.files(below: folder, endingWith: [".mustache"])
        #expect(files.count >= 6)
        for (name, bytes) in files {
            let text = String(decoding: bytes, as: UTF8.self)
            for forbidden in ["<style", " style=", " onclick=", "<script>", "{{{", "{{&"] {
                // The pages of a form are drawings that our own renderer made.
                if forbidden == "{{{", ["reception/preview.mustache", "panel/view.mustache"].contains(name) {
                    continue
                }
                #expect(!text.contains(forbidden), "\(name): \(forbidden)")
            }
        }
    }

    @Test("知らない画面は、お問い合わせ番号の付いた日本語で断る") func unknownPage() async throws {
        try await WebBench().run { browser in
            let page = try await browser.get("/nowhere")
            #expect(page.status == .notFound)
            #expect(page.text.contains("この画面はありません"))
            let number = try #require(page.headers[.requestID])
            #expect(page.text.contains(number))
        }
    }

    @Test("知らない間違いの中身は、画面に出ない") func unknownErrorsStayInside() {
        struct Secret: Error { let name = "山田太郎" }
        let fault = Fault(telling: Secret())
        #expect(fault.category == .broken)
        #expect(!(fault.sentence + fault.remedy).contains("山田"))
    }

    @Test("間違いの6つの種類は、それぞれ違う状態番号になる") func statuses() {
        let codes = Fault.Category.allCases.map(\.status.code)
        #expect(Set(codes).count == 6)
        #expect(codes.allSatisfy { (400...599).contains($0) })
    }

    @Test("結合文字や異体字セレクターを付けても、引用符は必ず無害になる")
    func escapingIsByScalar() {
        let escaped = StrictHTML().escapeText("\"\u{308} onx=1 <\u{E0102}b> & 'が\u{3099}")
        #expect(!escaped.unicodeScalars.contains("\""))
        #expect(!escaped.unicodeScalars.contains("<"))
        #expect(!escaped.unicodeScalars.contains("'"))
        #expect(escaped.unicodeScalars.contains("\u{E0102}"))
        #expect(escaped.unicodeScalars.contains("\u{3099}"))
    }

    @Test("部品のフォルダーがなければ、始めに日本語で言う") func missingFolder() {
        #expect(throws: StartFault.missingFolder("/nowhere/Templates")) {
            try WebBench { $0.resources = "/nowhere" }
        }
    }

    @Test("CSSとスクリプトは長く保存でき、版が変われば名前が変わる") func assetsAreImmutable() async throws {
        let bench = try WebBench()
        try await bench.run { browser in
            let css = try await browser.get(bench.server.assets.root + "/css/all.css")
            #expect(css.status == .ok)
            #expect(css.headers[.cacheControl]?.contains("immutable") == true)
            let old = try await browser.get("/assets/000000000000/css/all.css")
            #expect(old.headers[.cacheControl] == "no-store")
            let page = try await browser.get(bench.server.assets.root + "/../../secret.js")
            #expect(page.status == .notFound)
        }
    }

    @Test("スクリプトは1つ60行まで") func scriptsAreShort() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Web/Assets/js").path
        for (name, bytes) in try ResourceFolder.files(below: folder, endingWith: [".js"]) {
            #expect(bytes.count { $0 == 0x0A } <= 60, "\(name)")
        }
    }

    @Test("大きすぎる送信は断る") func bodyLimit() async throws {
        try await WebBench().run(as: "sato") { browser in
            let big = String(repeating: "A", count: 300_000)
            let page = try await browser.send("/tickets/reading", ["code": big])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("大きすぎます"))
        }
    }

    @Test("ファイルでない入力は、最後の1文字まで届く") func formKeepsScalars() {
        let form = SubmittedForm(urlEncoded: "name=%E8%BE%BB%F3%A0%84%82+%F0%A0%AE%B7&x=1&x=2&empty")
        #expect(form?["name"].unicodeScalars.map(\.value) == [0x8FBB, 0xE0102, 0x20, 0x20BB7])
        #expect(form?.all("x") == ["1", "2"])
        #expect(form?["empty"] == "")
        #expect(SubmittedForm(urlEncoded: "name=%E8%BE") == nil)
        #expect(SubmittedForm(urlEncoded: "name=%zz") == nil)
    }
}
