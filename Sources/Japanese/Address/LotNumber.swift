/// Lot, branch and house numbers of an address (番地・枝番・号), typed with digits and one separator.
package struct LotNumber: Hashable, Sendable {
    /// How the municipality writes numbers.
    package enum Style: String, Hashable, Sendable, Codable {
        /// 3406番地3 (地番).
        case lot
        /// 3406番地の3.
        case lotWithNo
        /// 12番3号 (住居表示).
        case block
    }

    /// One to four numbers, from the left.
    package let numbers: [Int]

    /// Reads `3406-3`, `3406*3`, `３４０６の３`, `3406番地3`, `12番3号`; nil for anything else.
    package init?(_ typed: String) {
        var numbers: [Int] = []
        for part in AddressKey.of(RegisteredText(LotNumber.withDashes(typed))).split(
            separator: "-",
            omittingEmptySubsequences: false
        ) {
            guard part.utf8.count <= 6, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(part),
                number > 0
            else { return nil }
            numbers.append(number)
        }
        guard (1...4).contains(numbers.count) else { return nil }
        self.numbers = numbers
    }

    /// A keypad has no dash: its `*`, `.` and `/` stand for one.
    private static func withDashes(_ typed: String) -> String {
        String(
            String.UnicodeScalarView(
                typed.unicodeScalars.map { ["*", ".", "/", "＊", "．", "／"].contains($0) ? "-" : $0 }
            )
        )
    }

    package func text(_ style: Style) -> RegisteredText {
        let head = numbers[0]
        let tail = numbers.dropFirst().map { String($0) }.joined(separator: style == .block ? "-" : "の")
        switch style {
        case .lot: return RegisteredText("\(head)番地" + tail)
        case .lotWithNo: return RegisteredText("\(head)番地" + (tail.isEmpty ? "" : "の\(tail)"))
        case .block: return RegisteredText("\(head)番" + (tail.isEmpty ? "" : "\(tail)号"))
        }
    }
}

/// The two codes of a town (町字コード): that of the resident register and that of the address base registry.
package enum TownCode: Hashable, Sendable {
    /// Prefecture 2, municipality 3, 大字 3, 小字 3 digits: 住民記録システム標準仕様書 1.3.3.
    case register(String)
    /// Municipality 6 with its check digit and town 7 digits: アドレス・ベース・レジストリ.
    case baseRegistry(MunicipalityCode, town: String)

    package init?(_ text: String) {
        guard let read = DigitText(text) else { return nil }
        switch read.digits.count {
        case 11: self = .register(read.string)
        case 13:
            guard let code = MunicipalityCode(String(read.string.prefix(6))) else { return nil }
            self = .baseRegistry(code, town: String(read.string.suffix(7)))
        default: return nil
        }
    }

    /// The five digits of the municipality.
    package var municipality: String {
        switch self {
        case .register(let digits): String(digits.prefix(5))
        case .baseRegistry(let code, _): String(code.digits.prefix(5))
        }
    }
}
