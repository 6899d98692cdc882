import Japanese
import Madoguchi

/// One search key of a name as the generation keeps it. Compared by bytes, as the database does.
struct NameKey: Sendable {
    enum Part: Int {
        case whole = 0
        case given = 1
        case word = 2
    }

    var part: Part
    /// ``SearchKey/k2``, or one Latin word.
    var second: String
    /// ``SearchKey/k1``, or all Latin words of the name, sorted.
    var first: String
    /// The registered text without spaces where it is not the first key; for a word, the first key of what is not Latin.
    var exact: String

    /// The keys of everything a person is called: name, reading, Roman name, name in daily use, former name.
    static func keys(name: String, kana: String, others: [String?]) -> [NameKey] {
        var keys: [NameKey] = []
        for text in [name, kana] + others.compactMap({ $0 }) {
            append(keysOf: text, to: &keys)
            if let apart = SearchKey.apart(text) { append(keysOf: apart, to: &keys) }
        }
        return keys
    }

    private static func append(keysOf text: String, to keys: inout [NameKey]) {
        let form = NameForm(text)
        append(form, as: .whole, to: &keys)
        for word in form.words {
            keys.append(NameKey(part: .word, second: word, first: form.joinedWords, exact: form.first))
        }
        guard form.words.isEmpty else { return }
        let scalars = text.unicodeScalars
        var rest = scalars[...]
        while let space = rest.firstIndex(where: NameForm.isSpace) {
            rest = rest[scalars.index(after: space)...]
            if rest.first.map(NameForm.isSpace) != true { append(NameForm(String(rest)), as: .given, to: &keys) }
        }
    }

    private static func append(_ form: NameForm, as part: Part, to keys: inout [NameKey]) {
        guard !form.first.isEmpty else { return }
        let exact = form.exact.utf8.elementsEqual(form.first.utf8) ? "" : form.exact
        for second in form.seconds {
            keys.append(NameKey(part: part, second: second, first: form.first, exact: exact))
        }
    }
}

/// A name taken apart for searching: what is not Latin on three levels, and its Latin words.
struct NameForm {
    /// Without spaces and Latin letters, otherwise as written.
    let exact: String
    let first: String
    let seconds: [String]
    let words: [String]

    init(_ text: String) {
        let key = SearchKey.keys(of: text)
        words = key.words
        let head = key.words.isEmpty ? 0 : key.words.reduce(key.words.count) { $0 + $1.utf8.count }
        first = NameForm.tail(key.k1, after: head)
        seconds = head == 0 ? key.second : key.second.map { NameForm.tail($0, after: head) }
        exact = NameForm.plain(text)
    }

    /// Without spaces and Latin letters.
    private static func plain(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case 0x20: continue
            // Only kana, ideographs and marks of their pages have these bytes at the beginning.
            case 0xE3...0xE9, 0x80...0xBF: bytes.append(byte)
            default:
                let kept = text.unicodeScalars.filter { !isSpace($0) && !isLatin($0) }
                return String(String.UnicodeScalarView(kept))
            }
            // The ideographic space, U+3000.
            if byte == 0x80, bytes.count >= 3, bytes[bytes.count - 3] == 0xE3, bytes[bytes.count - 2] == 0x80 {
                bytes.removeLast(3)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    var joinedWords: String { words.joined(separator: " ") }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{3000}" || scalar == "\t" || scalar == "\u{A0}"
    }

    private static func tail(_ key: String, after head: Int) -> String {
        head == 0 ? key : String(decoding: key.utf8.dropFirst(head), as: UTF8.self)
    }
}

private func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    default: false
    }
}
