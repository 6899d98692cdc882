/// From a code point to the one it is searched as; two levels of pages, built once.
struct FoldTable: Sendable {
    private var pages: [UInt16]
    private var entries: [UInt32]

    init() {
        pages = [UInt16](repeating: 0, count: 0x300)
        entries = [UInt32](repeating: 0, count: 256)
    }

    /// What the scalar folds to; itself where the table says nothing.
    @inline(__always)
    func callAsFunction(_ scalar: UInt32) -> UInt32 {
        let page = Int(scalar >> 8)
        guard page < 0x300 else { return scalar }
        let target = entries[Int(pages[page]) << 8 | Int(scalar & 0xFF)]
        return target == 0 ? scalar : target
    }

    mutating func set(_ from: UInt32, _ target: UInt32) {
        let page = Int(from >> 8)
        guard page < 0x300, from != target else { return }
        if pages[page] == 0 {
            pages[page] = UInt16(entries.count >> 8)
            entries.append(contentsOf: repeatElement(0, count: 256))
        }
        entries[Int(pages[page]) << 8 | Int(from & 0xFF)] = target
    }

    mutating func set(from first: UInt32, to targets: StaticString) {
        for (offset, scalar) in scalars(targets).enumerated() where scalar != " " && scalar != "\u{3000}" {
            set(first + UInt32(offset), scalar.value)
        }
    }

    mutating func set(pairs: StaticString) {
        let all = scalars(pairs)
        for index in stride(from: 0, to: all.count - 1, by: 2) { link(all[index].value, all[index + 1].value) }
    }

    mutating func set(classes: StaticString) {
        for word in scalars(classes).split(separator: " ") {
            guard let first = word.first else { continue }
            for other in word.dropFirst() { link(other.value, first.value) }
        }
    }

    /// Follows each entry to its end, so that one step always suffices.
    mutating func close() {
        for index in entries.indices where entries[index] != 0 { entries[index] = end(entries[index]) }
    }

    /// Makes the first a shape of the second; where the sources name each other, the one that came first wins.
    private mutating func link(_ from: UInt32, _ target: UInt32) {
        set(end(from), end(target))
    }

    private func end(_ scalar: UInt32) -> UInt32 {
        var last = scalar
        while case let next = self(last), next != last { last = next }
        return last
    }

    private func scalars(_ text: StaticString) -> [Unicode.Scalar] {
        text.withUTF8Buffer { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
    }
}

extension FoldTable {
    /// Level K1 of ideographs: compatibility ideographs, modern forms, shapes of one character, 変体仮名.
    static let firstLevel: FoldTable = {
        var table = FoldTable()
        table.set(classes: VariantClasses.sameCharacter)
        table.set(classes: VariantClasses.standardForms)
        table.set(pairs: FoldTables.oldForms)
        table.set(from: 0xF900, to: FoldTables.compatibility)
        table.set(from: 0x2F800, to: FoldTables.compatibilitySupplement)
        table.set(from: 0x1B000, to: FoldTables.hentaigana)
        table.set(from: 0x2E80, to: FoldTables.radicals)
        table.close()
        return table
    }()

    /// Compatibility ideographs alone, for which Unicode names the one unified character.
    static let compatibility: FoldTable = {
        var table = FoldTable()
        table.set(from: 0xF900, to: FoldTables.compatibility)
        table.set(from: 0x2F800, to: FoldTables.compatibilitySupplement)
        return table
    }()

    /// What level K2 adds.
    static let secondLevel: FoldTable = {
        var table = FoldTable()
        table.set(classes: VariantClasses.soundAlike)
        for (from, target) in zip(KanaTables.voiced.unicodeScalars, KanaTables.unvoiced.unicodeScalars) {
            table.set(from.value, target.value)
        }
        return table
    }()

    static let latin: FoldTable = {
        var table = FoldTable()
        table.set(from: 0xC0, to: FoldTables.latin)
        table.set(from: 0x1E00, to: FoldTables.latinAdditional)
        return table
    }()
}

enum KanaTables {
    /// Katakana U+30A0 to U+30FF as level K1 writes them: large, modern; a space where the sign is dropped.
    static let firstLevel: [UInt32] = Array(
        """
        　アアイイウウエエオオカガキギクグケゲコゴサザシジスズセゼソゾタダチジツツズテデトドナニヌネノハバパヒビピフブプヘベペホボポ\
        マミムメモヤヤユユヨヨラリルレロワワイエオンブカケバビベボ　　　　　
        """.unicodeScalars
    ).map { $0 == "\u{3000}" ? 0 : $0.value }

    /// Level K2 takes voicing away and reads ワ as ハ.
    static let voiced = "ガギグゲゴザジズゼゾダデドバビブベボパピプペポワ"
    static let unvoiced = "カキクケコサシスセソタテトハヒフヘホハヒフヘホハ"

    /// Half-width U+FF66 to U+FF9D.
    static let halfWidth: [UInt32] = Array(
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars
    ).map(\.value)

    /// The small katakana of Ainu U+31F0 to U+31FF, large.
    static let small: [UInt32] = Array("クシストヌハヒフヘホムラリルレロ".unicodeScalars).map(\.value)

    /// The kana without its voicing or half-voicing mark; every other sign as it is.
    static func unmarked(_ kana: UInt32) -> UInt32 {
        switch kana {
        case 0x30AC...0x30C2 where kana % 2 == 0: kana - 1
        case 0x30C5, 0x30C7, 0x30C9: kana - 1
        case 0x30CF...0x30DD: kana - (kana - 0x30CF) % 3
        default: kana
        }
    }

    /// The kana with its voicing mark (濁点) or half-voicing mark (半濁点); the kana itself where it takes none.
    static func marked(_ kana: UInt32, half: Bool) -> UInt32 {
        switch kana {
        case 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB: kana + (half ? 2 : 1)
        case _ where half: kana
        case 0x30A6: 0x30F4
        case 0x30EF: 0x30F7
        case 0x30F2: 0x30FA
        case 0x30AB...0x30C2: kana % 2 == 1 ? kana + 1 : kana
        case 0x30C4, 0x30C6, 0x30C8: kana + 1
        default: kana
        }
    }

    /// オコソトノホモヨロ, after which ウ lengthens (オ段).
    static func isOfO(_ kana: UInt32) -> Bool {
        switch kana {
        case 0x30AA, 0x30B3, 0x30BD, 0x30C8, 0x30CE, 0x30DB, 0x30E2, 0x30E8, 0x30ED: true
        default: false
        }
    }
}
