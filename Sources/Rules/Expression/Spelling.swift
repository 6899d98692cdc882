/// Finds the word that was probably meant (もしかして).
package enum Spelling {
    /// The known word with the fewest changed letters, if at most a third of the letters differ.
    package static func closest(to word: String, among known: [String]) -> String? {
        let wanted = Array(word.unicodeScalars)
        guard wanted.count <= 60 else { return nil }
        let limit = max(1, (wanted.count + 1) / 3)
        return known.filter { abs($0.unicodeScalars.count - wanted.count) <= limit }
            .map { (word: $0, distance: distance(wanted, Array($0.unicodeScalars))) }
            .filter { $0.distance <= limit && $0.distance < wanted.count }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// Without blanks, and with the letters of ASCII in their narrow form, as people type both.
    package static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            plain.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(plain)
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let substituted = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
