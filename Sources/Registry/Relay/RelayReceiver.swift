import Foundation
package import NIOCore
import NIOPosix
import NIOSSL

/// Takes sets from a sender whose certificate it knows (連携データ中継の受け側).
package struct RelayReceiver: Sendable {
    let settings: RelaySettings.Receiving
    let inbox: RelayInbox

    package init(_ settings: RelaySettings.Receiving) {
        self.settings = settings
        inbox = RelayInbox(folder: settings.inbox, reserve: settings.reserve)
    }

    /// Listens until the task is cancelled. `ready` gets the port; `accept` may look at each connection first.
    package func run(
        ready: @escaping @Sendable (Int) -> Void,
        arrived: @escaping @Sendable (RelayReceipt) -> Void,
        accept: @escaping @Sendable (any Channel) throws -> Void = { _ in }
    ) async throws {
        try FileManager.default.createDirectory(at: settings.inbox, withIntermediateDirectories: true)
        let tls = try settings.identity.receiving()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: settings.host, port: settings.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try accept(channel)
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    return try channel.framed()
                }
            }
        ready(server.channel.localAddress?.port ?? settings.port)
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await serve(connection, arrived) }
                }
            }
        }
    }

    /// One connection; whatever ends it, the parts that came stay for the next.
    private func serve(_ connection: RelayChannel, _ arrived: @Sendable (RelayReceipt) -> Void) async {
        try? await connection.executeThenClose { inbound, outbound in
            do {
                try await converse(inbound, outbound, arrived)
            } catch let fault as RelayFault {
                guard case .refused(let why) = fault else { return }
                try await outbound.write(RelayFrame(.refused, Array(why.utf8)))
            }
        }
    }

    private func converse(
        _ inbound: NIOAsyncChannelInboundStream<RelayFrame>,
        _ outbound: NIOAsyncChannelOutboundWriter<RelayFrame>,
        _ arrived: @Sendable (RelayReceipt) -> Void
    ) async throws {
        var current: (file: RelayFile, handle: FileHandle)?
        defer { try? current?.handle.close() }
        for try await frame in inbound {
            switch (frame.kind, current) {
            case (.offer, nil):
                let file = try JSONDecoder().decode(RelayFile.self, from: Data(frame.bytes))
                let have = try inbox.begin(file)
                current = (file, try inbox.open(file))
                try await outbound.write(RelayFrame(have: have))
            case (.chunk, let open?):
                do {
                    try open.handle.write(contentsOf: Data(frame.bytes))
                } catch {
                    throw RelayFault.refused("disk")
                }
            case (.endOfFile, let open?):
                current = nil
                try inbox.finish(open.file, open.handle)
                try await outbound.write(RelayFrame(.receipt))
            case (.complete, nil):
                let set = try JSONDecoder().decode(RelaySet.self, from: Data(frame.bytes))
                try inbox.complete(set)
                let receipt = RelayReceipt(
                    set: set.name,
                    files: set.files.count,
                    bytes: set.files.reduce(0) { $0 + $1.size },
                    receivedAt: Int(Date().timeIntervalSince1970)
                )
                try await outbound.write(RelayFrame(.receipt, Array(try JSONEncoder().encode(receipt))))
                arrived(receipt)
            default: throw RelayFault.refused("order")
            }
        }
    }
}
