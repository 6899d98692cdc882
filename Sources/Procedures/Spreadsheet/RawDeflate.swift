import CZlib

/// Deflate streams without a frame of their own, as archives hold them (圧縮).
enum RawDeflate {
    private static let window: Int32 = -15

    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        let opened = deflateInit2_(
            &stream,
            6,
            Z_DEFLATED,
            window,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard opened == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        return pump(&stream, bytes, limit: bytes.count + bytes.count / 8 + 1_024) { deflate(&$0, Z_FINISH) }
    }

    /// Nil for damaged data or more than `limit` bytes.
    static func expand(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        return pump(&stream, bytes, limit: limit) { inflate(&$0, Z_NO_FLUSH) }
    }

    private static func pump(
        _ stream: inout z_stream,
        _ bytes: [UInt8],
        limit: Int,
        _ step: (inout z_stream) -> Int32
    ) -> [UInt8]? {
        var input = bytes
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var status = Z_OK
        input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = uInt(source.count)
            while status == Z_OK, output.count <= limit {
                let room = chunk.count
                let made = chunk.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = uInt(room)
                    status = step(&stream)
                    return room - Int(stream.avail_out)
                }
                output.append(contentsOf: chunk.prefix(made))
            }
        }
        return status == Z_STREAM_END && output.count <= limit ? output : nil
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(crc32(0, bytes, uInt(bytes.count)))
    }
}
