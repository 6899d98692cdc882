import ArgumentParser
import Devices
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
import Logging
import Madoguchi
import ServiceLifecycle
import UnixSignals
import Web

/// `madoguchi serve`: the server of the counters.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "窓口のサーバーを動かす",
        discussion: """
            例: madoguchi serve --data data --municipality municipalities/example-shi --demo

            止めるには Ctrl-C を押すか、SIGTERM を送ります。
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var municipality: MunicipalityOption
    @OptionGroup var fonts: FontOption
    @Option(help: ArgumentHelp("待ち受けるポートの番号", valueName: "N")) var port = 8443
    @Option(help: ArgumentHelp("待ち受けるアドレス", valueName: "ADDRESS")) var host = "127.0.0.1"
    @Flag(help: "架空の市の住民と、お試しの職員・端末を用意する") var demo = false
    @Option(help: ArgumentHelp("サーバー証明書（PEM）。省くと自己署名を作る", valueName: "FILE")) var certificate: String?
    @Option(help: ArgumentHelp("証明書の鍵（PEM）", valueName: "FILE")) var key: String?
    @Option(help: ArgumentHelp("封印の鍵を置くフォルダー。省くとデータのフォルダー名に .keys を付けた所", valueName: "DIR")) var keys: String?
    @Option(help: ArgumentHelp("端末ごとのプリンターの表。省くとブラウザーで印刷する", valueName: "FILE")) var printers: String?
    @Option(help: ArgumentHelp("画面の部品のフォルダー。省くとプログラムの隣", valueName: "DIR")) var resources: String?

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("「--port」は 1 から 65535 までの番号です。") }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("「--certificate」と「--key」は両方を書いてください。")
        }
    }

    func run() async throws {
        let started = ContinuousClock.now
        let setup = try ServerSetup(data: data.data, municipality: municipality, keys: keys, fonts: fonts.paths)
        try await setup.publish()
        let demonstration = demo ? Demonstration(setup: setup) : nil
        try await demonstration?.prepare()
        let given = certificate.flatMap { certificate in key.map { (certificate, $0) } }
        let tls = try Certificate(data: data.data, given: given).configuration
        let server = try setup.server(
            demonstration: demonstration,
            resources: resources,
            printers: try printers.map { try LinePrinter(file: $0) } ?? .none,
            logger: logger
        )
        let application = try Application(
            router: server.router(),
            server: .http2Upgrade(tlsConfiguration: tls),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "madoguchi"),
            onServerRunning: { _ in announce(demonstration, after: started.duration(to: .now)) },
            logger: logger
        )
        var group = ServiceGroupConfiguration(
            services: [application],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(6)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            throw refusal(error) ?? error
        }
    }

    /// The network layer is not ours to import; its errors tell their number in words.
    private func refusal(_ error: any Error) -> CommandFailure? {
        let words = String(describing: error)
        if words.contains("errno: \(EADDRINUSE))") {
            return CommandFailure("ポート \(port) は、ほかのプログラムが使っています。それを止めるか、--port で別の番号を指定してください。")
        }
        if words.contains("errno: \(EACCES))") || words.contains("errno: \(EADDRNOTAVAIL))") {
            return CommandFailure("\(host) のポート \(port) では待ち受けられません。--host と --port を確かめてください。")
        }
        return nil
    }

    private var logger: Logger {
        var logger = Logger(label: "madoguchi")
        logger.logLevel = .notice
        return logger
    }

    private func announce(_ demonstration: Demonstration?, after start: Duration) {
        let seconds = start.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow))
        StandardError.write("\n窓口は https://localhost:\(port) で動いています（起動 \(seconds)）。")
        if let demonstration { StandardError.write(demonstration.invitation(port: port)) }
        StandardError.write("止めるには Ctrl-C を押します。")
    }
}
