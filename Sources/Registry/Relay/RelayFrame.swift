import NIOCore

/// One message of the relay (中継の電文): a length, a kind, and what it carries.
struct RelayFrame: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
        /// A file is offered (JSON); answered by ``have``.
        case offer = 1
        /// From which byte on the receiver wants it: 8 bytes.
        case have = 2
        case chunk = 3
        case endOfFile = 4
        /// The set is sent (JSON); answered by ``receipt``.
        case complete = 5
        /// JSON.
        case receipt = 6
        /// One word: why not.
        case refused = 7
    }

    static let longest = 1 << 20
    static let chunkSize = 256 << 10

    var kind: Kind
    var bytes: [UInt8] = []

    init(_ kind: Kind, _ bytes: [UInt8] = []) {
        self.kind = kind
        self.bytes = bytes
    }

    init(have offset: Int) {
        kind = .have
        bytes = (0..<8).map { UInt8(truncatingIfNeeded: UInt64(offset) >> (56 - 8 * UInt64($0))) }
    }

    var offset: Int? {
        guard kind == .have, bytes.count == 8 else { return nil }
        return Int(exactly: bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) })
    }
}

/// Frames to bytes and back.
final class RelayCodec: ByteToMessageDecoder, MessageToByteEncoder {
    typealias InboundOut = RelayFrame
    typealias OutboundIn = RelayFrame

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else { return .needMoreData }
        guard (1...UInt32(RelayFrame.longest)).contains(length) else { throw RelayFault.garbled }
        guard buffer.readableBytes >= 4 + Int(length) else { return .needMoreData }
        buffer.moveReaderIndex(forwardBy: 4)
        guard let kind = buffer.readInteger(as: UInt8.self).flatMap(RelayFrame.Kind.init(rawValue:)),
            let bytes = buffer.readBytes(length: Int(length) - 1)
        else { throw RelayFault.garbled }
        context.fireChannelRead(Self.wrapInboundOut(RelayFrame(kind, bytes)))
        return .continue
    }

    func decodeLast(
        context: ChannelHandlerContext,
        buffer: inout ByteBuffer,
        seenEOF: Bool
    ) throws -> DecodingState {
        // Half a frame at the end is a cut connection, which whoever waits for the next frame will notice.
        try decode(context: context, buffer: &buffer)
    }

    func encode(data: RelayFrame, out: inout ByteBuffer) throws {
        out.writeInteger(UInt32(data.bytes.count + 1))
        out.writeInteger(data.kind.rawValue)
        out.writeBytes(data.bytes)
    }
}

/// Why the relay did not go on (中継の失敗); never with what stands in a file.
package enum RelayFault: Error, Hashable, Sendable {
    case garbled
    /// The connection ended before the receipt.
    case cut
    /// The receiver's own word.
    case refused(String)
    case unreadable(String)
    case badSettings(String)
}
