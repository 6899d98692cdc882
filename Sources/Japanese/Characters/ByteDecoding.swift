/// Text from bytes of a file or a request (文字列の復号), strictly: what is no character is named by its place, never replaced.
package enum ByteDecoding {
    package struct Fault: Error, Hashable, Sendable {
        /// The first byte at fault, from 0.
        package let offset: Int

        package var sentence: String {
            "\(offset + 1)バイト目から文字として読めません。文字コードの設定か、送り元のファイルを確かめてください。"
        }
    }

    /// Strict UTF-8 (RFC 3629): over-long forms, lone surrogates (CESU-8) and cut-off sequences are faults; a BOM is kept.
    package static func utf8(_ bytes: some Collection<UInt8>) -> Result<String, Fault> {
        if let text = String(validating: bytes, as: UTF8.self) { return .success(text) }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return .failure(Fault(offset: offset))
    }

    /// UTF-16 without BOM; an odd byte or a lone surrogate is a fault.
    package static func utf16(_ bytes: [UInt8], bigEndian: Bool) -> Result<String, Fault> {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
        }
        guard bytes.count % 2 == 0 else { return .failure(Fault(offset: bytes.count - 1)) }
        if let text = String(validating: units, as: UTF16.self) { return .success(text) }
        return .failure(Fault(offset: 2 * firstLoneSurrogate(units)))
    }

    private static func firstLoneSurrogate(_ units: [UInt16]) -> Int {
        var index = 0
        while index < units.count {
            if UTF16.isLeadSurrogate(units[index]), index + 1 < units.count, UTF16.isTrailSurrogate(units[index + 1]) {
                index += 2
            } else if UTF16.isSurrogate(units[index]) {
                return index
            } else {
                index += 1
            }
        }
        return index
    }
}
