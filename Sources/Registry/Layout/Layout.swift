package import Japanese

/// How the files of one core system are written (レイアウト定義): data, so that a city changes it without a build.
package struct Layout: Sendable {
    package var name: String
    package var title: String
    package var encoding: FileEncoding
    package var byteOrderMark: ByteOrderMark
    package var dialect: CSVDialect
    package var hasHeader: Bool
    package var control: ControlRule
    package var businessDate: BusinessDateRule
    /// The drop in residents, in percent of the day before, beyond which a file is refused.
    package var largestDrop: Double
    /// A delta may follow the generation in use by so many days; a longer gap means that one is missing.
    package var longestGap: Int
    package var codes: [String: CodeTable]
    package var files: [FileLayout]

    package func file(_ entity: Entity) -> FileLayout? {
        files.first { $0.entity == entity }
    }
}

/// What a file is about.
package enum Entity: String, Sendable, CaseIterable {
    case resident
    case healthInsurance = "health-insurance"
    case lateElderly = "late-elderly"
    case longTermCare = "long-term-care"
    case childAllowance = "child-allowance"
    case welfareMedical = "welfare-medical"
    case schooling
    case protection

    package var japanese: String {
        switch self {
        case .resident: "住民"
        case .healthInsurance: "国民健康保険"
        case .lateElderly: "後期高齢者医療"
        case .longTermCare: "介護保険"
        case .childAllowance: "児童手当"
        case .welfareMedical: "福祉医療"
        case .schooling: "就学"
        case .protection: "支援措置"
        }
    }
}

/// One kind of file of a layout.
package struct FileLayout: Sendable {
    package var entity: Entity
    /// File name with `*` for any letters.
    package var pattern: String
    /// Name of the file where only changes are delivered (差分); nil where the core system sends no deltas.
    package var deltaPattern: String?
    package var isRequired: Bool
    /// Broken lines, in percent of the file's lines, beyond which the file is refused.
    package var rejectLimit: Double
    package var columns: [Column]

    package func columns(for field: LogicalField) -> [Column] {
        columns.filter { $0.field == field }
    }
}

package struct Column: Sendable {
    package enum Kind: Sendable, Equatable {
        case text
        /// ASCII digits only.
        case digits
        case date(DateSpelling)
        /// A value of the layout's table of that name.
        case code(String)
    }

    /// The core system's own name of the item (データ項目名称).
    package var name: String
    /// Place in the line, from 1; nil where the header tells.
    package var index: Int?
    /// What it means to us; nil for columns that are written and checked but not used.
    package var field: LogicalField?
    package var kind: Kind
    /// In letters without variation selectors; 0 for no limit.
    package var width: Int
    package var isRequired: Bool
    /// Where in the YAML file the column stands.
    package var line: Int
}

package enum DateSpelling: String, Sendable, CaseIterable {
    case compact = "yyyymmdd"
    case hyphenated = "yyyy-mm-dd"
    case slashed = "yyyy/mm/dd"
}

package enum FileEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case cp932

    var unitWidth: Int {
        switch self {
        case .utf8, .cp932: 1
        case .utf16LittleEndian, .utf16BigEndian: 2
        }
    }

    var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .cp932: []
        }
    }
}

package enum ByteOrderMark: String, Sendable, CaseIterable {
    case never, always, either
}

/// How a sender says that its files are complete (完了の印).
package enum ControlRule: Sendable, Equatable {
    case none
    /// An empty file beside each file, with this ending added to the name.
    case endMarker(suffix: String)
    /// A file of lines `name,count`; the pattern names it.
    case countFile(pattern: String)
    /// A file of lines `hexadecimal digest, two spaces, name`, as `sha256sum` writes it.
    case digestList(pattern: String)
    /// A last record of each file that begins with a mark and says the count; the mark of a first record that is no data.
    case trailer(mark: String, countColumn: Int, headerMark: String?)
}

/// Whether a day's files hold everybody or only whom something changed for.
package enum Delivery: Sendable, Equatable {
    case full, delta
}

/// Where the day stands for which the core system wrote the files (連携データ基準日).
package enum BusinessDateRule: String, Sendable, CaseIterable {
    /// The first eight digits in the resident file's name that are a day.
    case fileName = "file-name"
    /// The caller says it.
    case given
}

/// What a code means, and from when to when (コード一覧).
package struct CodeTable: Sendable {
    package struct Entry: Sendable {
        package var code: String
        package var value: String
        package var from: CivilDate?
        package var until: CivilDate?
    }

    package var entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }

    /// The meaning on a day; nil for a code the table does not have then.
    package func value(of code: String, on day: CivilDate) -> String? {
        entries.first { entry in
            guard entry.code.utf8.elementsEqual(code.utf8) else { return false }
            return entry.from.map { day >= $0 } ?? true && entry.until.map { day <= $0 } ?? true
        }?.value
    }

    /// The code for a meaning on a day.
    package func code(for value: String, on day: CivilDate) -> String? {
        entries.first { entry in
            guard entry.value.utf8.elementsEqual(value.utf8) else { return false }
            return entry.from.map { day >= $0 } ?? true && entry.until.map { day <= $0 } ?? true
        }?.code
    }
}
