import Foundation
import Testing

@testable import Automation

/// Drives the Chromium installed on the machine; each test has a driver and a browser of its own, one after the other.
@Suite("ブラウザを操作する(WebDriver)", .serialized)
struct WebDriverTests {
    /// Runs a test in a fresh browser and stops the driver whatever happens.
    private func inBrowser(_ body: (Browser) async throws -> Void) async throws {
        let driver = try await ChromeDriver.start()
        do {
            let browser = try await driver.open()
            try await browser.setTimeouts(script: .seconds(20), pageLoad: .seconds(60))
            try await body(browser)
        } catch {
            await driver.stop()
            throw error
        }
        await driver.stop()
    }

    private func page(_ html: String) -> String {
        "data:text/html;charset=utf-8;base64,"
            + Data(("<!doctype html><meta charset=utf-8>" + html).utf8).base64EncodedString()
    }

    @Test("画面を開き、文字を入れ、押し、読む。異体字セレクタと補助面の文字は変わらない")
    func formsAndText() async throws {
        let name = "辻\u{E0102} 𠮷田 神\u{FA19}"
        try await inBrowser { browser in
            try await browser.navigate(
                to: page(
                    """
                    <title>受付</title><form><label>氏名<input id=name class="a b" maxlength=40></label>
                    <input id=box type=checkbox><input id=off disabled></form>
                    <button id=go onclick="show.textContent = document.getElementById('name').value">表示</button>
                    <p id=show></p><p id=hidden hidden>x</p><ul><li>一<li>二<li>三</ul>
                    """
                )
            )
            #expect(try await browser.title() == "受付")
            #expect(try await browser.address().hasPrefix("data:text/html"))
            let field = try await browser.find("#name")
            try await field.type(name)
            try await browser.find("#go").click()
            let shown = try await browser.find("#show").text()
            #expect(Array(shown.unicodeScalars) == Array(name.unicodeScalars))
            let value = try #require(try await field.property("value").string)
            #expect(Array(value.unicodeScalars) == Array(name.unicodeScalars))
            #expect(try await field.attribute("class") == "a b")
            #expect(try await field.attribute("nothing") == nil)
            try await field.clear()
            #expect(try await field.property("value").string == "")
            #expect(try await browser.findAll("li").count == 3)
            #expect(try await browser.find("ul").findAll("li").count == 3)
            #expect(try await browser.find("#hidden").isDisplayed() == false)
            #expect(try await browser.find("#off").isEnabled() == false)
            let box = try await browser.find("#box")
            #expect(try await box.isSelected() == false)
            try await box.click()
            #expect(try await box.isSelected())
            #expect(try await browser.find("#show").style("display") == "block")
            let sum = try await browser.run("return {n: arguments[0] + 1, id: arguments[1].id}", [41, box.reference])
            #expect(sum["n"].number == 42)
            #expect(sum["id"].string == "box")
        }
    }

    @Test("ペンの筆圧と傾きが一点ずつ画面に届く")
    func penStroke() async throws {
        try await inBrowser { browser in
            try await browser.navigate(
                to: page(
                    """
                    <div style="height:40px"></div>
                    <canvas id=pad width=400 height=200 style="touch-action:none;display:block;margin-left:30px"></canvas>
                    <script>
                    window.seen = [];
                    const pad = document.getElementById('pad');
                    for (const kind of ['pointerdown', 'pointermove', 'pointerup'])
                      pad.addEventListener(kind, e => seen.push({kind, type: e.pointerType, x: e.offsetX, y: e.offsetY,
                        pressure: e.pressure, tiltX: e.tiltX, tiltY: e.tiltY, buttons: e.buttons}));
                    </script>
                    """
                )
            )
            let stroke = [
                PenPoint(x: 20, y: 30, pressure: 0.25, tiltX: 20, tiltY: -10),
                PenPoint(x: 60, y: 50, pressure: 0.5, tiltX: 25, tiltY: -5),
                PenPoint(x: 120, y: 90, pressure: 0.75, tiltX: 30, tiltY: 0),
            ]
            try await browser.draw(stroke, on: try await browser.find("#pad"))
            let events = try await browser.run("return seen").array ?? []
            #expect(events.allSatisfy { $0["type"].string == "pen" })
            #expect(events.filter { $0["kind"].string == "pointerup" }.count == 1)
            let pressed = events.filter { $0["buttons"].number == 1 }
            #expect(pressed.map { $0["x"].number } == [20, 60, 120])
            #expect(pressed.map { $0["y"].number } == [30, 50, 90])
            let pressures = pressed.compactMap { $0["pressure"].number }
            #expect(pressures.count == 3)
            #expect(zip(pressures, [0.25, 0.5, 0.75]).allSatisfy { abs($0 - $1) < 0.01 })
            #expect(pressed.map { $0["tiltX"].number } == [20, 25, 30])
            #expect(pressed.map { $0["tiltY"].number } == [-10, -5, 0])
        }
    }

    @Test("テンキー、修飾キー、読取機のような連続入力")
    func keys() async throws {
        try await inBrowser { browser in
            try await browser.navigate(
                to: page(
                    """
                    <input id=a><input id=b><button accesskey=s onclick="saved = true">保存</button><script>window.codes = [];
                    addEventListener('keydown', e => codes.push((e.altKey ? 'Alt+' : '') + e.code));</script>
                    """
                )
            )
            try await browser.find("#a").click()
            try await browser.press(Key.numpad(3))
            try await browser.press(Key.tab)
            try await browser.typeKeys("MG1-7K")
            let typed = try await browser.find("#b").property("value").string
            #expect(typed == "MG1-7K")
            try await browser.press("s", holding: [Key.alt])
            #expect(try await browser.run("return saved").bool == true)
            let codes = (try await browser.run("return codes").array ?? []).compactMap(\.string)
            #expect(codes.first == "Numpad3")
            #expect(codes.last == "Alt+KeyS")
            #expect(try await browser.find("#a").property("value").string == "3")
            let focused = try await browser.focused()
            #expect(try await focused.attribute("id") != "a")
        }
    }

    @Test("二つの窓、窓の大きさ、画面の写しと印刷、確認の窓、枠")
    func windowsAndPictures() async throws {
        try await inBrowser { browser in
            try await browser.navigate(
                to: page("<title>一</title><p>表示<iframe srcdoc='<p id=inner>中</p>'></iframe>")
            )
            let first = try await browser.window()
            let second = try await browser.openWindow(.window)
            #expect(try await Set(browser.windows()) == [first, second])
            try await browser.choose(second)
            try await browser.navigate(to: page("<title>二</title>"))
            #expect(try await browser.title() == "二")
            #expect(try await browser.closeWindow() == [first])
            try await browser.choose(first)
            #expect(try await browser.title() == "一")

            let set = try await browser.setWindowRectangle(ScreenRectangle(x: 0, y: 0, width: 900, height: 700))
            #expect(set.width == 900 && set.height == 700)
            #expect(try await browser.windowRectangle() == set)

            let png = try await browser.screenshot()
            #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(try await browser.find("p").screenshot().count < png.count)
            #expect(try await browser.print().starts(with: Data("%PDF-".utf8)))

            try await browser.enterFrame(try await browser.find("iframe"))
            #expect(try await browser.find("#inner").text() == "中")
            try await browser.enterFrame(nil)

            _ = try await browser.run("setTimeout(() => { window.answer = prompt('本当によいですか') }, 0)")
            let question = try await browser.wait(for: "alert") { try await browser.alertText() }
            #expect(question == "本当によいですか")
            try await browser.typeIntoAlert("はい")
            try await browser.acceptAlert()
            #expect(try await browser.run("return answer").string == "はい")
        }
    }

    @Test("待つこと、失敗の種類")
    func waitingAndErrors() async throws {
        try await inBrowser { browser in
            try await browser.navigate(
                to: page(
                    """
                    <p id=old>前</p><script>setTimeout(() => {
                      document.getElementById('old').remove();
                      document.body.insertAdjacentHTML('beforeend', '<p id=late>後で来た</p>') }, 300)</script>
                    """
                )
            )
            let old = try await browser.find("#old")
            try await browser.waitFor("#late", containing: "来た")
            try await browser.waitUntilGone("#old")
            #expect(await kind { _ = try await old.text() } == .staleElementReference)
            #expect(await kind { _ = try await browser.find("#none") } == .noSuchElement)
            #expect(await kind { _ = try await browser.find("p[") } == .invalidSelector)
            #expect(await kind { _ = try await browser.run("throw new Error('x')") } == .javascriptError)
            #expect(await kind { _ = try await browser.alertText() } == .noSuchAlert)
            #expect(await kind { try await browser.choose(Window(handle: "none")) } == .noSuchWindow)
            #expect(
                await kind { try await browser.waitFor("#none", upTo: .milliseconds(80)) } == .waitedTooLong
            )
            try await browser.close()
            #expect(await kind { _ = try await browser.title() } == .invalidSessionID)
        }
    }

    @Test("動いていないドライバーと、無いプログラム")
    func noDriver() async {
        // Port 9 (discard) is never served here.
        #expect(await kind { _ = try await Browser.open(atPort: 9) } == .unreachable)
        #expect(await kind { _ = try await ChromeDriver.start(program: "/nonexistent/chromedriver") } == .unreachable)
    }

    private func kind(_ body: () async throws -> Void) async -> WebDriverError.Kind? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? WebDriverError)?.kind
        }
    }
}

@Suite("WebDriver の文書")
struct WebDriverWireTests {
    @Test("JSON は往復して変わらない")
    func json() throws {
        let text = #"{"a":[1,2.5,true,false,null,"辻󠄂"],"b":{"c":""}}"#
        let value = try JSON(bytes: Data(text.utf8))
        #expect(value["a"][0].number == 1)
        #expect(value["a"][1].number == 2.5)
        #expect(value["a"][2].bool == true)
        #expect(value["a"][4].isNull)
        #expect(value["a"][9].isNull)
        #expect(value["b"]["c"].string == "")
        let again = try JSON(bytes: try value.bytes())
        #expect(Array(again["a"][5].string?.unicodeScalars ?? "".unicodeScalars).map(\.value) == [0x8FBB, 0xE0102])
        let whole: JSON = 5.0
        #expect(String(decoding: try whole.bytes(), as: UTF8.self) == "5")
    }

    @Test("標準のエラー名と、知らない名")
    func errors() {
        let known: JSON = ["error": "no such element", "message": "first line\n  (build info)"]
        #expect(WebDriverError(answer: known).kind == .noSuchElement)
        #expect(WebDriverError(answer: known).message == "first line")
        #expect(WebDriverError(answer: ["error": "brand new"]).kind == .unknownError)
        #expect(WebDriverError(answer: nil).kind == .unknownError)
    }

    @Test("ポートの知らせは書きかけのあいだは読まない")
    func port() {
        #expect(ChromeDriver.announcedPort(in: "ChromeDriver was started successfully on port 37807.\n") == 37807)
        #expect(ChromeDriver.announcedPort(in: "ChromeDriver was started successfully on port 378") == nil)
        #expect(ChromeDriver.announcedPort(in: "Starting ChromeDriver 156 on port 0\n") == nil)
    }

    @Test("HTTP の答えは、そろうまで待ち、読めないものは断る")
    func httpAnswers() throws {
        // ChromeDriver writes no space after the colon.
        let whole = Data("HTTP/1.1 404 Not Found\r\nContent-Length:2\r\nX:y\r\n\r\n{}".utf8)
        for length in 0..<whole.count {
            #expect(try LoopbackHTTP.answer(in: whole.prefix(length)) == nil)
        }
        let answer = try #require(try LoopbackHTTP.answer(in: whole))
        #expect(answer.status == 404)
        #expect(answer.body == Data("{}".utf8))
        #expect(throws: WebDriverError.self) { try LoopbackHTTP.answer(in: Data("SSH-2.0\r\n\r\n".utf8)) }
        #expect(throws: WebDriverError.self) { try LoopbackHTTP.answer(in: Data("HTTP/1.1 200 OK\r\n\r\n".utf8)) }
    }

    @Test("キーの番号は標準の表のとおり")
    func keyTable() {
        #expect(Key.numpad(0).unicodeScalars.first?.value == 0xE01A)
        #expect(Key.numpad(9).unicodeScalars.first?.value == 0xE023)
        #expect(Key.function(1).unicodeScalars.first?.value == 0xE031)
        #expect(Key.function(12).unicodeScalars.first?.value == 0xE03C)
    }
}
