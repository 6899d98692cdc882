import ArgumentParser
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
import Logging
import Madoguchi
import NIOSSL
import ServiceLifecycle
import UnixSignals
import Web

/// `madoguchi serve`: the server of the counters.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "窓口のサーバーを動かす",
        discussion: "例: madoguchi serve --demo --data data --municipality municipalities/example-shi --port 8443")

    @Option(help: "データを置くフォルダー") var data: String
    @Option(help: "自治体の定義のフォルダー") var municipality = "municipalities/example-shi"
    @Option(help: "待ち受ける番号") var port = 8443
    @Option(help: "待ち受けるアドレス") var host = "127.0.0.1"
    @Flag(help: "架空の市と試用のログインを用意する") var demo = false
    @Option(help: "サーバー証明書(PEM)。省くと自己署名を作る") var certificate: String?
    @Option(help: "証明書の鍵(PEM)") var key: String?
    @Option(help: "画面の部品のフォルダー（省くとプログラムの隣）") var resources: String?

    func run() async throws {
        let started = ContinuousClock.now
        let setup = try ServerSetup(data: data, municipality: municipality)
        if demo {
            try await DemoTown(
                store: setup.store, catalogue: setup.catalogue, municipality: municipality, data: data
            ).prepare()
        }
        let given = certificate.flatMap { certificate in key.map { (certificate, $0) } }
        let pair = try Certificate(data: data, given: given)
        let application = try Application(
            router: server(setup).router(),
            server: .http2Upgrade(tlsConfiguration: tls(pair)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "madoguchi"),
            onServerRunning: { _ in announce(started) },
            logger: logger)
        var group = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(6)
        try await ServiceGroup(configuration: group).run()
    }

    private var logger: Logger {
        var logger = Logger(label: "madoguchi")
        logger.logLevel = .notice
        return logger
    }

    private func server(_ setup: ServerSetup) throws -> WebServer {
        var settings = WebSettings()
        settings.resources = resources
        settings.isDemo = demo
        settings.demoAccounts = demo ? DemoTown.accounts.map(demoAccount(setup)) : []
        let ports = WebPorts(
            desk: setup.desk, readCode: CodeIntake(municipality: municipality).read,
            random: SystemBytes.random,
            passwordFits: { password, hash in await Self.fits(password, hash) }, logger: logger)
        return try WebServer(ports: ports, settings: settings)
    }

    private func demoAccount(
        _ setup: ServerSetup
    ) -> ((id: String, name: String, counter: String, groups: [String])) -> WebSettings.DemoAccount {
        { account in
            let counter = setup.catalogue.municipality.counter(CounterID(account.counter))?.name ?? account.counter
            return WebSettings.DemoAccount(
                id: account.id, password: DemoTown.password, description: "\(account.name)（\(counter)）")
        }
    }

    private func tls(_ pair: Certificate) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(pair.certificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: pair.key, format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        return tls
    }

    /// scrypt takes a tenth of a second on purpose; it runs on a thread of its own.
    private static func fits(_ password: String, _ hash: String) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: PasswordHash.matches(password, hash)) }
        }
    }

    private func announce(_ started: ContinuousClock.Instant) {
        let seconds = started.duration(to: .now)
        var lines = ["", "窓口は https://localhost:\(port) で動いています（起動 \(seconds.formatted(.units(allowed: [.seconds, .milliseconds])))）。"]
        if demo {
            lines.append("お試しのログイン（パスワードはどれも \(DemoTown.password)）:")
            lines += DemoTown.accounts.map { "  \($0.id)  \($0.name)" }
            lines += [
                "試してみること:",
                "  1. ueno でログイン → 転入 → \(municipality)/samples/tenshutsu-maebashi.txt を読み込む",
                "  2. 別の窓で https://localhost:\(port)/panel を開き、来庁者として答えて署名する",
                "  3. 印刷した手続案内書の番号を、hoshino（年金医療課）の受付一覧で読み取る",
                "止めるには Ctrl-C を押します。",
            ]
        }
        StandardError.write(lines.joined(separator: "\n"))
    }
}
