package import Madoguchi

/// How one kind of code is written (読取形式の定義): data, because no public rule for 転出証明書 codes exists yet.
package struct PayloadProfile: Sendable, Hashable {
    package enum Encoding: String, Sendable, CaseIterable {
        case utf8 = "utf-8"
        case cp932
    }

    /// What a record of the code is about.
    package enum Role: String, Sendable, CaseIterable {
        case header, household, person, trailer
    }

    package enum Kind: String, Sendable, CaseIterable {
        case text, date, choice, flag
        /// Must be exactly the value given, such as a version.
        case fixed
        /// How many people the code holds.
        case peopleCount = "people-count"
        /// CRC-32 of all bytes before the record.
        case check
        /// Present in the code and not taken over.
        case ignored
    }

    package struct Field: Sendable, Hashable {
        package var name: String
        package var kind: Kind
        package var item: ItemID?
        /// Meaning of the code's values; where empty the value itself is the meaning.
        package var values: [String: String]
        package var isRequired: Bool
    }

    package struct Record: Sendable, Hashable {
        /// The first field of the record.
        package var mark: String
        package var role: Role
        package var fields: [Field]
    }

    package struct Constant: Sendable, Hashable {
        package var item: ItemID
        package var value: FactValue
    }

    package var name: String
    /// The kind of paper, shown to the clerk, such as 転出証明書.
    package var document: String
    package var encodings: [Encoding]
    package var delimiter: Character
    package var records: [Record]
    package var visitConstants: [Constant]
    package var personConstants: [Constant]

    /// The mark that a code of this kind begins with.
    var firstMark: String { records.first { $0.role == .header }?.mark ?? "" }
}
