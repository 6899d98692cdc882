import Japanese
import Madoguchi

/// The guidance slip on A4 (手続案内書): large type for people who are old or in a hurry, one block per counter in the order
/// of the way, the number over the counter as the largest thing in it.
struct SlipLayout {
    let slip: GuidanceSlip
    var page: SlipPage
    private(set) var problems: [DocumentProblem] = []

    private static let width = SlipPage.right - SlipPage.left
    static let shade = Paint(fill: .grey(232))

    /// Small print that stands behind the maps instead of in its place (紙がいっぱいのとき).
    enum Deferred: CaseIterable {
        case nothing, things, thingsAndLaws
    }

    let deferred: Deferred
    private let library: FontLibrary

    init(_ library: FontLibrary, _ slip: GuidanceSlip, deferred: Deferred = .nothing) {
        self.slip = slip
        self.library = library
        self.deferred = deferred
        page = SlipPage(library)
    }

    mutating func pages() -> [DisplayPage] {
        // The way comes first: the small print stands in its place only where it takes no sheet more.
        let tries = Deferred.allCases.map { SlipLayout(library, slip, deferred: $0) }
        let least = tries.map(\.sheets).min()
        if let best = tries.first(where: { $0.sheets == least }) { self = best }
        way()
        maps()
        notes()
        let (number, words) = (slip.receptionNumber, slip.words)
        page.numberPages { place, count in
            let template = SentenceTemplate(RubyText(words[.page]).base)
            let pages = template.filled(with: ["番号": String(place), "枚数": String(count)])
            return "\(RubyText(words[.number]).base) \(number)　\(pages)"
        }
        for letter in page.missing {
            let kind = DocumentProblem.Kind.missingGlyph(codePoints: letter.codePoints)
            problems.append(DocumentProblem(kind, form: "手続案内書", field: "記載内容"))
        }
        return page.pages
    }

    /// The counters, what can wait, and whom to ask.
    private mutating func way() {
        head()
        stops()
        later()
        foot()
    }

    /// How many sheets the way fills, front and back.
    private var sheets: Int {
        var tried = self
        tried.way()
        return (tried.page.pages.count + 1) / 2
    }

    private mutating func head() {
        let hasCode = slip.ticket != nil
        let width = SlipLayout.width - (hasCode ? 42 : 0)
        if let ticket = slip.ticket { code(ticket) }
        page.write(slip.town, .gothic, 12, x: SlipPage.left, width: width)
        page.write(slip.words[.title], .gothicBold, 26, x: SlipPage.left, width: width, role: .heading)
        page.y += 1
        page.write("\(slip.words[.number])　\(slip.receptionNumber)", .gothicBold, 18, x: SlipPage.left, width: width)
        let issued = slip.issued.wareki(in: slip.eras)?.text ?? slip.issued.westernText
        page.write("\(slip.words[.issued])　\(issued)", .gothic, 11, x: SlipPage.left, width: width)
        if !slip.people.isEmpty {
            page.y += 1.5
            page.write(slip.words[.people], .gothic, 11, x: SlipPage.left, width: width)
            for line in names(width) { page.write(line, .registered, 14, x: SlipPage.left, width: width) }
        }
        page.y = max(page.y, hasCode ? 58 : 0) + 3
    }

    /// The names, as many to a line as fit whole.
    private func names(_ width: Double) -> [String] {
        var lines: [String] = []
        for person in slip.people {
            let name = "\(person.string) \(slip.words[.honorific])"
            if let last = lines.last, page.height("\(last)　　\(name)", .registered, 14, width: width) < 10 {
                lines[lines.count - 1] = "\(last)　　\(name)"
            } else {
                lines.append(name)
            }
        }
        return lines
    }

    private mutating func code(_ ticket: String) {
        guard let code = QRCode(ticket, correction: .quartile) else {
            problems.append(DocumentProblem(.code, form: "手続案内書", field: "二次元コード"))
            return
        }
        let area = PageArea(x: SlipPage.right - 36, y: 12, width: 36, height: 36)
        page.draw(code.figure(in: area), role: .figure("窓口で読み取る二次元コード"))
        let place = page.y
        page.y = 48
        page.write(slip.words[.show], .gothicBold, 10, x: SlipPage.right - 40, width: 40, align: .centre)
        // The letters below the code can be typed where no reader is at hand.
        page.y = 53
        let letters = (try? Ticket(reading: ticket))?.spaced ?? ticket
        page.write(letters, .gothic, 8, x: SlipPage.right - 46, width: 46, align: .right)
        page.y = place
    }

    mutating func section(_ title: String, _ explanation: String) {
        _ = page.ensure(45)
        // Readings above the words want room of their own within the bar.
        func ruby(_ text: String, _ size: Double) -> Double { SlipPage.rubyRoom(RubyText(text), size) }
        let extra = max(ruby(title, 15), ruby(explanation, 11))
        let top = page.y
        page.draw(
            .rectangle(
                PageArea(x: SlipPage.left, y: top, width: SlipLayout.width, height: 9 + extra),
                Paint(fill: .grey(40))
            )
        )
        page.y = top + 0.9 + extra - ruby(title, 15)
        page.write(title, .gothicBold, 15, x: SlipPage.left + 3, width: 90, colour: .white, role: .heading)
        page.y = top + 2 + extra - ruby(explanation, 11)
        page.write(explanation, .gothic, 11, x: 92, width: SlipPage.right - 95, align: .right, colour: .white)
        page.y = top + 2 + extra + SlipPage.step(11) + 4.4
    }

    private mutating func stops() {
        guard !slip.stops.isEmpty else { return }
        section(slip.words[.stops], slip.words[.stopsNote])
        if let hours = commonHours {
            page.y -= 1.4
            page.write("\(slip.words[.hours])　\(hours)", .gothic, 11, x: SlipPage.left + 3, width: SlipLayout.width - 6)
            page.y += 1.4
        }
        for (index, stop) in slip.stops.enumerated() {
            _ = page.ensure(height(of: stop) + 3)
            if index > 0, page.y > 20 { arrow() }
            self.stop(stop, number: index + 1)
        }
        page.y += 3
    }

    /// The opening hours where they are the same everywhere; told once then.
    private var commonHours: String? {
        let hours = Set(slip.stops.map { $0.hours ?? "" })
        return hours.count == 1 ? slip.stops.first?.hours : nil
    }

    private mutating func arrow() {
        let middle = SlipPage.left + 9
        page.draw(
            .path(
                [
                    .move(PagePoint(middle - 3, page.y - 2.6)), .line(PagePoint(middle + 3, page.y - 2.6)),
                    .line(PagePoint(middle, page.y + 0.4)), .close,
                ],
                Paint(fill: .grey(90))
            )
        )
        page.y += 1.2
    }

    private static let textLeft = SlipPage.left + 22
    private static let textWidth = SlipPage.right - 24 - textLeft

    private mutating func stop(_ stop: GuidanceSlip.Stop, number: Int) {
        let top = page.y
        let height = height(of: stop)
        let frame = PageArea(x: SlipPage.left, y: top, width: SlipLayout.width, height: height)
        page.draw(.rectangle(PageArea(x: frame.x, y: top, width: 18, height: height), SlipLayout.shade))
        page.draw(.rectangle(frame, Paint(stroke: Pen(0.5))))
        page.y = top + min(height / 2, 12) - 5.6
        page.write("\(number)", .gothicBold, 24, x: SlipPage.left, width: 18, align: .centre)
        page.y = top + 1.6
        page.write(SlipLayout.name(stop), .gothicBold, 16, x: SlipLayout.textLeft, width: SlipLayout.textWidth)
        let isBeside = isBeside(stop)
        if isBeside { page.y -= SlipPage.step(11.5) + SlipPage.rubyRoom(RubyText(place(stop)), 11.5) + 0.4 }
        let align: TextAlign = isBeside ? .right : .left
        page.write(
            place(stop),
            .gothic,
            11.5,
            x: SlipLayout.textLeft,
            width: SlipLayout.textWidth - (isBeside ? 4 : 0),
            align: align
        )
        if isBeside { page.y += 0.4 }
        page.y += 1
        for procedure in stop.procedures { self.procedure(procedure) }
        doneBox(stop.isDone, top: top + 1.8)
        page.y = top + height + 3
    }

    private static func name(_ stop: GuidanceSlip.Stop) -> String {
        stop.number.map { "\($0)　\(stop.counter)" } ?? stop.counter
    }

    private func place(_ stop: GuidanceSlip.Stop) -> String {
        let hours = commonHours == nil ? stop.hours.map { "\(slip.words[.hours]) \($0)" } : nil
        return ["\(stop.site)　\(stop.floor)", hours].compactMap { $0 }.joined(separator: "　")
    }

    /// Whether counter and place find room in one line.
    private func isBeside(_ stop: GuidanceSlip.Stop) -> Bool {
        let room = SlipLayout.textWidth - 4
        return page.height(place(stop), .gothic, 11.5, width: room * 0.46) < 8
            && page.height(SlipLayout.name(stop), .gothicBold, 16, width: room * 0.54) < 10
    }

    private mutating func procedure(_ procedure: GuidanceSlip.Procedure) {
        for line in lines(procedure) {
            page.write(
                line.text,
                line.font,
                line.size,
                x: SlipLayout.textLeft + line.indent,
                width: SlipLayout.width(of: line)
            )
        }
        page.y += 0.8
    }

    /// One paragraph of a procedure.
    struct Line {
        let text: String
        let font: FormFont
        let size: Double
        let indent: Double
        /// Stands below the box for the stamp, and so may use its breadth.
        var isWide = false
    }

    static func width(of line: Line) -> Double {
        (line.isWide ? SlipPage.right - 4 - textLeft : textWidth) - line.indent
    }

    private func height(of stop: GuidanceSlip.Stop) -> Double {
        let width = SlipLayout.textWidth
        var height = 1.6 + page.height(SlipLayout.name(stop), .gothicBold, 16, width: width)
        height += (isBeside(stop) ? 0 : page.height(place(stop), .gothic, 11.5, width: width)) + 1
        for procedure in stop.procedures {
            height += lines(procedure).reduce(0.8) { sum, line in
                sum + page.height(line.text, line.font, line.size, width: SlipLayout.width(of: line))
            }
        }
        return max(height + 1.2, 21)
    }

    /// Where the clerk stamps, or the mark that this counter is done.
    private mutating func doneBox(_ isDone: Bool, top: Double) {
        let area = PageArea(x: SlipPage.right - 20, y: top, width: 16, height: 13.6)
        page.draw(.rectangle(area, Paint(stroke: Pen(0.4, dashes: isDone ? [] : [1.2, 0.8]))))
        // Readings keep off the frame.
        let room = SlipPage.rubyRoom(RubyText(slip.words[.stamp]), 10)
        page.y = top + (isDone || room > 0 ? 1.4 : 0.6)
        page.write(
            isDone ? slip.words[.done] : slip.words[.stamp],
            .gothicBold,
            isDone ? 26 : 10,
            x: area.x,
            width: area.width,
            align: .centre,
            colour: isDone ? .black : .grey(110)
        )
    }

    private mutating func foot() {
        for note in slip.notes {
            _ = page.ensure(8)
            page.write("・\(note)", .gothic, 11.5, x: SlipPage.left + 2, width: SlipLayout.width - 4)
        }
        guard !slip.contacts.isEmpty else { return }
        page.y += 2
        _ = page.ensure(Double(slip.contacts.count + 1) * 6.5)
        page.draw(
            .line(from: PagePoint(SlipPage.left, page.y), to: PagePoint(SlipPage.right, page.y), Pen(0.3))
        )
        page.y += 1.5
        page.write(slip.words[.help], .gothicBold, 12, x: SlipPage.left, width: SlipLayout.width)
        for contact in slip.contacts {
            page.write(contact, .gothic, 12, x: SlipPage.left + 2, width: SlipLayout.width - 2)
        }
    }
}
