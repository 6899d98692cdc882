import Madoguchi

/// Writes downwards on pages: the pen of the guidance slip.
struct SlipPage {
    static let size = PageSize.a4
    static let left = 15.0
    static let right = 195.0
    static let bottom = 285.0

    private let typesetter: Typesetter
    private(set) var pages: [DisplayPage] = [DisplayPage(size: SlipPage.size)]
    private(set) var missing: [Letter] = []
    var y = 14.0

    init(_ library: FontLibrary) {
        typesetter = Typesetter(library: library)
    }

    /// Begins a page if less than `height` millimetres are left; true where it did.
    mutating func ensure(_ height: Double) -> Bool {
        guard y + height > SlipPage.bottom, y > 20 else { return false }
        pages.append(DisplayPage(size: SlipPage.size))
        y = 16
        return true
    }

    /// How high the text will be, in millimetres.
    func height(_ text: String, _ font: FormFont, _ size: Double, width: Double) -> Double {
        let rooms = rooms(text, font, size, width: width)
        return rooms.reduce(0) { $0 + $1 + SlipPage.step(size) }
    }

    /// The room above each line of a text: some where the line has readings.
    func rooms(_ text: String, _ font: FormFont, _ size: Double, width: Double) -> [Double] {
        let ruby = RubyText(text)
        let room = SlipPage.rubyRoom(ruby, size)
        var first = 0
        return lines(ruby.base, font, size, width).map { line in
            defer { first += line.count }
            return ruby.readings.contains { (first..<first + line.count).contains($0.letters.lowerBound) } ? room : 0
        }
    }

    /// Writes text from the current height downwards and moves below it.
    mutating func write(
        _ text: String,
        _ font: FormFont,
        _ size: Double,
        x: Double,
        width: Double,
        align: TextAlign = .left,
        colour: Colour = .black,
        role: DisplayGroup.Role = .text
    ) {
        let ruby = RubyText(text)
        var items: [DisplayItem] = []
        var above: [DisplayItem] = []
        var first = 0
        let lines = zip(lines(ruby.base, font, size, width), rooms(text, font, size, width: width))
        for (line, room) in lines {
            y += room
            let area = PageArea(x: x, y: y, width: width, height: SlipPage.step(size))
            let style = TextStyle(font: font, size: size, align: align, padding: 0)
            let runs = typesetter.runs(FittedText(size: size, lines: [line]), style, in: area, colour: colour)
            items += runs.map { .text($0) }
            for reading in ruby.readings where (first..<first + line.count).contains(reading.letters.lowerBound) {
                above += readings(reading, line, first, runs.first?.at.x ?? x, size, colour)
            }
            first += line.count
            y += SlipPage.step(size)
        }
        pages[pages.count - 1].groups.append(DisplayGroup(role: role, items: items))
        // Read aloud the base is enough; the reading above it would say everything twice.
        if !above.isEmpty { pages[pages.count - 1].groups.append(DisplayGroup(role: .artifact, items: above)) }
        note(ruby.base, font)
    }

    /// A reading in half the size over the middle of its base.
    private func readings(
        _ reading: RubyText.Reading,
        _ line: [ShapedText.Drawn],
        _ first: Int,
        _ start: Double,
        _ size: Double,
        _ colour: Colour
    ) -> [DisplayItem] {
        let unit = size * 25.4 / 72
        let from = reading.letters.lowerBound - first
        let to = min(line.count, reading.letters.upperBound - first)
        let before = line[..<from].reduce(0) { $0 + $1.advance } * unit
        let base = line[from..<to].reduce(0) { $0 + $1.advance } * unit
        let label = Label(
            reading.text,
            at: PagePoint(start + before + base / 2, y - 0.1 * unit),
            font: .gothic,
            size: size / 2,
            align: .centre,
            colour: colour
        )
        return typesetter.runs(label).runs.map { .text($0) }
    }

    mutating func write(_ label: Label) {
        let (runs, lost) = typesetter.runs(label)
        pages[pages.count - 1].groups.append(DisplayGroup(role: .text, items: runs.map { .text($0) }))
        for letter in lost where !missing.contains(letter) { missing.append(letter) }
    }

    mutating func draw(_ figure: Figure, role: DisplayGroup.Role = .artifact) {
        guard let item = figure.pathItem else { return }
        pages[pages.count - 1].groups.append(DisplayGroup(role: role, items: [item]))
    }

    /// Page numbers, once all pages are known.
    mutating func numberPages(_ text: (Int, Int) -> String) {
        for index in pages.indices {
            let label = Label(
                text(index + 1, pages.count),
                at: PagePoint(SlipPage.right, 289),
                font: .gothic,
                size: 9,
                align: .right
            )
            pages[index].groups.append(
                DisplayGroup(role: .text, items: typesetter.runs(label).runs.map { .text($0) })
            )
        }
    }

    /// Room for readings above each line of a text; none where it has no readings.
    static func rubyRoom(_ text: RubyText, _ size: Double) -> Double {
        text.readings.isEmpty ? 0 : size * 25.4 / 72 * 0.45
    }

    static func step(_ size: Double) -> Double { size * 25.4 / 72 * 1.35 }

    private func lines(
        _ text: String,
        _ font: FormFont,
        _ size: Double,
        _ width: Double
    ) -> [[ShapedText.Drawn]] {
        let shaped = typesetter.library.shape(text, font)
        return shaped.letters.split(omittingEmptySubsequences: false) { $0.letter.isLineEnd }.flatMap { paragraph in
            let letters = Array(paragraph)
            let ems = width * TextFitting.pointsPerMillimetre / size
            return LineBreaking.lines(letters, width: ems, isVertical: false).map { Array(letters[$0]) }
        }
    }

    private mutating func note(_ text: String, _ font: FormFont) {
        for letter in typesetter.library.shape(text, font).missing where !missing.contains(letter) {
            missing.append(letter)
        }
    }
}
