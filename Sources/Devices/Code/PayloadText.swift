import Japanese

/// Text from the bytes of a code, in the first of the allowed encodings that fits.
enum PayloadText {
    static func decoded(_ bytes: [UInt8], _ encodings: [PayloadProfile.Encoding]) -> String? {
        for encoding in encodings {
            switch encoding {
            case .utf8:
                if let text = String(validating: bytes, as: UTF8.self) { return text }
            case .cp932:
                if let text = try? CP932.decode(bytes).get() { return text }
            }
        }
        return nil
    }
}
