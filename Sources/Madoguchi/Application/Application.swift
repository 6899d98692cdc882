package import Japanese

package struct ProcedureID: Identifier, Comparable, ExpressibleByStringLiteral {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral value: String) {
        text = value
    }

    package static func < (left: ProcedureID, right: ProcedureID) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// One procedure for one person, or for the whole visit where the procedure is not per person (申請).
package struct ApplicationKey: Hashable, Sendable, Codable {
    package let procedure: ProcedureID
    package let person: PersonKey?

    package init(_ procedure: ProcedureID, _ person: PersonKey? = nil) {
        self.procedure = procedure
        self.person = person
    }

    /// `welfare-medical.p3` or `resident-move`.
    package var text: String {
        person.map { "\(procedure.text).\($0.text)" } ?? procedure.text
    }

    package init(reading text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        self.init(
            ProcedureID(parts.first.map(String.init) ?? text),
            parts.count == 2 ? PersonKey(String(parts[1])) : nil
        )
    }
}

/// SHA-256 of bytes in small hexadecimal letters.
package struct Digest: Hashable, Sendable, Codable {
    package let hex: String

    package init?(hex: String) {
        let digits = hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard hex.utf8.count == 64, digits else { return nil }
        self.hex = hex
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a digest")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}

/// A filled form of an application at one moment (書類の版). Its content never changes; later facts make a new one.
package struct DocumentRecord: Hashable, Sendable, Codable {
    /// Unique in the case: 1, 2, 3 …
    package let number: Int
    package let application: ApplicationKey
    /// 1 for the first form of this application, 2 after a correction, and so on.
    package let version: Int
    package let title: String
    /// What stands in each box, by box id: the whole content of the form that comes from facts.
    package let values: [String: String]
    /// Of the content's PDF bytes.
    package let digest: Digest
    package let pages: Int
    /// Version of the municipality's package that the form came from.
    package let package: String
    /// Digest of the names and digests of the fonts it was set in.
    package let fonts: Digest?

    package init(
        number: Int,
        application: ApplicationKey,
        version: Int,
        title: String,
        values: [String: String],
        digest: Digest,
        pages: Int,
        package: String,
        fonts: Digest? = nil
    ) {
        self.number = number
        self.application = application
        self.version = version
        self.title = title
        self.values = values
        self.digest = digest
        self.pages = pages
        self.package = package
        self.fonts = fonts
    }
}

/// An application handed in at a counter (受付済), after which it waits for its entry into the core system.
package struct Submission: Hashable, Sendable, Codable {
    package let application: ApplicationKey
    package let counter: CounterID
    /// The documents handed in, by number.
    package let documents: [Int]
    package let receivedOn: CivilDate

    package init(application: ApplicationKey, counter: CounterID, documents: [Int], receivedOn: CivilDate) {
        self.application = application
        self.counter = counter
        self.documents = documents
        self.receivedOn = receivedOn
    }
}
