import Rules

/// Which number formats of a workbook show a day or a time (表示形式), ECMA-376 §18.8.30.
struct CellFormats {
    enum Kind {
        case number, day, time, moment
    }

    private var kinds: [Kind] = []

    init(_ styles: Element?) {
        var codes: [Int: String] = [:]
        for format in styles?.first("numFmts")?.all("numFmt") ?? [] {
            guard let id = format.attributes["numFmtId"].flatMap({ Int($0) }) else { continue }
            codes[id] = format.attributes["formatCode"] ?? ""
        }
        for style in styles?.first("cellXfs")?.all("xf") ?? [] {
            let id = style.attributes["numFmtId"].flatMap { Int($0) } ?? 0
            kinds.append(codes[id].map(CellFormats.kind) ?? CellFormats.kind(builtIn: id))
        }
    }

    subscript(style: String?) -> Kind {
        guard let index = style.flatMap({ Int($0) }), kinds.indices.contains(index) else { return .number }
        return kinds[index]
    }

    /// Formats that no file spells out, those of the Japanese edition included.
    private static func kind(builtIn id: Int) -> Kind {
        switch id {
        case 14...17, 27...31, 34...36, 50...58: .day
        case 18...21, 32, 33, 45...47: .time
        case 22: .moment
        default: .number
        }
    }

    /// From a code such as `[$-411]ggge"年"m"月"d"日"` or `yyyy/mm/dd hh:mm`.
    static func kind(_ code: String) -> Kind {
        let letters = bareLetters(code)
        if letters == "general" { return .number }
        let hasTime = letters.contains("h") || letters.contains("s")
        let hasDay = letters.contains("y") || letters.contains("d") || (letters.contains("m") && !hasTime)
        if hasDay { return hasTime ? .moment : .day }
        return hasTime ? .time : .number
    }

    /// The letters of the first section, without quoted text, escaped signs and brackets that hold no clock.
    private static func bareLetters(_ code: String) -> String {
        var letters = ""
        var rest = Substring(code.lowercased())
        while let letter = rest.popFirst() {
            switch letter {
            case ";": return letters
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
                    letters += inside
                }
                rest = rest.dropFirst(inside.count + 1)
            default: letters.append(letter)
            }
        }
        return letters
    }
}
