import Foundation
import Madoguchi
import Rules
import Testing

@testable import Procedures

@Suite("様式ファイルの読み取り")
struct ReaderTests {
    private static let boxes = """
        form: test
        title: 試験
        version: "1"
        items: {氏名: text, 人々: list}
        boxes:
          - {id: 氏名, rect: [10, 10, 50, 8], value: 氏名}
        """

    private func read(_ svg: String, _ boxes: String = ReaderTests.boxes) -> (Form?, [Diagnostic]) {
        var reader = FormReader()
        let form = reader.form(
            drawing: .init(path: "form.svg", bytes: Array(svg.utf8)),
            boxes: .init(path: "boxes.yaml", bytes: Array(boxes.utf8))
        )
        return (form, reader.diagnostics)
    }

    private func svg(_ body: String, _ head: String = "") -> String {
        head + "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\">\n"
            + body + "\n</svg>"
    }

    @Test("図形は、変換を経てmmの位置になる")
    func figures() throws {
        let (form, diagnostics) = read(
            svg(
                """
                <g transform="translate(10 20) scale(2)" stroke="black" fill="none" stroke-width="0.2">
                <line x1="1" y1="2" x2="3" y2="4"/>
                <path d="m1,1 2 0v2h-2z"/>
                </g>
                """
            )
        )
        #expect(diagnostics == [])
        let pen = Paint(stroke: Pen(0.4))
        #expect(
            try #require(form).sheet.drawing == [
                .path([.move(PagePoint(12, 24)), .line(PagePoint(16, 28))], pen),
                .path(
                    [
                        .move(PagePoint(12, 22)), .line(PagePoint(16, 22)), .line(PagePoint(16, 26)),
                        .line(PagePoint(12, 26)), .close,
                    ],
                    pen
                ),
            ]
        )
    }

    @Test("見出しの文字は、書体・大きさ・揃え・均等割付・縦書きを保つ。事務処理欄は別になる")
    func labels() throws {
        let (form, diagnostics) = read(
            svg(
                """
                <text x="10" y="20" font-family="BIZ UDMincho" font-size="4" text-anchor="middle">氏　名</text>
                <g id="office"><text x="1" y="2" font-family="'BIZ UDGothic'" style="font-weight:bold;font-size:3px"
                  textLength="30" writing-mode="vertical-rl">受付<tspan x="5" y="6">番号</tspan></text></g>
                """
            )
        )
        #expect(diagnostics == [])
        let sheet = try #require(form).sheet
        let size = 72 / 25.4
        #expect(
            sheet.drawing == [
                .label(Label("氏　名", at: PagePoint(10, 20), font: .mincho, size: 4 * size, align: .centre))
            ]
        )
        #expect(
            sheet.officeDrawing == [
                .label(
                    Label(
                        "受付",
                        at: PagePoint(1, 2),
                        font: .gothicBold,
                        size: 3 * size,
                        isVertical: true,
                        spread: 30
                    )
                ),
                .label(Label("番号", at: PagePoint(5, 6), font: .gothicBold, size: 3 * size, isVertical: true)),
            ]
        )
    }

    @Test(
        "危ない書き方と使えない書き方は、場所とともに断る",
        arguments: [
            ("<script>alert(1)</script>", "<script>"), ("<image href=\"file:///etc/passwd\"/>", "href"),
            ("<use href=\"#a\"/>", "href"), ("<foreignObject/>", "<foreignObject>"), ("<a><line/></a>", "<a>"),
            ("<style>@import url(x)</style>", "<style>"), ("<line onload=\"x\"/>", "onload"),
            ("<rect x=\"1\" y=\"1\" width=\"-5\" height=\"1\"/>", "<rect>"),
            ("<path d=\"M0 0A5 5 0 0 1 9 9\"/>", "<path>"), ("<path d=\"M0 0L1\"/>", "<path>"),
            ("<line x1=\"1e400\"/>", "<line>"), ("<line x1=\"99999\" stroke=\"black\"/>", "<line>"),
            ("<text x=\"1e18\" y=\"9e99\">遠</text>", "遠く"), ("<text textLength=\"1e15\">長い</text>", "textLength"),
            ("<text font-family=\"Arial\">A</text>", "Arial"), ("<g transform=\"skewX(3)\"/>", "transform"),
            ("<text transform=\"rotate(30)\">傾き</text>", "傾け"), ("<line stroke=\"hotpink\"/>", "hotpink"),
        ]
    )
    func refused(body: String, word: String) {
        let (form, diagnostics) = read(svg(body))
        #expect(form == nil)
        #expect(diagnostics.contains { $0.message.contains(word) && $0.file == "form.svg" && $0.line == 2 })
    }

    @Test("実体の爆発と外部実体は、開く前に断る")
    func entities() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n"
        for head in [bomb, "<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">", "<?xml-stylesheet href=\"x\"?>"] {
            let (form, diagnostics) = read(svg("<line/>", head))
            #expect(form == nil)
            #expect(!diagnostics.isEmpty)
        }
    }

    @Test("大きすぎる図面と深すぎる入れ子は、限りある時間で断る")
    func limits() {
        let deep = String(repeating: "<g>", count: 5_000) + String(repeating: "</g>", count: 5_000)
        let many = String(repeating: "<line/>", count: 20_001)
        let huge = "<desc>" + String(repeating: "a", count: 4 << 20) + "</desc>"
        for body in [deep, many, huge] {
            let (form, diagnostics) = read(svg(body))
            #expect(form == nil)
            #expect(!diagnostics.isEmpty)
        }
    }

    @Test(
        "UTF-8でない名前や壊れたXMLは、落ちずに行と列で断る",
        arguments: [
            [0x3C, 0xFF, 0x3E], [0x3C, 0xE3, 0x81, 0x3E], Array("<svg".utf8), Array("<svg></g>".utf8),
            Array("<svg/><svg/>".utf8), Array("<svg a=1/>".utf8), Array("<svg a=\"&x;\"/>".utf8),
            Array("<svg>&#xD800;</svg>".utf8), Array("<a:b:c/>".utf8), Array("text".utf8), [],
        ] as [[UInt8]]
    )
    func malformed(bytes: [UInt8]) {
        var reader = DrawingReader(path: "form.svg")
        #expect(reader.read(bytes) == nil)
        #expect(!reader.diagnostics.isEmpty)
    }

    @Test("名前空間の接頭辞つきのSVGも読み、ほかの名前空間の要素は読み飛ばす")
    func prefixes() throws {
        let text = """
            <s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:i="urn:i" width="210mm" height="297mm" viewBox="0 0 210 297">
            <i:view><s:line x2="1" stroke="black"/></i:view><s:line x2="2" stroke="black"/>
            </s:svg>
            """
        var reader = DrawingReader(path: "form.svg")
        let read = reader.read(Array(text.utf8))
        let drawing = try #require(read)
        #expect(drawing.figures.count == 1)
    }

    @Test("欄の書き間違いは、行と列で告げる")
    func boxMistakes() {
        let boxes = """
            form: test
            title: 試験
            version: "1"
            items: {氏名: text, 生年月日: date}
            boxes:
              - {id: 一, rect: [10, 10, 500, 8], value: 氏名}
              - {id: 一, rect: [10, 10, 50, 8], value: 名前}
              - {id: 二, rect: [10, 10, 50], value: 氏名}
              - {id: 三, rect: [10, 10, 50, 8], value: "氏名 +"}
              - {id: 四, rect: [10, 10, 50, 8], value: 氏名, colour: red}
              - {id: 五, rect: [10, 10, 50, 8], value: 生年月日, part: weekday}
              - {id: 六, rect: [10, 10, 50, 8], value: 氏名, part: era, comb: 4}
            """
        let (form, diagnostics) = read(svg(""), boxes)
        #expect(form == nil)
        #expect(diagnostics.allSatisfy { $0.file == "boxes.yaml" && $0.line > 0 && $0.column > 0 && !$0.hint.isEmpty })
        for line in 6...12 { #expect(diagnostics.contains { $0.line == line }, "line \(line)") }
    }

    @Test("用紙からはみ出す表は断る")
    func tableTooLong() {
        let boxes =
            ReaderTests.boxes + """

                tables:
                  - id: 人々
                    rows: 人々
                    as: 人
                    step: 30
                    capacity: 10
                    boxes: [{id: 氏名, rect: [10, 20, 50, 8], value: 人.氏名}]
                """
        let (form, diagnostics) = read(svg(""), boxes)
        #expect(form == nil)
        #expect(diagnostics.count == 1)
    }

    @Test("でたらめに壊した図面と欄でも落ちない", arguments: 1...5 as ClosedRange<UInt64>)
    func fuzz(seed: UInt64) {
        let whole = Array(
            svg(
                """
                <g transform="matrix(1 0 0 1 2 3)"><path d="M1 2C3 4 5 6 7 8S1 2 3 4Q1 2 3 4T5 6z" stroke="#123"/>
                <text x="1" y="2" font-size="3">氏名<tspan x="2">名</tspan></text><polygon points="1,2 3,4 5,6"/></g>
                """
            ).utf8
        )
        var random = Seeded(seed)
        var accepted = 0
        for _ in 0..<200 {
            var bytes = whole
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: whole[..<min(place, 40)], at: place)
                }
            }
            var reader = FormReader()
            let form = reader.form(
                drawing: .init(path: "form.svg", bytes: bytes),
                boxes: .init(path: "boxes.yaml", bytes: Array(ReaderTests.boxes.utf8))
            )
            let diagnostics = reader.diagnostics
            // Either a form or a reason, never neither.
            #expect((form == nil) != diagnostics.allSatisfy { $0.severity != .error })
            accepted += form == nil ? 0 : 1
        }
        #expect(accepted > 0)
    }
}
