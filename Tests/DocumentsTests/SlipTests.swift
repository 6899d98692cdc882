import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Documents

@Suite("手続案内書・二次元コード・署名")
struct SlipTests {
    private func slip(stops: Int, ticket: String? = "IS1T7K3M9QXR2HVC5") throws -> GuidanceSlip {
        GuidanceSlip(
            town: "例示市",
            receptionNumber: "A-0127",
            issued: try #require(CivilDate(year: 2026, month: 4, day: 10)),
            people: [RegisteredText(Paper.tsuji + "　健一")],
            stops: (1...max(1, stops)).map { number in
                GuidanceSlip.Stop(
                    counter: "窓口課\(number)",
                    number: "\(number)番窓口",
                    floor: "本館 \(number)階",
                    site: "本庁",
                    procedures: [
                        GuidanceSlip.Procedure(
                            name: "手続\(number)",
                            persons: [RegisteredText(Paper.yoshida)],
                            bring: ["本人確認書類"],
                            deadline: "4月15日（水）まで",
                            isDone: number == 1
                        )
                    ],
                    isDone: number == 1
                )
            },
            later: [GuidanceSlip.LaterItem(name: "水道", place: "水道局")],
            contacts: ["電話 0270-00-0000"],
            ticket: ticket
        )
    }

    @Test("窓口の順・番号・階・持ち物・期限が載り、字形は正しい", arguments: [1, 5, 25])
    func content(stops: Int) throws {
        let report = try Paper.verifier.get().report(try Paper.renderer.get().slip(try slip(stops: stops)))
        #expect(report.faults == [])
        let text = report.text.joined()
        var last = text.startIndex
        for number in 1...stops {
            let place = try #require(text.range(of: "\(number)番窓口　窓口課\(number)", range: last..<text.endIndex))
            last = place.upperBound
        }
        for word in ["手続案内書", "A-0127", "令和8年4月10日", "本館 1階", "持ち物：本人確認書類", "期限：4月15日（水）まで", "水道局"] {
            #expect(stops == 1 && (word.hasPrefix("持ち物") || word.hasPrefix("期限")) || text.contains(word), "\(word)")
        }
    }

    @Test("あとで行う手続がいくつあっても、一つの窓口に集まっていても、下の余白に入らず、一つも欠けない", arguments: [1, 3, 12])
    func bottomMargin(places: Int) throws {
        for count in stride(from: 1, through: 90, by: 8) {
            var paper = try slip(stops: 4)
            paper.later = (1...count).map { number in
                GuidanceSlip.LaterItem(
                    name: number.isMultiple(of: 5) ? "｜手続《てつづき》その\(number)番" : "手続その\(number)番",
                    place: "窓口\(number % places)",
                    deadline: number.isMultiple(of: 3) ? "12月4日（金）まで" : nil,
                    bring: number.isMultiple(of: 4) ? ["本人確認書類", "印鑑登録証、個人番号カードなど、本人と分かるもの"] : []
                )
            }
            var layout = SlipLayout(try Paper.renderer.get().library, paper)
            var words = ""
            for page in layout.pages() {
                let items = page.groups.dropLast().flatMap(\.items)
                for case .text(let run) in items {
                    #expect(run.at.y < 287.2, "\(count) \(run.letters.map(\.letter.text).joined())")
                    words += run.letters.map(\.letter.text).joined()
                }
            }
            for number in 1...count { #expect(words.contains("その\(number)番"), "\(number) of \(count)") }
        }
    }

    @Test("紙に出した二次元コードは、読み取り機で元の文字に戻る")
    func codeIsRead() throws {
        let file = try Paper.temporaryFile(try Paper.renderer.get().slip(try slip(stops: 2)), ".pdf")
        let picture = file.deletingPathExtension()
        defer {
            try? FileManager.default.removeItem(at: file)
            try? FileManager.default.removeItem(at: picture.appendingPathExtension("png"))
        }
        let drawn = try Paper.run("pdftoppm", ["-r", "200", "-png", "-singlefile", file.path(), picture.path()])
        #expect(drawn.status == 0)
        let read = try Paper.run("zbarimg", ["-q", "--raw", picture.path() + ".png"])
        #expect(read.output == "IS1T7K3M9QXR2HVC5\n")
    }

    @Test("英数字の受付券は小さな符号になり、空や長すぎる文字は符号にならない")
    func codeSizes() throws {
        // Alphanumeric letters in version 1: 20 at correction M, 16 at Q (JIS X 0510, table 7).
        #expect(try #require(QRCode("IS1T7K3M9QXR2HVC5")).side == 21)
        #expect(try #require(QRCode("IS1T7K3M9QXR2HVC5", correction: .quartile)).side == 25)
        #expect(QRCode("") == nil)
        #expect(QRCode("a\u{0}b") == nil)
        #expect(QRCode(String(repeating: "a", count: 3_000)) == nil)
        let code = try #require(QRCode("A"))
        // Finder patterns in three corners.
        for (row, column) in [(0, 0), (0, code.side - 1), (code.side - 1, 0)] {
            #expect(code.isDark(row: row, column: column))
        }
    }

    @Test("署名は欄の中に、ゆがまずに描かれる")
    func inkStaysInside() throws {
        let points = (0...40).map { step in
            StrokePoint(x: Double(step) / 40, y: step.isMultiple(of: 2) ? 0 : 1, time: step * 8, pressure: 0.5)
        }
        let ink = SignatureInk(strokes: [Stroke(points)], aspect: 4)
        #expect(ink.refusal == nil)
        let area = PageArea(x: 100, y: 200, width: 60, height: 20)
        var corners: [PagePoint] = []
        for case .path(let steps, _) in InkDrawing.items(ink, in: area) {
            for step in steps {
                switch step {
                case .move(let to), .line(let to), .curve(_, _, let to): corners.append(to)
                case .close: break
                }
            }
        }
        let width = (corners.map(\.x).max() ?? 0) - (corners.map(\.x).min() ?? 0)
        let height = (corners.map(\.y).max() ?? 0) - (corners.map(\.y).min() ?? 0)
        #expect(abs(width - 60) < 1e-9 && abs(height - 15) < 1e-9)
        #expect(corners.allSatisfy { (100...160).contains($0.x) && (200...220).contains($0.y) })
    }

    @Test("空の署名、点ひとつ、枠の外、数でない値は断る")
    func inkRefused() {
        func ink(_ points: [StrokePoint]) -> SignatureInk { SignatureInk(strokes: [Stroke(points)], aspect: 4) }
        let dot = StrokePoint(x: 0.5, y: 0.5, time: 0, pressure: 0.5)
        #expect(SignatureInk(strokes: [], aspect: 4).refusal == .empty)
        #expect(ink([]).refusal == .empty)
        #expect(ink([dot]).refusal == .tooShort)
        #expect(ink([dot, dot, dot, dot, dot]).refusal == .tooShort)
        #expect(ink([dot, StrokePoint(x: 3, y: 0.5, time: 1, pressure: 0.5)]).refusal == .damaged)
        #expect(ink([StrokePoint(x: .nan, y: 0.5, time: 1, pressure: 0.5)]).refusal == .damaged)
    }

    @Test("欄のない署名は印刷を止める")
    func inkWithoutArea() throws {
        let points = (0...9).map { StrokePoint(x: Double($0) / 10, y: 0.5, time: $0, pressure: 0.5) }
        let ink = SignatureInk(strokes: [Stroke(points)], aspect: 4)
        let form = PrintedForm(Paper.form(["山田"]), ink: ["届出人": ink])
        #expect(try Paper.renderer.get().problems(in: form).map(\.kind) == [.signature])
    }

    @Test("画面の控えは、使う字形をすべて自分で持ち、外を参照しない")
    func preview() throws {
        let (form, data) = try Paper.sample("resident-move", "family-of-five")
        let filled = FormFilling(form).draft(from: data).form
        let pages = try Paper.renderer.get().preview(of: PrintedForm(filled))
        let svg = try #require(pages.first)
        let defined = Set(svg.matches(of: /<path id="(g\d+)"/).map { String($0.1) })
        let used = Set(svg.matches(of: /<use href="#(g\d+)"/).map { String($0.1) })
        #expect(defined.count > 50)
        #expect(used == defined)
        #expect(!svg.contains("<text") && !svg.contains("url(") && !svg.contains("<script"))
    }
}

@Suite("手続案内書の言葉と見取図")
struct SlipWordsTests {
    @Test("ふりがなは漢字の上に付き、本文の文字は変わらない")
    func ruby() {
        let text = RubyText("｜今日《きょう》 ｜行《い》く窓口《まどぐち》へ")
        #expect(text.base == "今日 行く窓口へ")
        #expect(text.readings.map(\.text) == ["きょう", "い", "まどぐち"])
        #expect(text.readings.map(\.letters) == [0..<2, 3..<4, 5..<7])
        // A selector belongs to its letter; brackets that are not closed are text.
        let named = RubyText("｜\(Paper.tsuji)《つじ》さん《")
        #expect(named.base == "\(Paper.tsuji)さん《")
        #expect(named.readings.map(\.letters) == [0..<1])
        #expect(RubyText("かな《ルビ》").readings.isEmpty)
    }

    @Test("やさしい日本語の案内書は、文言がすべて替わり、ふりがなと見取図が載る")
    func easyJapanese() throws {
        let plan = FloorPlan(
            size: PageSize(width: 150, height: 90),
            drawing: [.rectangle(PageArea(x: 2, y: 2, width: 146, height: 86), Paint(stroke: Pen(1)))]
        )
        let easy = ["slip.title": "｜手続《てつづき》の ご｜案内《あんない》", "slip.stops": "｜行《い》く｜窓口《まどぐち》"]
        let slip = GuidanceSlip(
            town: "例示市",
            receptionNumber: "A-0127",
            issued: try #require(CivilDate(year: 2026, month: 4, day: 10)),
            people: [RegisteredText(Paper.tsuji)],
            stops: [GuidanceSlip.Stop(counter: "｜市民課《しみんか》", floor: "1階", site: "本庁", procedures: [])],
            words: SlipWords { easy[$0] ?? $0 },
            maps: [.init(title: "本庁　1階", plan: plan, spots: [.init(number: 1, at: PagePoint(20, 20))])]
        )
        let report = try Paper.verifier.get().report(try Paper.renderer.get().slip(slip))
        #expect(report.faults == [])
        let text = report.text.joined()
        for word in ["手続の ご案内", "てつづき", "行く窓口", "しみんか", "本庁　1階", "窓口の場所"] { #expect(text.contains(word), "\(word)") }
        #expect(!text.contains("《") && !text.contains("｜") && !text.contains("今日まわる窓口"))
    }
}
