/// What may stand in a registered text and what may not (文字の検査); nothing is ever changed or dropped silently.
package struct TextInspection: Hashable, Sendable {
    /// Who delivers the text.
    package enum Source: Hashable, Sendable {
        /// Somebody at a screen, who can be asked to type again.
        case entry
        /// A register, whose text is kept as it is unless no program could carry it.
        case register
    }

    package enum Kind: String, Hashable, Sendable, Codable {
        case control, lineBreak, bidi, zeroWidth, loneSelector, noncharacter, replacement, privateUse, tooLong
    }

    package struct Finding: Hashable, Sendable {
        package let kind: Kind
        /// Which scalar of the text, from 0.
        package let position: Int
        package let scalar: UInt32
        package let isRefused: Bool
    }

    package let findings: [Finding]

    package var isAccepted: Bool { findings.allSatisfy { !$0.isRefused } }

    /// One sentence for each kind found, refused ones first.
    package var sentences: [String] {
        var seen: Set<Kind> = []
        let ordered = findings.filter(\.isRefused) + findings.filter { !$0.isRefused }
        return ordered.filter { seen.insert($0.kind).inserted }.map(\.sentence)
    }

    /// Looks at every scalar; stops at `limit` scalars beyond which nothing is a name or an address.
    package static func inspect(
        _ text: String,
        source: Source,
        limit: Int = 1_000,
        allowsLineBreaks: Bool = false
    ) -> TextInspection {
        var findings: [Finding] = []
        var previous: UInt32 = 0
        var position = 0
        for scalar in text.unicodeScalars {
            if position == limit {
                findings.append(Finding(kind: .tooLong, position: position, scalar: 0, isRefused: true))
                break
            }
            if let kind = kind(scalar.value, after: previous), !(kind == .lineBreak && allowsLineBreaks) {
                findings.append(
                    Finding(
                        kind: kind,
                        position: position,
                        scalar: scalar.value,
                        isRefused: isRefused(kind, source, scalar.value)
                    )
                )
            }
            previous = scalar.value
            position += 1
        }
        return TextInspection(findings: findings)
    }

    private static func kind(_ scalar: UInt32, after previous: UInt32) -> Kind? {
        switch scalar {
        case 0x3164: .zeroWidth
        case 0x20...0x7E, 0xA0...0xAC, 0x3000...0xDFFF: nil
        case 0x0A, 0x0D, 0x2028, 0x2029, 0x85: .lineBreak
        case 0...0x1F, 0x7F...0x9F: .control
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C: .bidi
        case 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2065,
            0x206A...0x206F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
            .zeroWidth
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: takesSelector(previous) ? nil : .loneSelector
        case 0xFFFD: .replacement
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD: .privateUse
        case 0xFDD0...0xFDEF: .noncharacter
        default: scalar & 0xFFFE == 0xFFFE ? .noncharacter : nil
        }
    }

    /// Ideographs take a variation selector; a second selector after one does not.
    private static func takesSelector(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    private static func isRefused(_ kind: Kind, _ source: Source, _ scalar: UInt32) -> Bool {
        switch kind {
        case .control, .noncharacter, .tooLong: true
        case .privateUse: false
        case .replacement, .lineBreak, .bidi, .zeroWidth, .loneSelector: source == .entry
        }
    }
}

extension TextInspection.Kind {
    package var japanese: String {
        switch self {
        case .control: "制御文字"
        case .lineBreak: "改行"
        case .bidi: "文字の向きを変える見えない記号"
        case .zeroWidth: "幅のない見えない文字"
        case .loneSelector: "付く漢字のない異体字セレクタ"
        case .noncharacter: "文字として使えない符号"
        case .replacement: "読めなかった文字の印（U+FFFD）"
        case .privateUse: "外字（私用領域の文字）"
        case .tooLong: "長すぎる文字列"
        }
    }
}

extension TextInspection.Finding {
    /// What is wrong and what to do, without the text itself.
    package var sentence: String {
        let place = "\(position + 1)文字目"
        let end = isRefused ? "消して入力し直してください。" : "そのまま保存します。基幹システムの内容を確かめてください。"
        switch kind {
        case .control: return "\(place)に画面に出ない制御文字があります。登録できません。" + (isRefused ? "消して入力し直してください。" : "")
        case .lineBreak: return "\(place)に改行があります。" + end
        case .bidi: return "\(place)に文字の向きを変える見えない記号があります。" + end
        case .zeroWidth: return "\(place)に幅のない見えない文字があります。" + end
        case .loneSelector: return "\(place)に、付く漢字のない異体字の指定（異体字セレクタ）があります。" + end
        case .noncharacter: return "\(place)に文字として使えない符号があります。登録できません。消して入力し直してください。"
        case .replacement: return "\(place)に、読めなかった文字の印（�）があります。" + end
        case .privateUse: return "\(place)に外字（私用領域の文字）があります。文字の同定が済むまで印刷の前に確かめてください。"
        case .tooLong: return "文字数が多すぎます（\(position)文字まで）。内容を確かめて短くしてください。"
        }
    }
}
