import Foundation
import NIOSSL

/// The server's certificate and key (サーバー証明書). Where there is none yet, a self-signed one is made by `openssl`.
struct Certificate {
    private let certificate: String
    private let key: String

    init(data: String, given: (certificate: String, key: String)?) throws {
        if let given {
            (certificate, key) = given
            return
        }
        let folder = data + "/tls"
        certificate = folder + "/certificate.pem"
        key = folder + "/key.pem"
        guard !FileManager.default.fileExists(atPath: certificate) else { return }
        try Certificate.make(certificate: certificate, key: key, in: folder)
    }

    var configuration: TLSConfiguration {
        get throws {
            do {
                let chain = try NIOSSLCertificate.fromPEMFile(certificate)
                var tls = TLSConfiguration.makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
                )
                tls.minimumTLSVersion = .tlsv12
                return tls
            } catch {
                throw CommandFailure("証明書 \(certificate) と鍵 \(key) を読めません。PEM のファイルか確かめてください。")
            }
        }
    }

    /// Good for a year on this machine's names; a city puts its own in place with `--certificate` and `--key`.
    ///
    /// Made under other names and then moved, so that a start that is killed leaves no half of a pair.
    private static func make(certificate: String, key: String, in folder: String) throws {
        let files = FileManager.default
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "365",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", key + ".new", "-out", certificate + ".new",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try files.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key + ".new")
            if files.fileExists(atPath: key) { try files.removeItem(atPath: key) }
            try files.moveItem(atPath: key + ".new", toPath: key)
            try files.moveItem(atPath: certificate + ".new", toPath: certificate)
        } catch {
            throw CommandFailure("証明書を \(folder) に作れません。Debian の openssl を入れるか、--certificate と --key を指定してください。")
        }
    }
}
