package import Japanese
package import Madoguchi

/// From the content of a code to people and facts (二次元コードの読み取り), by the municipality's payload profiles.
package struct CodeReader: Sendable {
    package let profiles: [PayloadProfile]
    private let eras: EraTable

    package init(profiles: [PayloadProfile], eras: EraTable = .national) {
        self.profiles = profiles
        self.eras = eras
    }

    /// Reads a whole code; for codes in several parts see ``CodeCollector``.
    package func reading(of raw: some Collection<UInt8>) throws(CodeError) -> IdentityReading {
        let bytes = try PayloadBytes.cleaned(raw)
        for profile in profiles {
            let mark = Array(profile.firstMark.utf8) + Array(String(profile.delimiter).utf8)
            if bytes.starts(with: mark) { return try PayloadParser(profile, eras).reading(of: bytes) }
        }
        // The end of a code that was cut off at its beginning is somebody's data, but nobody's code.
        throw .unknown
    }
}

/// Reads the records of one code.
struct PayloadParser {
    private let profile: PayloadProfile
    private let eras: EraTable
    private var visit: [IdentityReading.Field]
    private var people: [IdentityReading.Person] = []
    private var expectedPeople: Int?
    private var hasTrailer = false

    init(_ profile: PayloadProfile, _ eras: EraTable) {
        self.profile = profile
        self.eras = eras
        visit = profile.visitConstants.map { IdentityReading.Field($0.item, $0.value) }
    }

    func reading(of bytes: [UInt8]) throws(CodeError) -> IdentityReading {
        var parser = self
        return try parser.parse(bytes)
    }

    private mutating func parse(_ bytes: [UInt8]) throws(CodeError) -> IdentityReading {
        var start = 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            if end > start {
                number += 1
                if hasTrailer { throw .wrongRecord(number) }
                do {
                    try read(bytes[start..<end], number, before: bytes[..<start])
                } catch {
                    throw end == bytes.count ? cut(error) : error
                }
            }
            start = end + 1
        }
        guard hasTrailer || !needsTrailer, expectedPeople.map({ $0 == people.count }) ?? true, !people.isEmpty else {
            throw .incomplete
        }
        return IdentityReading(source: .code, document: profile.document, visit: visit, people: people)
    }

    private var needsTrailer: Bool { profile.records.contains { $0.role == .trailer } }

    /// What is wrong in the last record of a code whose end mark is missing is wrong because the code was cut there.
    private func cut(_ error: CodeError) -> CodeError {
        switch error {
        case .wrongRecord, .wrongField, .unreadableText, .unknown: needsTrailer ? .incomplete : error
        default: error
        }
    }

    private mutating func read(
        _ line: ArraySlice<UInt8>,
        _ number: Int,
        before: ArraySlice<UInt8>
    ) throws(CodeError) {
        guard let text = PayloadText.decoded(Array(line), profile.encodings) else { throw .unreadableText }
        let delimiter = profile.delimiter.unicodeScalars.first
        let values = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == delimiter }
            .map { String(String.UnicodeScalarView($0)) }
        guard let mark = values.first,
            let record = profile.records.first(where: { $0.mark.utf8.elementsEqual(mark.utf8) })
        else { throw .wrongRecord(number) }
        guard record.fields.count + 1 == values.count else { throw .wrongRecord(number) }
        var fields: [IdentityReading.Field] = []
        for (field, value) in zip(record.fields, values.dropFirst()) {
            if let read = try read(field, value, number, before: before) { fields.append(read) }
        }
        switch record.role {
        case .header, .household: visit += fields
        case .person:
            let constants = profile.personConstants.map { IdentityReading.Field($0.item, $0.value) }
            people.append(IdentityReading.Person(fields: fields + constants))
        case .trailer: hasTrailer = true
        }
    }

    private mutating func read(
        _ field: PayloadProfile.Field,
        _ value: String,
        _ number: Int,
        before: ArraySlice<UInt8>
    ) throws(CodeError) -> IdentityReading.Field? {
        if value.utf8.isEmpty, field.kind != .check, field.kind != .peopleCount {
            if field.isRequired { throw .wrongField(number, field.name) }
            return nil
        }
        switch field.kind {
        case .ignored: return nil
        case .fixed:
            guard field.values.keys.contains(where: { $0.utf8.elementsEqual(value.utf8) }) else { throw .unknown }
            return nil
        case .peopleCount:
            guard let count = Int(value), (1...99).contains(count) else { throw .wrongField(number, field.name) }
            expectedPeople = count
            return nil
        case .check:
            guard value.utf8.count == 8 else { throw .incomplete }
            guard UInt32(value, radix: 16) == cyclicCheck(before) else { throw .damaged }
            return nil
        case .date:
            // A register may hold a day that the calendar does not have; the text beside it says which.
            let reading = DateReading.read(value, source: .register, eras: eras)
            guard let item = field.item, reading.written != nil else { throw .wrongField(number, field.name) }
            return reading.date.map { IdentityReading.Field(item, .date($0)) }
        case .text, .choice, .flag:
            guard let item = field.item, let fact = fact(field, value) else {
                throw .wrongField(number, field.name)
            }
            return IdentityReading.Field(item, fact)
        }
    }

    private func fact(_ field: PayloadProfile.Field, _ value: String) -> FactValue? {
        let meaning =
            field.values.isEmpty
            ? value : field.values.first { $0.key.utf8.elementsEqual(value.utf8) }?.value
        guard let meaning else { return nil }
        switch field.kind {
        case .text: return .text(RegisteredText(meaning))
        case .choice: return .choice(meaning)
        case .flag: return meaning == "true" ? .flag(true) : (meaning == "false" ? .flag(false) : nil)
        case .date, .fixed, .peopleCount, .check, .ignored: return nil
        }
    }
}
