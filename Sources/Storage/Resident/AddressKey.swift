import Japanese
import Madoguchi

/// The derived key by which an address is found (住所の検索キー), never shown.
///
/// `連取町３４０６番地の３` and `連取町3406-3` give one key; so do `本町一丁目2番3号` and `本町1-2-3`. Variant characters
/// fold as on the second level of names, where 関ヶ原 and 関が原 are one.
struct AddressKey: Sendable {
    let town: String
    /// Lot, a space, and the building.
    let lot: String
    /// The building without its room, or empty.
    let building: String

    init(_ address: ResidentAddress) {
        town = AddressKey.key(of: address.town.string)
        let whole = AddressKey.key(of: address.building.string)
        let lot = AddressKey.key(of: address.lot.string)
        self.lot = whole.isEmpty ? lot : lot + " " + whole
        building = AddressKey.withoutRoom(whole)
    }

    /// Town, lot and building in one: what any typed part must be a part of.
    var line: String { AddressKey.isDigit(town.utf8.last) ? town + "-" + lot : town + lot }

    /// What was typed, one key for each word; 本町1丁目 keeps its hyphen, else it would find 本町10.
    static func words(of typed: String) -> [String] {
        typed.unicodeScalars.split(whereSeparator: NameForm.isSpace).map { word in
            let key = key(of: String(word))
            return isDigit(key.utf8.last) && word.reversed().starts(with: ["目", "丁"]) ? key + "-" : key
        }.filter { !$0.isEmpty }
    }

    static func withoutHyphen(_ key: String) -> String {
        key.utf8.last == UInt8(ascii: "-") ? String(key.dropLast()) : key
    }

    static func withoutRoom(_ building: String) -> String {
        var bytes = Array(building.utf8)
        while let last = bytes.last, isDigit(last) || last == UInt8(ascii: "-") || (0x41...0x5A).contains(last) {
            bytes.removeLast()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func key(of text: String) -> String {
        var writer = AddressKeyWriter(scalars: text.unicodeScalars.map(narrowed))
        return writer.run()
    }

    static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (0x30...0x39).contains($0) } ?? false
    }

    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        default: scalar
        }
    }
}

/// One pass over an address's scalars.
private struct AddressKeyWriter {
    let scalars: [Unicode.Scalar]
    private var position = 0
    private var result = ""
    /// Letters that fold as in names, not yet written.
    private var pending = String.UnicodeScalarView()

    init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    mutating func run() -> String {
        if starts(with: "大字") { position += 2 }
        while position < scalars.count { takeNext() }
        flush()
        return AddressKey.withoutHyphen(result)
    }

    private mutating func takeNext() {
        let scalar = scalars[position]
        if let block = blockNumber() {
            flush()
            result += String(block.value)
            position = block.end
            hyphen()
        } else if (0x30...0x39).contains(scalar.value) || isLetter(scalar) {
            flush()
            result += String(scalar).uppercased()
            position += 1
        } else if isAfterDigit, let length = separatorLength() {
            hyphen()
            position += length
        } else if isAfterDigit, starts(with: "号") {
            position += starts(with: "号室") ? 2 : 1
        } else {
            if !NameForm.isSpace(scalar) { pending.append(scalar) }
            position += 1
        }
    }

    private var isAfterDigit: Bool {
        pending.isEmpty && (AddressKey.isDigit(result.utf8.last) || result.utf8.last == UInt8(ascii: "-"))
    }

    private mutating func hyphen() {
        if result.utf8.last != UInt8(ascii: "-") { result += "-" }
    }

    /// What stands between the numbers of a lot.
    private func separatorLength() -> Int? {
        for sign in ["番地", "丁目", "番"] where starts(with: sign) { return sign.unicodeScalars.count }
        switch scalars[position].value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0x30FC, 0xFF70, 0x2500: return 1
        case 0x306E, 0x30CE:
            let next = position + 1
            return next < scalars.count && (0x30...0x39).contains(scalars[next].value) ? 1 : nil
        default: return nil
        }
    }

    /// The number of `三丁目` or `十二丁目`; kanji numerals elsewhere belong to names of places.
    private func blockNumber() -> (value: Int, end: Int)? {
        var end = position
        var value = 0
        var digit = 0
        while end < scalars.count, let numeral = AddressKeyWriter.numerals[scalars[end]] {
            if numeral == 10 {
                value += max(digit, 1) * 10
                digit = 0
            } else {
                digit = numeral
            }
            end += 1
        }
        guard end > position, end + 1 < scalars.count, scalars[end] == "丁", scalars[end + 1] == "目" else { return nil }
        return (value + digit, end + 2)
    }

    private static let numerals: [Unicode.Scalar: Int] = [
        "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    ]

    private func starts(with text: String) -> Bool {
        scalars[position...].starts(with: text.unicodeScalars)
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        result += SearchKey.keys(of: String(pending)).k2
        pending = String.UnicodeScalarView()
    }
}
