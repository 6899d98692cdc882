import Crypto
import Foundation
import Madoguchi

/// Seals 個人番号 of one generation with a key of its own (個人番号の暗号化): AES-256-GCM, bound to the resident's number.
struct MyNumberSeal: Sendable {
    fileprivate let key: SymmetricKey

    init() {
        key = SymmetricKey(size: .bits256)
    }

    fileprivate init(key: SymmetricKey) {
        self.key = key
    }

    /// Nonce, ciphertext and tag. A value put on another person's row does not open.
    func sealed(_ number: MyNumber, of resident: ResidentNumber) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            Array(number.digits.utf8),
            using: key,
            authenticating: Array(resident.digits.utf8)
        )
        guard let combined = box.combined else { throw StorageError.noKey }
        return [UInt8](combined)
    }

    func opened(_ sealed: [UInt8], of resident: ResidentNumber) throws -> MyNumber {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            let bytes = try AES.GCM.open(box, using: key, authenticating: Array(resident.digits.utf8))
            if let number = MyNumber(String(decoding: bytes, as: UTF8.self)) { return number }
        } catch {
            throw StoreError.damaged("a sealed number does not open")
        }
        throw StoreError.damaged("a sealed number does not open")
    }
}

/// The keys under which the generations' own keys lie wrapped in the database (鍵ファイル); the newest wraps.
///
/// Lines of `id,base64`. The file belongs outside the data folder: whoever takes the folder alone has nothing.
struct MasterKeys: Sendable {
    private let keys: [(id: String, key: SymmetricKey)]

    /// Reads the file; nil where there is none.
    init?(path: String) throws {
        guard let bytes = DurableFile.read(path) else { return nil }
        var keys: [(String, SymmetricKey)] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ",")
            guard parts.count == 2, let key = Data(base64Encoded: String(parts[1])), key.count == 32 else {
                throw StorageError.badKeyFile
            }
            keys.append((String(parts[0]), SymmetricKey(data: key)))
        }
        guard !keys.isEmpty else { throw StorageError.badKeyFile }
        self.keys = keys
    }

    private init(keys: [(id: String, key: SymmetricKey)]) {
        self.keys = keys
    }

    /// These keys and a new one after them.
    static func adding(to old: MasterKeys?) -> MasterKeys {
        let key = SymmetricKey(size: .bits256)
        let print = SHA256.hash(data: key.withUnsafeBytes { Array($0) }).prefix(4)
        let id = print.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        return MasterKeys(keys: (old?.keys ?? []) + [(id, key)])
    }

    /// The newest alone.
    var newest: MasterKeys { MasterKeys(keys: Array(keys.suffix(1))) }

    func write(to path: String) throws {
        let lines = keys.map { id, key in
            "\(id),\(key.withUnsafeBytes { Data($0) }.base64EncodedString())\n"
        }
        try DurableFile.replace(path, with: Array(lines.joined().utf8))
    }

    /// The id of the wrapping key and the wrapped key of a generation.
    func wrapped(_ seal: MyNumberSeal, for generation: String) throws -> (id: String, bytes: [UInt8]) {
        guard let (id, key) = keys.last else { throw StorageError.noKey }
        let bytes = seal.key.withUnsafeBytes { Array($0) }
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Array(generation.utf8))
        guard let combined = box.combined else { throw StorageError.noKey }
        return (id, [UInt8](combined))
    }

    func unwrapped(_ bytes: [UInt8], by id: String, for generation: String) throws -> MyNumberSeal {
        guard let key = keys.last(where: { $0.id == id })?.key else { throw StorageError.noKey }
        do {
            let box = try AES.GCM.SealedBox(combined: bytes)
            let opened = try AES.GCM.open(box, using: key, authenticating: Array(generation.utf8))
            return MyNumberSeal(key: SymmetricKey(data: opened))
        } catch {
            throw StorageError.noKey
        }
    }
}
