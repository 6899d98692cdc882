import Foundation
import Hummingbird

/// The fields of a form as they were sent (送信された入力), in their order; values are kept to the last scalar.
package struct SubmittedForm: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let fields: [Field]

    init(fields: [Field]) {
        self.fields = fields
    }

    /// Reads `application/x-www-form-urlencoded`; nil where it is not valid UTF-8.
    init?(urlEncoded text: String) {
        var fields: [Field] = []
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = SubmittedForm.decoded(halves[0]),
                let value = halves.count == 2 ? SubmittedForm.decoded(halves[1]) : ""
            else { return nil }
            fields.append(Field(name: name, value: value))
        }
        self.fields = fields
    }

    /// The form in a request's body; throws ``Fault/unreadable`` for anything else.
    static func read(_ request: Request, limit: Int) async throws -> SubmittedForm {
        guard isForm(request) else { throw Fault.unreadable }
        let body = try await request.body.collect(upTo: limit)
        guard let form = SubmittedForm(urlEncoded: String(buffer: body)) else { throw Fault.unreadable }
        return form
    }

    static func isForm(_ request: Request) -> Bool {
        request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false
    }

    /// The first value of a field, without white space around it; empty where there is none.
    package subscript(name: String) -> String {
        fields.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }

    /// The first value exactly as typed, e.g. a password.
    package func exact(_ name: String) -> String {
        fields.first { $0.name == name }?.value ?? ""
    }

    package func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

/// An address of our own to come back to (戻り先); never another site's.
struct ReturnPath: Hashable, Sendable {
    let text: String

    init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "/-._~%?=&".utf8.contains(byte)
            }
        }
        guard allowed, text.utf8.first == UInt8(ascii: "/"), !text.hasPrefix("//"), text.utf8.count < 512 else {
            return nil
        }
        self.text = text
    }
}
