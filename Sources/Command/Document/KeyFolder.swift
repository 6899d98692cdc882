import Documents
import Foundation
import Madoguchi

/// Where the keys lie (鍵のフォルダー): beside the data folder, never in it, so that a copy of the data has no keys.
struct KeyFolder {
    let path: String

    private var certificate: String { path + "/seal.pem" }
    private var secret: String { path + "/seal.key" }

    /// `given` or `MADOGUCHI_KEYS`, else the data folder's name with `.keys`.
    init(given: String?, data: String) {
        let named = given ?? ProcessInfo.processInfo.environment["MADOGUCHI_KEYS"]
        let folder = URL(filePath: data, directoryHint: .isDirectory).standardizedFileURL.path
        path = named ?? (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + ".keys"
    }

    /// The seal's key; made on the first start, together with its certificate.
    func seal(town: String, now: Instant) throws -> SealKey {
        if !FileManager.default.fileExists(atPath: certificate) { try make(town, now) }
        do {
            return try SealKey(certificate: try text(certificate), key: try text(secret))
        } catch let fault as SealFault {
            throw CommandFailure("\(path) の封印の鍵が使えません。\(fault)")
        }
    }

    private func text(_ file: String) throws -> String {
        String(decoding: try InputFile.bytes(file), as: UTF8.self)
    }

    /// The key first and the certificate last, each under another name and then moved: half a pair is never taken up.
    private func make(_ town: String, _ now: Instant) throws {
        let made = try SealKey.make(town: town, at: now)
        let files = FileManager.default
        do {
            try files.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            for (file, content) in [(secret, made.key), (certificate, made.certificate)] {
                let new = file + ".new"
                try? files.removeItem(atPath: new)
                guard files.createFile(atPath: new, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                    throw CocoaError(.fileWriteUnknown)
                }
                try Data(content.utf8).write(to: URL(filePath: new))
                try? files.removeItem(atPath: file)
                try files.moveItem(atPath: new, toPath: file)
            }
        } catch {
            throw CommandFailure("封印の鍵を \(path) に作れません。書き込みの権限を確かめるか、--keys で別の場所を指定してください。")
        }
    }
}
