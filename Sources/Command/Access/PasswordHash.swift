import Crypto
import CryptoExtras
import Foundation

/// A password's hash in one self-describing line: `scrypt$N$r$p$salt$hash`, salt and hash in base 64.
///
/// scrypt (RFC 7914) with N = 2^15, r = 8, p = 1 comes from swift-crypto; nothing of it is our own.
struct PasswordHash {
    private static let rounds = 1 << 15
    private static let blockSize = 8
    private static let parallelism = 1
    private static let length = 32

    /// With a salt of 16 random bytes.
    static func make(_ password: String, salt: [UInt8]) throws -> String {
        let hash = try derive(password, salt: salt, rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        let parts = [Data(salt).base64EncodedString(), hash.base64EncodedString()]
        return "scrypt$\(rounds)$\(blockSize)$\(parallelism)$" + parts.joined(separator: "$")
    }

    /// False for a wrong password and for a line that is no hash of ours.
    static func matches(_ password: String, _ line: String) -> Bool {
        let parts = line.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), (2...(1 << 20)).contains(rounds), (1...32).contains(blockSize),
            (1...16).contains(parallelism), let salt = Data(base64Encoded: parts[4]),
            let expected = Data(base64Encoded: parts[5]),
            let found = try? derive(
                password,
                salt: Array(salt),
                rounds: rounds,
                blockSize: blockSize,
                parallelism: parallelism
            )
        else { return false }
        return SymmetricKey(data: found) == SymmetricKey(data: expected)
    }

    private static func derive(
        _ password: String,
        salt: [UInt8],
        rounds: Int,
        blockSize: Int,
        parallelism: Int
    ) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.utf8),
            salt: Data(salt),
            outputByteCount: length,
            rounds: rounds,
            blockSize: blockSize,
            parallelism: parallelism,
            maxMemory: 128 * rounds * blockSize * 2
        )
        return key.withUnsafeBytes { Data($0) }
    }
}

extension PasswordHash {
    /// Slow on purpose, a tenth of a second: it runs on a thread that no request waits for.
    static func matchesElsewhere(_ password: String, _ line: String) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: matches(password, line)) }
        }
    }
}
