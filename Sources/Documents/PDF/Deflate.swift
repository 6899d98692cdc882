import CZlib

/// zlib streams (FlateDecode).
enum Deflate {
    /// Level 6 costs four times as much as 2 on font programs and saves 8 % (docs/decisions/0030).
    static func compress(_ bytes: [UInt8], level: Int32 = 2) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, initialized in
            let status = compress2(buffer.baseAddress, &length, bytes, uLong(bytes.count), level)
            // The buffer has the size zlib asked for, so the only failure is a lack of memory.
            initialized = status == Z_OK ? Int(length) : 0
        }
    }

    /// Nil for damaged data or more than `limit` bytes.
    static func expand(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
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
                    status = inflate(&stream, Z_NO_FLUSH)
                    return room - Int(stream.avail_out)
                }
                output.append(contentsOf: chunk.prefix(made))
            }
        }
        return status == Z_STREAM_END && output.count <= limit ? output : nil
    }
}
