import Madoguchi

/// Writes downwards on pages: the pen of the guidance slip.
struct SlipPage {
    static let size = PageSize.a4
    static let left = 15.0
    static let right = 195.0
    static let bottom = 280.0

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
        Double(lines(text, font, size, width).count) * SlipPage.step(size)
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
        var items: [DisplayItem] = []
        for line in lines(text, font, size, width) {
            let area = PageArea(x: x, y: y, width: width, height: SlipPage.step(size))
            let style = TextStyle(font: font, size: size, align: align, padding: 0)
            items += typesetter.runs(FittedText(size: size, lines: [line]), style, in: area, colour: colour).map {
                .text($0)
            }
            y += SlipPage.step(size)
        }
        pages[pages.count - 1].groups.append(DisplayGroup(role: role, items: items))
        note(text, font)
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
