import Foundation

/// The server's certificate and key (サーバー証明書). Where there is none yet, a self-signed one is made by `openssl`.
struct Certificate {
    let certificate: String
    let key: String

    init(data: String, given: (certificate: String, key: String)?) throws {
        if let given {
            certificate = given.certificate
            key = given.key
            return
        }
        let folder = data + "/tls"
        certificate = folder + "/certificate.pem"
        key = folder + "/key.pem"
        guard !FileManager.default.fileExists(atPath: certificate) else { return }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Certificate.make(certificate: certificate, key: key)
    }

    /// Good for a year on this machine's names; a city puts its own in place with `--certificate` and `--key`.
    private static func make(certificate: String, key: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "365",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", key, "-out", certificate,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw CommandFailure("証明書を作れません。Debian の openssl を入れるか、--certificate と --key を指定してください。")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure("証明書を作れません。データフォルダーに書き込めるか確かめてください。")
        }
    }
}
