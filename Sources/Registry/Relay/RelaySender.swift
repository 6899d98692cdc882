package import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Sends complete sets of the in-house folder to the receiver (連携データ中継の送り側); never deletes anything there.
package struct RelaySender: Sendable {
    let settings: RelaySettings.Sending
    let layout: Layout

    package init(_ settings: RelaySettings.Sending, layout: Layout) {
        self.settings = settings
        self.layout = layout
    }

    /// One look at the folder: every complete set without a receipt is sent. The receipts that came.
    ///
    /// A cut connection, a full disk or a restart leaves the set unacknowledged; the next look goes on where it stopped.
    package func look(now: Date = Date()) async throws -> [RelayReceipt] {
        let ledger = RelayLedger(folder: settings.receipts)
        let sets = try RelayWatch(folder: settings.watch, layout: layout, quiet: settings.quiet).sets(now: now)
        var receipts: [RelayReceipt] = []
        for set in sets where ledger.receipt(of: set) == nil {
            let receipt = try await send(set)
            try ledger.keep(receipt)
            receipts.append(receipt)
        }
        return receipts
    }

    private func send(_ set: RelaySet) async throws -> RelayReceipt {
        let tls = try settings.identity.sending()
        let name = settings.name
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(15))
            .connect(host: settings.host, port: settings.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: tls, serverHostname: name)
                    try channel.pipeline.syncOperations.addHandler(handler)
                    return try channel.framed()
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var answers = inbound.makeAsyncIterator()
            for file in set.files {
                try await outbound.write(RelayFrame(.offer, Array(try JSONEncoder().encode(file))))
                let answer = try await RelaySender.answer(answers.next())
                guard let offset = answer.offset, offset <= file.size else { throw RelayFault.garbled }
                try await stream(file, from: offset, outbound)
                guard try await RelaySender.answer(answers.next()).kind == .receipt else { throw RelayFault.garbled }
            }
            try await outbound.write(RelayFrame(.complete, Array(try JSONEncoder().encode(set))))
            let last = try await RelaySender.answer(answers.next())
            let receipt = try JSONDecoder().decode(RelayReceipt.self, from: Data(last.bytes))
            guard receipt.set.utf8.elementsEqual(set.name.utf8) else { throw RelayFault.garbled }
            return receipt
        }
    }

    private func stream(
        _ file: RelayFile,
        from offset: Int,
        _ outbound: NIOAsyncChannelOutboundWriter<RelayFrame>
    ) async throws {
        let handle = try FileHandle(forReadingFrom: settings.watch.appendingPathComponent(file.name))
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(offset))
        var left = file.size - offset
        while left > 0 {
            let bytes = try handle.read(upToCount: min(left, RelayFrame.chunkSize)) ?? Data()
            // Shorter than when it was weighed: somebody writes it again, and the next look will see that.
            guard !bytes.isEmpty else { throw RelayFault.unreadable(file.name) }
            left -= bytes.count
            try await outbound.write(RelayFrame(.chunk, Array(bytes)))
        }
        try await outbound.write(RelayFrame(.endOfFile))
    }

    private static func answer(_ frame: RelayFrame?) throws -> RelayFrame {
        guard let frame else { throw RelayFault.cut }
        if frame.kind == .refused { throw RelayFault.refused(String(decoding: frame.bytes, as: UTF8.self)) }
        return frame
    }
}
