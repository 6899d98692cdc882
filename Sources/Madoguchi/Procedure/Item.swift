package import Japanese
package import Rules

/// One data item a case can know (項目), defined in `items.yaml`: the words tables, forms and questions share.
package struct Item: Sendable {
    package enum Scope: String, Hashable, Sendable, Codable {
        case visit, person
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case text, kana, date, boolean, number, choice
    }

    /// One answer of a choice; the value is the Japanese word tables compare with.
    package struct Choice: Hashable, Sendable, Codable {
        package var value: String
        package var textKey: String
        /// Other words that mean it in a situation file (別の書き方), such as 社保.
        package var also: [String]

        package init(value: String, textKey: String, also: [String] = []) {
            self.value = value
            self.textKey = textKey
            self.also = also
        }
    }

    /// How the item is asked for (設問); texts come by key from `texts/`.
    package struct Question: Hashable, Sendable, Codable {
        package enum Audience: String, Hashable, Sendable, Codable {
            case citizen, staff
        }

        package var textKey: String
        package var explanationKey: String?
        package var audience: Audience

        package init(textKey: String, explanationKey: String?, audience: Audience) {
            self.textKey = textKey
            self.explanationKey = explanationKey
            self.audience = audience
        }
    }

    package var id: ItemID
    /// Unique Japanese name, as tables and forms write it.
    package var name: String
    package var scope: Scope
    package var kind: Kind
    package var choices: [Choice]
    package var question: Question?
    /// Cheap questions are asked first.
    package var cost: Int
    /// Asked by touch rather than aloud, and never shown to other counters than those that need it.
    package var isSensitive: Bool
    /// Computed from other items instead of being asked.
    package var derivation: Expression?
    /// A derivation that is computed even while something it reads is not known, which it then sees as null.
    package var toleratesUnknown: Bool
    /// Turns the derived day into the last of so many days after it (期限の日).
    package var within: Deadline?
    /// Asked as soon as this is true, even where no table and no form needs it (聞く条件).
    package var askWhen: Expression?
    /// Where else the value stands, e.g. `口座.番号`: as the entry 番号 of the context 口座 (items.yaml: `at`).
    package var path: ItemPath?
    /// Other names a situation file may call it by (別の名前).
    package var also: [String] = []

    package init(
        id: ItemID,
        name: String,
        scope: Scope,
        kind: Kind,
        choices: [Choice] = [],
        question: Question? = nil,
        cost: Int = 100,
        isSensitive: Bool = false,
        derivation: Expression? = nil,
        toleratesUnknown: Bool = false,
        within: Deadline? = nil,
        path: ItemPath? = nil
    ) {
        self.id = id
        self.name = name
        self.scope = scope
        self.kind = kind
        self.choices = choices
        self.question = question
        self.cost = cost
        self.isSensitive = isSensitive
        self.derivation = derivation
        self.toleratesUnknown = toleratesUnknown
        self.within = within
        self.path = path
    }
}

/// The place of an item inside a context (項目の位置): the context's name and the entry's.
package struct ItemPath: Hashable, Sendable, Codable {
    package let context: String
    package let entry: String

    /// Reads `口座.番号`; nil unless there are two parts.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        context = String(parts[0])
        entry = String(parts[1])
    }

    package var text: String { "\(context).\(entry)" }
}

/// Names the program computes itself, because law fixes how ages and days are counted.
package enum BuiltInName {
    package static let age = "年齢"
    package static let fiscalYearEndAge = "年度末年齢"
    package static let grade = "学年"
    package static let elapsedDays = "経過日数"
    package static let count = "人数"
    package static let movers = "異動者"
    package static let members = "世帯員"
    package static let subject = "対象者"
    package static let notifier = "届出人"
    package static let newAddress = "新住所"
    package static let oldAddress = "旧住所"
    package static let town = "市名"
    package static let mayor = "市長"
    package static let schoolBoard = "教育委員会"
    // The office's own columns (事務処理欄), outside what is signed.
    package static let receptionNumber = "受付番号"
    package static let receptionPlace = "受付場所"
    package static let receptionStaff = "受付職員"
    package static let ofOffice = [receptionNumber, receptionPlace, receptionStaff]

    /// `p1`, `p2` …, so that expressions can pick a person.
    package static let key = "キー"
    package static let address = "住所"
    package static let phone = "電話"
    /// True for those whose dates are written in the Western calendar (外国人住民).
    package static let usesWesternDates = "西暦表記"

    package static let ofPerson = [age, fiscalYearEndAge, grade, key, address, phone, usesWesternDates]
    package static let ofVisit = [
        elapsedDays, count, movers, members, subject, notifier, newAddress, oldAddress, town, mayor, schoolBoard,
    ]
}
