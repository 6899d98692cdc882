import Foundation
package import Rules

/// Data for trying a form out (記入例), `samples/*.json`: an object whose members are the items by their Japanese names.
///
/// Texts written YYYY-MM-DD are days; everything else is what JSON says it is.
package enum SampleData {
    /// Throws one ``Diagnostics`` for a file that is no JSON object.
    package static func context(_ bytes: [UInt8], file: String = "") throws(Diagnostics) -> Context {
        guard let sample = try? JSONDecoder().decode(Sample.self, from: Data(bytes)),
            case .context(let context) = sample.value
        else {
            throw Diagnostics([
                Diagnostic(file: file, message: "記入例のJSONが読めません", hint: "{\"届出日\": \"2026-04-01\", …} の形にしてください")
            ])
        }
        return context
    }

    private struct Sample: Decodable {
        let value: Value

        struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            if let members = try? decoder.container(keyedBy: Name.self) {
                var context = Context()
                for key in members.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                    context[key.stringValue] = try members.decode(Sample.self, forKey: key).value
                }
                value = .context(context)
            } else if var list = try? decoder.unkeyedContainer() {
                var values: [Value] = []
                while !list.isAtEnd { values.append(try list.decode(Sample.self).value) }
                value = .list(values)
            } else {
                value = try Sample.single(decoder.singleValueContainer())
            }
        }

        private static func single(_ container: any SingleValueDecodingContainer) throws -> Value {
            if container.decodeNil() { return .null }
            if let flag = try? container.decode(Bool.self) { return .boolean(flag) }
            if let number = try? container.decode(Int.self) { return .number(number) }
            let text = try container.decode(String.self)
            return FeelDate(text).map(Value.date) ?? .string(text)
        }
    }
}
