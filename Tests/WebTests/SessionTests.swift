import Hummingbird
import HummingbirdTesting
import Madoguchi
import Testing
import TestSupport
@testable import Web

@Suite("ログインと端末") struct SessionTests {
    @Test("登録していない端末では、ログインの前に端末の登録を求める") func unknownTerminal() async throws {
        try await WebBench().run { browser in
            let page = try await browser.get("/login")
            #expect(page.text.contains("この端末はまだ登録されていません"))
            #expect(page.text.contains("窓口1"))
            #expect(!page.text.contains("name=\"password\""))
        }
    }

    @Test("お試しでないときは、お試しの端末も職員IDも出ない") func noDemoInProduction() async throws {
        let bench = try WebBench { $0.isDemo = false }
        try await bench.run { browser in
            let page = try await browser.get("/login").text
            #expect(!page.contains("窓口1"))
            #expect(!page.contains("sato"))
            let refused = try await browser.send("/terminal/demo", ["terminal": "t1"])
            #expect(refused.status == .notFound)
        }
    }

    @Test("登録コードは1回だけ使える") func codeWorksOnce() async throws {
        let bench = try WebBench { $0.isDemo = false }
        let code = TerminalCode(random: Array(1...10))
        bench.store.prepare { state in
            if let digest = code.digest { state.terminalTokens[digest] = TerminalID("t1") }
        }
        try await bench.run { browser in
            let typed = " " + code.spaced.lowercased()
            let first = try await browser.send("/terminal", ["code": typed])
            #expect(first.status == .seeOther)
            #expect(await browser.cookies["__Host-terminal"]?.count == 64)
            await browser.forget("__Host-terminal")
            let second = try await browser.send("/terminal", ["code": code.spaced])
            #expect(second.status == .unprocessableContent)
            #expect(second.text.contains("1回だけ"))
        }
    }

    @Test("正しいパスワードで受付一覧に入り、証跡に残る") func logIn() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/cases")
            #expect(page.status == .ok)
            #expect(page.text.contains("佐藤 花子"))
            #expect(page.text.contains("令和8年11月23日"))
            #expect(bench.store.journal.contains { $0.action == .login && $0.staff?.text == "sato" })
        }
    }

    @Test("Cookieはスクリプトから読めず、ほかのサイトから送られず、保管庫には指紋だけがある") func cookieRules() async throws {
        let bench = try WebBench()
        try await bench.run { browser in
            try await browser.send("/terminal/demo", ["terminal": "t1"])
            let response = try await browser.send("/login", ["staff": "sato", "password": "sato-pass"])
            let cookie = try #require(response.headers[values: .setCookie].first { $0.hasPrefix("__Host-session=") })
            for rule in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(rule)) }
            let token = try #require(await browser.cookies["__Host-session"])
            let kept = try #require(SecretCookie.session.digest(token))
            #expect(token.count == 64)
            #expect(kept.hex != token)
            let session = try await bench.store.read { try $0.session(tokenDigest: kept, now: bench.clock.now) }
            #expect(session?.staff.id.text == "sato")
        }
    }

    @Test("5回続けて違うと止まり、正しいパスワードでも入れない") func lockOut() async throws {
        let bench = try WebBench()
        try await bench.run { browser in
            try await browser.send("/terminal/demo", ["terminal": "t1"])
            for _ in 1...4 {
                let page = try await browser.send("/login", ["staff": "sato", "password": "x"])
                #expect(page.text.contains("職員IDまたはパスワードが違います"))
            }
            let fifth = try await browser.send("/login", ["staff": "sato", "password": "x"])
            #expect(fifth.text.contains("5回続けて違ったため"))
            let right = try await browser.send("/login", ["staff": "sato", "password": "sato-pass"])
            #expect(right.status == .unprocessableContent)
            #expect(await browser.cookies["__Host-session"] == nil)
            #expect(bench.store.journal.count { $0.action == .loginRefused } == 6)
        }
    }

    @Test("ない職員IDは、打たれた文字を証跡に残さない") func unknownStaff() async throws {
        let bench = try WebBench()
        try await bench.run { browser in
            try await browser.send("/terminal/demo", ["terminal": "t1"])
            let page = try await browser.send("/login", ["staff": "Himitsu123", "password": "x"])
            #expect(page.text.contains("職員IDまたはパスワードが違います"))
            let last = try #require(bench.store.journal.last)
            #expect(last.action == .loginRefused)
            #expect(last.staff == nil)
            #expect(!last.detail.contains("Himitsu"))
        }
    }

    @Test("盗まれたCookieは、ほかの端末では使えない") func boundToTerminal() async throws {
        try await WebBench().run(as: "sato") { browser in
            try await browser.send("/terminal/demo", ["terminal": "t3"])
            let page = try await browser.get("/cases")
            #expect(page.location == "/login?to=%2Fcases&ended=1")
            #expect(try await browser.get("/login?ended=1").text.contains("name=\"staff\" value=\"\""))
        }
    }

    @Test("操作がないまま時間が過ぎるとログアウトし、同じ画面に戻る") func idleEnds() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            try await browser.get("/cases?view=mine")
            bench.clock.advance(seconds: 31 * 60)
            let page = try await browser.get("/cases?view=mine")
            let login = try #require(page.location)
            let form = try await browser.get(login)
            #expect(form.text.contains("時間が過ぎたため"))
            #expect(form.text.contains("入力した内容は保存されています"))
            #expect(form.text.contains("name=\"staff\" value=\"sato\""))
            let back = try await browser.send(
                "/login",
                ["staff": "sato", "password": "sato-pass", "to": "/cases?view=mine"]
            )
            #expect(back.location == "/cases?view=mine")
        }
    }

    @Test("自分でログアウトした後の人には、前の職員IDを見せない") func nobodyIsRemembered() async throws {
        try await WebBench().run(as: "sato") { browser in
            try await browser.get("/cases")
            let token = try #require(await browser.cookies["__Host-session"])
            try await browser.send("/logout", [:])
            #expect(await browser.cookies["__Host-session"] != token)
            #expect(try await browser.get("/login").text.contains("name=\"staff\" value=\"\""))
        }
    }

    @Test("画面が自分で読み直しても、ログインは延びない") func backgroundDoesNotKeepAwake() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            try await browser.get("/cases")
            for _ in 1...4 {
                bench.clock.advance(seconds: 10 * 60)
                try await browser.get("/cases/rows")
            }
            let page = try await browser.get("/cases/rows")
            #expect(page.status == .unauthorized)
        }
    }

    @Test("時間切れで送った入力は残り、ログインの後で送り直せる") func typedValuesSurvive() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            await browser.forget("__Host-session")
            let page = try await browser.send("/tickets/reading", ["code": "MG1\"\u{308}辻\u{E0102}", "other": "2"])
            #expect(page.status == .unauthorized)
            #expect(page.text.contains("name=\"kept.code\" value=\"MG1&quot;\u{308}辻\u{E0102}\""))
            let resumed = try await browser.send(
                "/login",
                [
                    "staff": "sato", "password": "sato-pass", "to": "/tickets/reading", "kept.code": "MG1-1",
                    "kept.other": "2",
                ]
            )
            #expect(resumed.status == .ok)
            #expect(resumed.text.contains("action=\"/tickets/reading\""))
            #expect(resumed.text.contains("name=\"code\" value=\"MG1-1\""))
            #expect(resumed.text.contains("2項目"))
        }
    }

    @Test("戻り先は自分の画面だけ", arguments: ["//evil.example/", "https://evil.example", "/\\evil", "javascript:x", ""])
    func returnsOnlyHome(_ to: String) async throws {
        try await WebBench().run { browser in
            try await browser.send("/terminal/demo", ["terminal": "t1"])
            let page = try await browser.send("/login", ["staff": "sato", "password": "sato-pass", "to": to])
            #expect(page.location == "/cases")
        }
    }

    @Test("ログアウトすると、同じCookieでは入れない") func logOut() async throws {
        try await WebBench().run(as: "sato") { browser in
            try await browser.send("/logout", [:])
            let page = try await browser.get("/cases")
            #expect(page.location?.hasPrefix("/login") == true)
        }
    }
}
