/// Text with readings above it (ふりがな), written as ｜漢字《かんじ》; the bar may be left out before a run of kanji.
struct RubyText {
    struct Reading {
        /// Letters of the base, counted from 0.
        let letters: Range<Int>
        let text: String
    }

    private(set) var base = ""
    private(set) var readings: [Reading] = []

    init(_ text: String) {
        var letters: [Letter] = []
        var start: Int?
        var reading: [Letter]?
        for letter in Letter.letters(of: text) {
            switch letter.base {
            case "｜" where reading == nil: start = letters.count
            case "《" where reading == nil && !letters.isEmpty: reading = []
            case "》" where reading != nil:
                let from = start ?? RubyText.kanjiStart(letters)
                let words = (reading ?? []).map(\.text).joined()
                if from < letters.count, !words.isEmpty {
                    readings.append(Reading(letters: from..<letters.count, text: words))
                }
                (reading, start) = (nil, nil)
            default:
                if reading == nil { letters.append(letter) } else { reading?.append(letter) }
            }
        }
        // Brackets that were never closed are text.
        if let reading { letters += [Letter("《")] + reading }
        base = letters.map(\.text).joined()
    }

    private static func kanjiStart(_ letters: [Letter]) -> Int {
        (letters.lastIndex { !$0.base.properties.isIdeographic && $0.base != "々" } ?? -1) + 1
    }
}
