import Glibc
import Madoguchi

/// Where the font files lie (フォントの設定). The defaults are the places of Debian's packages.
package struct FontPaths: Hashable, Sendable {
    /// fonts-ipamj-mincho: the characters of 文字情報基盤 with their variants.
    package var registered = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"
    /// The added characters of 行政事務標準文字 (GJ), a file the city drops in; they lie in plane 16.
    package var added: String?
    /// fonts-morisawa-bizud-mincho
    package var mincho = "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf"
    /// fonts-morisawa-bizud-gothic
    package var gothic = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf"
    package var gothicBold = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Bold.ttf"
    /// fonts-dejavu-core: Vietnamese, Portuguese and other letters that the Japanese fonts lack.
    package var serifFallback = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
    package var sansFallback = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    package var sansBoldFallback = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"

    package init() {}

    /// Where a city drops in the font of the added characters of 行政事務標準文字 (追加文字のフォントの置き場所).
    package static let dropIn = "/usr/local/share/fonts/madoguchi/acgjm.ttf"

    /// The installed fonts with the added characters from the file named, or else from ``dropIn`` where one lies there.
    package init(added: String?) {
        self.added = added ?? (access(FontPaths.dropIn, R_OK) == 0 ? FontPaths.dropIn : nil)
    }
}

extension FontPaths {
    /// Files in the order in which a renderer names its fonts; nil for another number of them.
    package init?(kept paths: [String]) {
        guard (7...8).contains(paths.count) else { return nil }
        registered = paths[0]
        (mincho, gothic, gothicBold) = (paths[1], paths[2], paths[3])
        (serifFallback, sansFallback, sansBoldFallback) = (paths[4], paths[5], paths[6])
        added = paths.count == 8 ? paths[7] : nil
    }

    /// In that same order.
    var ordered: [String] {
        [registered, mincho, gothic, gothicBold, serifFallback, sansFallback, sansBoldFallback]
            + [added].compactMap { $0 }
    }
}

/// The fonts of the renderer, opened once, and the order in which each face asks them for a letter.
struct FontLibrary: Sendable {
    let files: [FontFile]
    private let chains: [FormFont: [Int]]
    private let addedCharacters: Int?

    /// Throws ``DocumentFault`` naming every file that does not read.
    init(_ paths: FontPaths) throws {
        var files: [FontFile] = []
        var problems: [DocumentProblem] = []
        for path in paths.ordered {
            do {
                let file = try FontFile(path: path)
                guard file.metrics.mayEmbed else { throw FontFault.unsupported("fsType") }
                files.append(file)
            } catch {
                problems.append(DocumentProblem(.font, form: "", field: path))
            }
        }
        guard problems.isEmpty else { throw DocumentFault(problems) }
        self.files = files
        let added = paths.added == nil ? nil : files.count - 1
        addedCharacters = added
        // The places of `ordered`: 0 registered, 1 mincho, 2 gothic, 3 bold, 4 serif, 5 sans, 6 bold sans.
        let extra = added.map { [$0] } ?? []
        chains = [
            .registered: [0] + extra + [1, 4], .mincho: [1, 0] + extra + [4], .gothic: [2, 5, 0] + extra,
            .gothicBold: [3, 6, 0] + extra,
        ]
    }

    /// The letters of a text with the font and glyph that draw each.
    ///
    /// Words in an alphabet that follow each other come from one font, so that NGUYỄN THANH is not put together from two.
    /// Private use characters are drawn by the added font alone: what they look like is an agreement.
    func shape(_ text: String, _ font: FormFont, isVertical: Bool = false) -> ShapedText {
        let letters = Letter.letters(of: text)
        // A line end is kept for the fitting and has no glyph.
        let chain = chains[font] ?? []
        var shaped = ShapedText()
        shaped.letters.reserveCapacity(letters.count)
        var start = 0
        while start < letters.count {
            let end = wordsEnd(letters, start)
            let word = letters[start..<end]
            let whole = word.count > 1 ? chain.first { file in word.allSatisfy { glyph($0, in: file) != nil } } : nil
            for letter in word { append(letter, whole.map { [$0] } ?? chain, isVertical, to: &shaped) }
            start = end
        }
        return shaped
    }

    /// The end of the alphabetic words with the blanks between them; one further for any other letter.
    private func wordsEnd(_ letters: [Letter], _ start: Int) -> Int {
        var end = start + 1
        guard letters[start].isAlphabetic else { return end }
        var next = end
        while next < letters.count, letters[next].isAlphabetic || letters[next].base == " " {
            next += 1
            if letters[next - 1].isAlphabetic { end = next }
        }
        return end
    }

    private func append(_ letter: Letter, _ chain: [Int], _ isVertical: Bool, to shaped: inout ShapedText) {
        if letter.isLineEnd, let file = chain.first {
            return shaped.letters.append(ShapedText.Drawn(letter: letter, font: file, glyph: 0, advance: 0))
        }
        if let (file, glyph) = source(of: letter, in: chain) {
            let form = isVertical ? files[file].verticalForms[glyph] ?? glyph : glyph
            shaped.letters.append(
                ShapedText.Drawn(
                    letter: letter,
                    font: file,
                    glyph: form,
                    advance: Double(files[file].advance(form)) / Double(files[file].unitsPerEm)
                )
            )
            return
        }
        shaped.missing.append(letter)
        guard let file = chain.first, let geta = files[file].characters.glyph(Letter.geta) else { return }
        var drawn = ShapedText.Drawn(letter: Letter.geta, font: file, glyph: geta, advance: 1)
        drawn.missing = letter
        shaped.letters.append(drawn)
    }

    /// The font and glyph that draw exactly this letter of the face; nil where no font has it.
    func source(of letter: Letter, _ font: FormFont) -> (file: Int, glyph: Int)? {
        source(of: letter, in: chains[font] ?? [])
    }

    private func source(of letter: Letter, in chain: [Int]) -> (file: Int, glyph: Int)? {
        for file in chain {
            if let glyph = glyph(letter, in: file) { return (file, glyph) }
        }
        return nil
    }

    /// `IPAmjMincho Version 005.01; …`: the registered face's fonts, the added characters (行政事務標準文字) named as such.
    var versions: String {
        (chains[.registered] ?? []).map { file in
            let font = files[file]
            return (file == addedCharacters ? "GJ " : "") + font.name + (font.version.isEmpty ? "" : " \(font.version)")
        }.joined(separator: "; ")
    }

    private func glyph(_ letter: Letter, in file: Int) -> Int? {
        if letter.isPrivateUse, file != addedCharacters { return nil }
        return files[file].characters.glyph(letter)
    }
}

extension Letter {
    /// 〓 stands for a character that cannot be shown.
    static let geta = Letter("\u{3013}")
}

/// Text as glyphs of fonts, before it has a size and a place.
struct ShapedText: Sendable {
    struct Drawn: Hashable, Sendable {
        let letter: Letter
        /// Place of the font in ``FontLibrary/files``.
        let font: Int
        let glyph: Int
        /// In ems.
        let advance: Double
        /// The letter in whose place 〓 stands because no font at hand draws it.
        var missing: Letter?
    }

    var letters: [Drawn] = []
    /// Letters no font at hand draws.
    var missing: [Letter] = []

    /// In ems.
    var width: Double { letters.reduce(0) { $0 + $1.advance } }
}
