import Foundation
import NIOCore
import Synchronization
import Testing

@testable import Registry

@Suite("連携データの中継", .serialized)
struct RelayTests {
    /// Certificates of a city's authority, and one of a stranger's.
    struct Office {
        let folder: URL

        init(in folder: URL) throws {
            self.folder = folder
            for authority in ["city", "stranger"] {
                try openssl(
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    "/CN=\(authority)",
                    "-keyout",
                    path("\(authority).key"),
                    "-out",
                    path("\(authority).pem")
                )
            }
            try certify("receiver", by: "city")
            try certify("sender", by: "city")
            try certify("intruder", by: "stranger")
        }

        private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

        private func certify(_ name: String, by authority: String) throws {
            let names = path("\(name).ext")
            try Data("subjectAltName=DNS:\(name)\n".utf8).write(to: URL(fileURLWithPath: names))
            try openssl(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-subj",
                "/CN=\(name)",
                "-keyout",
                path("\(name).key"),
                "-out",
                path("\(name).csr")
            )
            try openssl(
                "x509",
                "-req",
                "-in",
                path("\(name).csr"),
                "-CA",
                path("\(authority).pem"),
                "-CAkey",
                path("\(authority).key"),
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                names,
                "-out",
                path("\(name).pem")
            )
        }

        private func openssl(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            process.arguments = arguments
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }

        func identity(_ name: String, authority: String = "city") -> RelayIdentity {
            RelayIdentity(
                certificate: path("\(name).pem"),
                key: path("\(name).key"),
                authority: path("\(authority).pem")
            )
        }
    }

    /// Closes a connection after so many bytes came in.
    final class Scissors: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = ByteBuffer
        private var left: Int

        init(after bytes: Int) { left = bytes }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            left -= Self.unwrapInboundIn(data).readableBytes
            guard left > 0 else { return context.close(promise: nil) }
            context.fireChannelRead(data)
        }
    }

    private struct Bench {
        let folder: URL
        let office: Office
        var inbox: URL { folder.appendingPathComponent("inbox") }
        var watch: URL { folder.appendingPathComponent("town") }
        var receipts: URL { folder.appendingPathComponent("receipts") }

        func sender(_ port: Int, as name: String = "sender", expecting: String = "receiver") throws -> RelaySender {
            RelaySender(
                RelaySettings.Sending(
                    watch: watch,
                    receipts: receipts,
                    quiet: 60,
                    interval: 1,
                    host: "127.0.0.1",
                    port: port,
                    name: expecting,
                    identity: office.identity(name)
                ),
                layout: try ExampleTown.layout()
            )
        }

        func receiver(reserve: Int = 0) -> RelayReceiver {
            RelayReceiver(
                RelaySettings.Receiving(
                    inbox: inbox,
                    host: "127.0.0.1",
                    port: 0,
                    reserve: reserve,
                    identity: office.identity("receiver")
                )
            )
        }

        func arrived() -> [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox.path)) ?? []
            return names.filter { !$0.hasPrefix(".") }.sorted()
        }
    }

    private func withBench(_ body: (Bench) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("relay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bench = Bench(folder: folder, office: try Office(in: folder))
        _ = try ExampleTown.write(2_000, seed: 3, to: bench.watch)
        try await body(bench)
    }

    /// Runs a receiver while the body sends to its port.
    private func listening(
        _ receiver: RelayReceiver,
        accept: @escaping @Sendable (any Channel) throws -> Void = { _ in },
        _ body: (Int) async throws -> Void
    ) async throws {
        let (ports, found) = AsyncStream<Int>.makeStream()
        let running = Task {
            try await receiver.run(ready: { found.yield($0) }, arrived: { _ in }, accept: accept)
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        do {
            try await body(port)
        } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        _ = try? await running.value
    }

    private var later: Date { Date().addingTimeInterval(120) }
    /// The moment at which the last of the files was written, however slow the machine is.
    private func written(_ folder: URL) throws -> Date {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: [.contentModificationDateKey]
        )
        let days = try files.compactMap { try $0.resourceValues(forKeys: [.contentModificationDateKey]) }
        return try #require(days.compactMap(\.contentModificationDate).max())
    }

    @Test("そろって静かになった一組だけを送り、受領証を残し、元のファイルは消さない")
    func wholeSet() async throws {
        try await withBench { bench in
            let before = try FileManager.default.contentsOfDirectory(atPath: bench.watch.path).sorted()
            try await listening(bench.receiver()) { port in
                let sender = try bench.sender(port)
                let warm = try written(bench.watch)
                #expect(try await sender.look(now: warm).isEmpty, "still warm")
                let receipts = try await sender.look(now: later)
                #expect(receipts.map(\.files) == [before.count])
                #expect(bench.arrived() == receipts.map(\.set))
                #expect(try await sender.look(now: later).isEmpty, "acknowledged once")
                try FileManager.default.removeItem(at: bench.receipts)
                #expect(
                    try await sender.look(now: later).map(\.set) == receipts.map(\.set),
                    "a lost receipt comes again"
                )
                #expect(bench.arrived().count == 1)
                let place = bench.inbox.appendingPathComponent(receipts[0].set)
                for name in before {
                    let there = try Data(contentsOf: place.appendingPathComponent(name))
                    let here = try Data(contentsOf: bench.watch.appendingPathComponent(name))
                    #expect(there == here)
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.watch.path).sorted() == before)
        }
    }

    @Test("欠けた組や検査値の合わない組は送らない")
    func incomplete() async throws {
        try await withBench { bench in
            let file = bench.watch.appendingPathComponent("08_SHIEN_20261122.csv")
            let whole = try Data(contentsOf: file)
            try await listening(bench.receiver()) { port in
                try FileManager.default.removeItem(at: file)
                #expect(try await bench.sender(port).look(now: later).isEmpty)
                try whole.dropLast(3).write(to: file)
                #expect(try await bench.sender(port).look(now: later).isEmpty)
                try whole.write(to: file)
                #expect(try await bench.sender(port).look(now: later).count == 1)
            }
        }
    }

    @Test("どこで切れても、続きから送り直して、同じファイルが一組だけ届く")
    func cuts() async throws {
        try await withBench { bench in
            var random = SplitMix64(seed: 11)
            let cuts = (0..<20).map { _ in 500 + random.below(400_000) }
            var failures = 0
            for cut in cuts {
                let accept: @Sendable (any Channel) throws -> Void = { channel in
                    try channel.pipeline.syncOperations.addHandler(Scissors(after: cut))
                }
                try await listening(bench.receiver(), accept: accept) { port in
                    do { _ = try await bench.sender(port).look(now: later) } catch { failures += 1 }
                }
                if !bench.arrived().isEmpty { break }
            }
            #expect(failures > 2)
            try await listening(bench.receiver()) { port in _ = try await bench.sender(port).look(now: later) }
            let sets = bench.arrived()
            #expect(sets.count == 1)
            let place = bench.inbox.appendingPathComponent(try #require(sets.first))
            for name in try FileManager.default.contentsOfDirectory(atPath: bench.watch.path) {
                let there = try Data(contentsOf: place.appendingPathComponent(name))
                let here = try Data(contentsOf: bench.watch.appendingPathComponent(name))
                #expect(there == here)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: bench.inbox.path + "/.parts").isEmpty)
        }
    }

    @Test("受け側のディスクが足りなければ断られ、空けば続く")
    func fullDisk() async throws {
        try await withBench { bench in
            try await listening(bench.receiver(reserve: 1 << 60)) { port in
                await #expect(throws: RelayFault.refused("disk")) { try await bench.sender(port).look(now: later) }
            }
            #expect(bench.arrived().isEmpty)
            try await listening(bench.receiver()) { port in
                let receipts = try await bench.sender(port).look(now: later)
                #expect(receipts.count == 1)
            }
        }
    }

    @Test("よその証明書の送り側も、名前の違う受け側も、つながらない")
    func strangers() async throws {
        try await withBench { bench in
            try await listening(bench.receiver()) { port in
                await #expect(throws: (any Error).self) {
                    try await bench.sender(port, as: "intruder").look(now: later)
                }
                await #expect(throws: (any Error).self) {
                    try await bench.sender(port, expecting: "somebody-else").look(now: later)
                }
            }
            #expect(bench.arrived().isEmpty)
        }
    }

    @Test("受け側は、外へ出る名前や違う検査値を受けない", arguments: ["../x", ".x", "a/b", "", "a\u{0}"])
    func unsafeNames(name: String) throws {
        try withFolder { folder in
            let digest = String(repeating: "a", count: 64)
            let inbox = RelayInbox(folder: folder, reserve: 0)
            #expect(throws: RelayFault.refused("name")) {
                try inbox.begin(RelayFile(name: name, size: 1, digest: digest))
            }
            #expect(throws: RelayFault.refused("name")) {
                try inbox.begin(RelayFile(name: "a", size: 1, digest: "../../etc"))
            }
            let file = RelayFile(name: "a", size: 1, digest: digest)
            _ = try inbox.begin(file)
            let handle = try inbox.open(file)
            try handle.write(contentsOf: Data([1]))
            #expect(throws: RelayFault.refused("checksum")) { try inbox.finish(file, handle) }
        }
    }

    @Test("設定の抜けは、その名前で知らせる")
    func settings() throws {
        let common = "certificate: c\nkey: k\nauthority: a\n"
        #expect(throws: RelayFault.badSettings("「role:」は sender か receiver です")) {
            try RelaySettings.read(common + "role: x")
        }
        #expect(throws: RelayFault.badSettings("「inbox:」がありません")) {
            try RelaySettings.read(common + "role: receiver\nhost: h\nport: 1")
        }
        let text = common + "role: sender\nwatch: w\nreceipts: r\nhost: h\nport: 9\nname: n\nlayout: l"
        guard case .sending(let sending, layout: "l") = try RelaySettings.read(text) else {
            Issue.record("not a sender")
            return
        }
        #expect(sending.port == 9 && sending.quiet == 60)
    }
}
