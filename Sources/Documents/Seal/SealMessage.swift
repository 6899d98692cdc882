import Crypto
import SwiftASN1
import X509

/// A detached CMS signature as PAdES baseline-B asks for it (ETSI EN 319 142-1, RFC 5652, RFC 5035): content type, message
/// digest and signing certificate are signed; the time stands in the PDF's own entry.
enum SealMessage {
    private static let sha256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
    private static let data: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]
    private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    private static let contentType: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03]
    private static let messageDigest: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04]
    private static let signingCertificate: [UInt8] =
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x2F]
    private static let ecdsaWithSHA256: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02]
    private static let rsaWithSHA256: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]

    // MARK: Writing

    static func make(over digest: [UInt8], with key: SealKey) throws(SealFault) -> [UInt8] {
        let attributes = attributes(digest, key.certificates[0])
        let signature = try key.signature(over: node(0x31, attributes))
        return message(attributes, key.certificates, key.algorithm, signature)
    }

    /// What is signed: content type, digest of the content, digest of the certificate.
    private static func attributes(_ digest: [UInt8], _ own: Certificate) -> [UInt8] {
        [
            attribute(contentType, identifier(data)), attribute(messageDigest, node(0x04, digest)),
            attribute(signingCertificate, certificateReference(own)),
        ].sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
    }

    private static func message(
        _ attributes: [UInt8],
        _ certificates: [Certificate],
        _ kind: Certificate.SignatureAlgorithm,
        _ signature: [UInt8]
    ) -> [UInt8] {
        let signer = node(
            0x30,
            node(0x02, [1]) + signerName(certificates[0]) + node(0x30, identifier(sha256)) + node(0xA0, attributes)
                + algorithm(kind) + node(0x04, signature)
        )
        let inner = node(
            0x30,
            node(0x02, [1]) + node(0x31, node(0x30, identifier(sha256))) + node(0x30, identifier(data))
                + node(0xA0, certificates.flatMap { SealKey.encoded($0) }) + node(0x31, signer)
        )
        return node(0x30, identifier(signedData) + node(0xA0, inner))
    }

    private static func algorithm(_ algorithm: Certificate.SignatureAlgorithm) -> [UInt8] {
        algorithm == .ecdsaWithSHA256
            ? node(0x30, identifier(ecdsaWithSHA256)) : node(0x30, identifier(rsaWithSHA256) + node(0x05, []))
    }

    /// SigningCertificateV2 with SHA-256, which is the default and therefore not written.
    private static func certificateReference(_ certificate: Certificate) -> [UInt8] {
        node(0x30, node(0x30, node(0x30, node(0x04, Array(SHA256.hash(data: SealKey.encoded(certificate)))))))
    }

    private static func signerName(_ certificate: Certificate) -> [UInt8] {
        // The number as the certificate spells it: version, number, …
        let fields = (try? DER.parse(SealKey.encoded(certificate)))?.parts?.first?.parts ?? []
        let number = fields.count > 1 ? Array(fields[1].encodedBytes) : []
        return node(0x30, SealKey.encoded(certificate.issuer) + number)
    }

    private static func attribute(_ kind: [UInt8], _ value: [UInt8]) -> [UInt8] {
        node(0x30, identifier(kind) + node(0x31, value))
    }

    private static func identifier(_ bytes: [UInt8]) -> [UInt8] { node(0x06, bytes) }

    private static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(rest & 255), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    // MARK: Reading

    /// The certificate whose key signed these bytes; nil where anything is not as it should be.
    ///
    /// Only certificates and signature are taken from the message; the rest must be what follows from them, so that no
    /// part of it can be changed unseen.
    static func signer(of bytes: some Sequence<UInt8>, message found: [UInt8]) -> Certificate? {
        guard let proper = trimmed(found), let root = try? DER.parse(proper), let outer = root.parts, outer.count == 2,
            let inner = outer[1].parts?.first?.parts, inner.count == 5,
            let signer = inner[4].parts?.first?.parts, signer.count == 6,
            let certificates = try? inner[3].parts?.map({ try Certificate(derEncoded: $0) }),
            let own = certificates.first, let signature = signer[5].content(),
            let kind = signer[4].parts?.first?.content()
        else { return nil }
        let algorithm: Certificate.SignatureAlgorithm
        switch kind {
        case ecdsaWithSHA256: algorithm = .ecdsaWithSHA256
        case rsaWithSHA256: algorithm = .sha256WithRSAEncryption
        default: return nil
        }
        let attributes = attributes(Array(SHA256.hash(data: Array(bytes))), own)
        guard message(attributes, certificates, algorithm, signature) == proper else { return nil }
        // What is signed is the set itself, not its implicit tag (RFC 5652, 5.4).
        let signed = node(0x31, attributes)
        return own.publicKey.isValidSignature(signature, for: signed, signatureAlgorithm: algorithm) ? own : nil
    }

    /// Without the zeros that fill the room reserved in the PDF; nil where something else follows.
    private static func trimmed(_ message: [UInt8]) -> [UInt8]? {
        guard message.count > 4, message[1] == 0x82 else { return nil }
        let end = 4 + Int(message[2]) << 8 + Int(message[3])
        guard end <= message.count, message[end...].allSatisfy({ $0 == 0 }) else { return nil }
        return Array(message[..<end])
    }
}

extension ASN1Node {
    /// The nodes inside; nil for a value.
    fileprivate var parts: [ASN1Node]? {
        guard case .constructed(let nodes) = content else { return nil }
        return Array(nodes)
    }

    /// The encoded bytes of the nodes inside, one after the other; nil for a value.
    fileprivate func encoded() -> [UInt8]? {
        parts?.flatMap(\.encodedBytes)
    }

    /// The bytes of a value.
    fileprivate func content() -> [UInt8]? {
        guard case .primitive(let bytes) = content else { return nil }
        return Array(bytes)
    }
}
