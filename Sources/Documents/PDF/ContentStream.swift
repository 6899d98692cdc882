import Madoguchi

/// The drawing operators of one page.
struct ContentStream {
    private(set) var text = PDFText(reserving: 32_768)
    private let height: Double
    private var paint = Paint()
    private var fill = Colour.black
    private var stroke = Colour.black
    private var isInText = false
    private var font: (number: Int, isVertical: Bool, size: Double)?
    private var spacing = 0.0

    private static let scale = 72 / 25.4

    private let isAddition: Bool

    /// `height` of the page in millimetres. What is added to a finished page has fonts of its own.
    init(height: Double, isAddition: Bool = false) {
        self.height = height
        self.isAddition = isAddition
    }

    /// The names of a font's resources.
    static func name(isVertical: Bool, isAddition: Bool) -> StaticString {
        switch (isVertical, isAddition) {
        case (false, false): "/F"
        case (true, false): "/V"
        case (false, true): "/R"
        case (true, true): "/S"
        }
    }

    mutating func begin(_ role: DisplayGroup.Role, marked number: Int?) {
        guard let number else { return text.write("/Artifact BMC\n") }
        text.write("/")
        text.write(StructureTree.name(role))
        text.write("<</MCID ")
        text.write(number)
        text.write(">>BDC\n")
    }

    /// The city's own page, below everything else; it is no part of what is read aloud as filled in.
    mutating func drawBackground(_ number: Int) {
        text.write("/Artifact BMC\nq\n/B")
        text.write(number)
        text.write(" Do\nQ\nEMC\n")
    }

    mutating func end() {
        leaveText()
        text.write("EMC\n")
    }

    mutating func draw(_ item: DisplayItem, _ uses: inout [GlyphUse]) {
        switch item {
        case .path(let steps, let paint): draw(steps, paint)
        case .text(let run): draw(run, &uses[run.font])
        }
    }

    private mutating func draw(_ run: TextRun, _ use: inout GlyphUse) {
        if !isInText {
            text.write("BT\n")
            isInText = true
        }
        setFill(run.colour)
        if font?.number != run.font || font?.isVertical != run.isVertical || font?.size != run.size {
            text.write(ContentStream.name(isVertical: run.isVertical, isAddition: isAddition))
            text.write(run.font)
            text.write(" ")
            text.write(run.size)
            text.write(" Tf\n")
            font = (run.font, run.isVertical, run.size)
        }
        // In vertical writing a negative Tc widens (PDF 1.7, 9.3.2).
        let wanted = run.isVertical ? -run.spacing : run.spacing
        if spacing != wanted {
            text.write(wanted)
            text.write(" Tc\n")
            spacing = wanted
        }
        if run.isVertical { use.usesVertical = true }
        text.write("1 0 0 1 ")
        point(run.at)
        text.write("Tm<")
        for letter in run.letters { text.writeHex(use.number(letter)) }
        text.write(">Tj\n")
    }

    private mutating func draw(_ steps: [PathStep], _ paint: Paint) {
        leaveText()
        if let colour = paint.fill { setFill(colour) }
        if let pen = paint.stroke { set(pen) }
        for step in steps {
            switch step {
            case .move(let to):
                point(to)
                text.write("m\n")
            case .line(let to):
                point(to)
                text.write("l\n")
            case .curve(let first, let second, let to):
                point(first)
                point(second)
                point(to)
                text.write("c\n")
            case .close: text.write("h\n")
            }
        }
        switch (paint.stroke != nil, paint.fill != nil) {
        case (true, true): text.write("B\n")
        case (true, false): text.write("S\n")
        case (false, true): text.write("f\n")
        case (false, false): text.write("n\n")
        }
    }

    private mutating func leaveText() {
        guard isInText else { return }
        text.write("ET\n")
        isInText = false
    }

    private mutating func point(_ point: PagePoint) {
        text.writeNumbers(point.x * ContentStream.scale, (height - point.y) * ContentStream.scale)
    }

    private mutating func set(_ pen: Pen) {
        if stroke != pen.colour {
            write(pen.colour)
            text.write("RG\n")
            stroke = pen.colour
        }
        guard paint.stroke != pen else { return }
        text.write(pen.width * ContentStream.scale)
        text.write(" w ")
        text.write(pen.hasRoundEnds ? "1 J 1 j [" : "0 J 0 j [")
        for dash in pen.dashes { text.writeNumbers(dash * ContentStream.scale) }
        text.write("]0 d\n")
        paint.stroke = pen
    }

    private mutating func setFill(_ colour: Colour) {
        guard fill != colour else { return }
        write(colour)
        text.write("rg\n")
        fill = colour
    }

    private mutating func write(_ colour: Colour) {
        text.writeNumbers(Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
    }
}
