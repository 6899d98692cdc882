import Crypto
import Foundation
package import Madoguchi
import SwiftASN1
import X509

/// The office's key that closes documents, with the certificate that names it (封印の鍵と電子証明書).
package struct SealKey: Sendable {
    /// The key's own certificate first, then those above it.
    let certificates: [Certificate]
    let algorithm: Certificate.SignatureAlgorithm
    private let key: Certificate.PrivateKey

    /// A P-256 or RSA key and its certificate, as PEM text; the city's own from a public authority works as well.
    package init(certificate: String, key: String) throws(SealFault) {
        guard let documents = try? PEMDocument.parseMultiple(pemString: certificate),
            let chain = try? documents.map({ try Certificate(pemDocument: $0) }), let own = chain.first
        else { throw .certificate }
        guard let secret = try? Certificate.PrivateKey(pemEncoded: key), secret.publicKey == own.publicKey else {
            throw .key
        }
        let usable: [Certificate.SignatureAlgorithm] = [.ecdsaWithSHA256, .sha256WithRSAEncryption]
        guard let algorithm = usable.first(where: secret.supportedSignatureAlgorithms.contains) else { throw .key }
        (certificates, self.key, self.algorithm) = (chain, secret, algorithm)
    }

    /// A new P-256 key and a certificate it signs itself, good for ten years from that moment.
    package static func make(town: String, at now: Instant) throws(SealFault) -> (certificate: String, key: String) {
        do {
            let secret = P256.Signing.PrivateKey()
            let key = Certificate.PrivateKey(secret)
            let name = try DistinguishedName {
                CountryName("JP")
                OrganizationName(town)
                CommonName("\(town) 窓口書類の封印")
            }
            let day = Date(timeIntervalSince1970: Double(now.milliseconds / 1000))
            let certificate = try Certificate(
                version: .v3,
                serialNumber: serial(),
                publicKey: key.publicKey,
                notValidBefore: day,
                notValidAfter: day.addingTimeInterval(3652 * 86_400),
                issuer: name,
                subject: name,
                signatureAlgorithm: .ecdsaWithSHA256,
                extensions: try Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true, nonRepudiation: true))
                    SubjectKeyIdentifier(hash: key.publicKey)
                },
                issuerPrivateKey: key
            )
            return (try certificate.serializeAsPEM().pemString, secret.pemRepresentation)
        } catch {
            throw .key
        }
    }

    /// Sixteen random bytes that are a positive number without a leading zero, as every reader takes it.
    private static func serial() -> Certificate.SerialNumber {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[0] = bytes[0] & 0x3F | 0x40
        return Certificate.SerialNumber(bytes: bytes)
    }

    /// SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` gives it, without colons.
    package var fingerprint: String { SealKey.fingerprint(certificates[0]) }

    /// Of a certificate as PEM text; nil for anything else.
    package static func fingerprint(certificate: String) -> String? {
        guard let documents = try? PEMDocument.parseMultiple(pemString: certificate), let first = documents.first,
            let own = try? Certificate(pemDocument: first)
        else { return nil }
        return fingerprint(own)
    }

    func signature(over bytes: [UInt8]) throws(SealFault) -> [UInt8] {
        do {
            return try key.sign(bytes: bytes, signatureAlgorithm: algorithm).rawRepresentation
        } catch {
            throw .key
        }
    }

    static func encoded(_ value: some DERSerializable) -> [UInt8] {
        var serializer = DER.Serializer()
        // Certificates and names that were read or made before serialise again.
        try? serializer.serialize(value)
        return serializer.serializedBytes
    }

    static func fingerprint(_ certificate: Certificate) -> String {
        var text = PDFText()
        text.writeHex(Array(SHA256.hash(data: encoded(certificate))))
        return String(decoding: text.bytes, as: UTF8.self).lowercased()
    }
}

/// Why a document could not be sealed (封印できない理由).
package enum SealFault: Error, Hashable, Sendable {
    /// The certificate does not read.
    case certificate
    /// The key does not read, or is not the certificate's.
    case key
    /// The bytes are no unsealed document of ours.
    case content
    /// A place for handwriting lies outside the document.
    case area
    /// A remark such as 代筆 does not fit its place, or has a letter that no font draws.
    case remark
}

extension SealFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .certificate: "封印の証明書が読めません。PEM のファイルか確かめてください。"
        case .key: "封印の鍵が読めないか、証明書と組になっていません。同じ組の鍵と証明書を置いてください。"
        case .content: "封印する書類が、この製品の作った封印前の書類ではありません。"
        case .remark: "代筆の記載が署名欄に入らないか、使えるフォントにない文字があります。氏名と関係を短くするか、文字を確かめてください。"
        case .area: "署名欄の位置が書類の中にありません。様式の定義を確かめてください。"
        }
    }
}
