/// Characters in ASCII: `{MJ022335}` and `{U+845B U+E0102}` (文字の書き表し), for machines, logs and boxes without a glyph.
///
/// A text that has such braces of its own comes back unchanged, because its opening brace is escaped in turn.
package enum CharacterEscape {
    /// The MJ name where the table leads back from it to the same sequence, otherwise the code points.
    static func escape(_ character: [Unicode.Scalar], table: CharacterTable?) -> String {
        if let table, let base = character.first, character.count <= 2,
            let sequence = CharacterSequence(base, character.count == 2 ? character[1] : nil),
            let name = table.name(of: sequence), table.sequences(of: name).first == sequence
        {
            return "{\(name)}"
        }
        return "{" + character.map { "U+\(hexadecimal($0.value))" }.joined(separator: " ") + "}"
    }

    /// Escapes the characters for which `needsEscape` answers true, whole with their variation selectors.
    package static func escape(
        _ text: RegisteredText,
        table: CharacterTable? = nil,
        where needsEscape: (CharacterSequence) -> Bool
    ) -> String {
        var result = String.UnicodeScalarView()
        for sequence in CharacterSequence.all(in: text) {
            let scalars = [sequence.base] + (sequence.selector.map { [$0] } ?? [])
            if sequence.base == "{" || needsEscape(sequence) {
                result.append(contentsOf: escape(scalars, table: table).unicodeScalars)
            } else {
                result.append(contentsOf: scalars)
            }
        }
        return String(result)
    }

    /// The text that was escaped; braces that name no character known here stay as they are and are counted.
    package static func unescape(_ text: String, table: CharacterTable? = nil) -> (text: RegisteredText, unknown: Int) {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var unknown = 0
        var index = 0
        while index < scalars.count {
            if scalars[index] == "{", let end = scalars[index...].prefix(40).firstIndex(of: "}") {
                let inside = String(String.UnicodeScalarView(scalars[(index + 1)..<end]))
                if let found = characters(inside, table) {
                    result.append(contentsOf: found)
                    index = end + 1
                    continue
                }
                if MJName(inside) != nil || inside.utf8.starts(with: "U+".utf8) { unknown += 1 }
            }
            result.append(scalars[index])
            index += 1
        }
        return (RegisteredText(String(result)), unknown)
    }

    private static func characters(_ inside: String, _ table: CharacterTable?) -> [Unicode.Scalar]? {
        if let name = MJName(inside) {
            guard let sequence = table?.sequences(of: name).first else { return nil }
            return [sequence.base] + (sequence.selector.map { [$0] } ?? [])
        }
        var found: [Unicode.Scalar] = []
        for part in inside.utf8.split(separator: 0x20, omittingEmptySubsequences: false) {
            guard (6...8).contains(part.count), part.starts(with: "U+".utf8),
                part.dropFirst(2).allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
                let value = UInt32(String(decoding: part.dropFirst(2), as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(value)
            else { return nil }
            found.append(scalar)
        }
        return found
    }
}
