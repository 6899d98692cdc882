import Japanese
import Madoguchi

/// The fields of one line that mean something to the program, by meaning.
struct Row {
    var line = 0
    /// Texts of the line that the identification of a character may change.
    var received: [ReceivedText] = []
    var values = [String](repeating: "", count: LogicalField.allCases.count)

    subscript(field: LogicalField) -> String {
        get { values[field.rawValue] }
        set { values[field.rawValue] = newValue }
    }

    func text(_ field: LogicalField) -> RegisteredText? {
        let value = values[field.rawValue]
        return value.utf8.isEmpty ? nil : RegisteredText(value)
    }

    func string(_ field: LogicalField) -> String? {
        let value = values[field.rawValue]
        return value.utf8.isEmpty ? nil : value
    }

    func date(_ field: LogicalField, _ plan: RowPlan) -> FileDate {
        FileDate(values[field.rawValue], plan.spelling(field))
    }
}

/// A date as a file writes it.
enum FileDate: Equatable {
    case none
    /// 00000000 and 99999999, as files write a date that is not known (不詳) or never comes.
    case placeholder
    case day(CivilDate)
    /// A day that the calendar does not have but a register may (平成元年2月29日).
    case impossible(year: Int, month: Int, day: Int)
    case malformed

    init(_ text: String, _ spelling: DateSpelling) {
        let bytes = text.utf8
        guard !bytes.isEmpty else {
            self = .none
            return
        }
        let mark: UInt8? =
            switch spelling {
            case .compact: nil
            case .hyphenated: UInt8(ascii: "-")
            case .slashed: UInt8(ascii: "/")
            }
        var (number, count) = (0, 0)
        for (offset, byte) in bytes.enumerated() {
            if let mark, offset == 4 || offset == 7 {
                guard byte == mark else { break }
                continue
            }
            guard (0x30...0x39).contains(byte), count < 8 else { break }
            number = number * 10 + Int(byte) - 0x30
            count += 1
        }
        guard count == 8, bytes.count == (mark == nil ? 8 : 10) else {
            self = .malformed
            return
        }
        self = FileDate.named(number / 10_000, number / 100 % 100, number % 100)
    }

    private static func named(_ year: Int, _ month: Int, _ day: Int) -> FileDate {
        switch (year, month, day) {
        case (0, 0, 0), (9999, 99, 99), (9999, 12, 31): return .placeholder
        default: break
        }
        if let date = CivilDate(year: year, month: month, day: day) { return .day(date) }
        let isPossible = (1...9999).contains(year) && (1...12).contains(month) && (1...31).contains(day)
        return isPossible ? .impossible(year: year, month: month, day: day) : .malformed
    }

    var day: CivilDate? {
        guard case .day(let day) = self else { return nil }
        return day
    }
}
