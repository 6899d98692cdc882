/// Where lines of Japanese text may end (禁則処理), JIS X 4051 in its simple form.
struct LineBreaking: Sendable {
    /// Never first in a line (行頭禁則).
    private static let notFirst = Set("、。，．・：；？！ー〜～）〕］｝〉》」』】’”,.:;?!)]}％々ゝゞ…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ".unicodeScalars)
    /// Never last in a line (行末禁則).
    private static let notLast = Set("（〔［｛〈《「『【‘“([{".unicodeScalars)

    /// Ranges of letters that fit the width (in ems); blanks at a line's end may stand out, as nobody sees them.
    static func lines(_ letters: [ShapedText.Drawn], width: Double, isVertical: Bool) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0.0
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            let advance = isVertical ? 1 : letter.advance
            if index > start, used + advance > width + 1e-6, !letter.letter.isBlank {
                let end = breakPlace(letters, start, index)
                lines.append(start..<end)
                start = end
                used = letters[start..<index].reduce(0) { $0 + (isVertical ? 1 : $1.advance) }
                continue
            }
            used += advance
            index += 1
        }
        lines.append(start..<letters.count)
        return lines
    }

    /// The last place up to `limit` where a line may end; `limit` itself where there is none.
    private static func breakPlace(_ letters: [ShapedText.Drawn], _ start: Int, _ limit: Int) -> Int {
        var place = limit
        while place > start + 1 {
            let before = letters[place - 1].letter
            let after = letters[place].letter
            let splitsWord = before.isAlphabetic && after.isAlphabetic
            if !notFirst.contains(after.base), !notLast.contains(before.base), !splitsWord { return place }
            place -= 1
        }
        return limit
    }
}
