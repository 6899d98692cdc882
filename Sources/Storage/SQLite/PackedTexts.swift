/// Texts for one row behind each other in one array of bytes, so that binding them copies nothing (行の文字の束).
struct PackedTexts: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    /// Negative counts stand for no value.
    private(set) var slices: [(start: Int, count: Int)] = []

    init(_ texts: [String?]) {
        bytes.reserveCapacity(480)
        slices.reserveCapacity(texts.count)
        for text in texts { append(text) }
    }

    mutating func append(_ text: String?) {
        guard var text else {
            slices.append((0, -1))
            return
        }
        let start = bytes.count
        text.withUTF8 { bytes.append(contentsOf: $0) }
        slices.append((start, bytes.count - start))
    }

    var texts: [String?] {
        slices.map { start, count in
            count < 0 ? nil : String(decoding: bytes[start..<start + count], as: UTF8.self)
        }
    }

    /// By bytes, as the database compares.
    static func == (left: PackedTexts, right: PackedTexts) -> Bool {
        left.bytes == right.bytes && left.slices.elementsEqual(right.slices, by: ==)
    }

    /// FNV-1a over all texts and the places where they end.
    var digest: UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        bytes.withUnsafeBufferPointer { bytes in
            for (start, count) in slices {
                for place in start..<start + max(count, 0) {
                    value = (value ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01B3
                }
                value = (value ^ (count < 0 ? 0xFE : 0xFF)) &* 0x0000_0100_0000_01B3
            }
        }
        return value
    }
}
