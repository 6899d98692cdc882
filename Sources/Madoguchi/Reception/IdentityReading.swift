/// What a device read about people (読取結果): the one way in for card, face, 2D code and core data.
package struct IdentityReading: Hashable, Sendable, Codable {
    /// One value with how sure the device is, 0 to 100.
    package struct Field: Hashable, Sendable, Codable {
        package var item: ItemID
        package var value: FactValue
        package var confidence: Int

        package init(_ item: ItemID, _ value: FactValue, confidence: Int = 100) {
            self.item = item
            self.value = value
            self.confidence = confidence
        }
    }

    /// One person read, in the order of the document.
    package struct Person: Hashable, Sendable, Codable {
        package var resident: ResidentNumber?
        package var fields: [Field]

        package init(resident: ResidentNumber? = nil, fields: [Field]) {
            self.resident = resident
            self.fields = fields
        }
    }

    package var source: FactSource
    /// The kind of document in the field's words, e.g. `転出証明書`.
    package var document: String
    package var visit: [Field]
    package var people: [Person]

    package init(source: FactSource, document: String, visit: [Field], people: [Person]) {
        self.source = source
        self.document = document
        self.visit = visit
        self.people = people
    }
}
