import NIOCore
import NIOSSL

/// Who this side is, and whom it believes (相互認証): certificates in PEM files of the city's own authority.
package struct RelayIdentity: Sendable {
    package var certificate: String
    package var key: String
    package var authority: String

    package init(certificate: String, key: String, authority: String) {
        self.certificate = certificate
        self.key = key
        self.authority = authority
    }

    /// The receiver asks for the sender's certificate and takes none that the authority did not sign.
    func receiving() throws -> NIOSSLContext {
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: try chain(), privateKey: try privateKey())
        tls.certificateVerification = .noHostnameVerification
        return try context(&tls)
    }

    func sending() throws -> NIOSSLContext {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateChain = try chain()
        tls.privateKey = try privateKey()
        tls.certificateVerification = .fullVerification
        return try context(&tls)
    }

    private func context(_ tls: inout TLSConfiguration) throws -> NIOSSLContext {
        tls.minimumTLSVersion = .tlsv13
        tls.trustRoots = .file(authority)
        do {
            return try NIOSSLContext(configuration: tls)
        } catch {
            throw RelayFault.unreadable(authority)
        }
    }

    private func chain() throws -> [NIOSSLCertificateSource] {
        do {
            return try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
        } catch {
            throw RelayFault.unreadable(certificate)
        }
    }

    private func privateKey() throws -> NIOSSLPrivateKeySource {
        do {
            return .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
        } catch {
            throw RelayFault.unreadable(key)
        }
    }
}

typealias RelayChannel = NIOAsyncChannel<RelayFrame, RelayFrame>

extension Channel {
    /// Frames on top of what is in the pipeline already. Runs on the channel's own loop.
    func framed() throws -> RelayChannel {
        try pipeline.syncOperations.addHandler(ByteToMessageHandler(RelayCodec()))
        try pipeline.syncOperations.addHandler(MessageToByteHandler(RelayCodec()))
        return try NIOAsyncChannel(wrappingChannelSynchronously: self)
    }
}
