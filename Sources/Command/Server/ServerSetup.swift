import Crypto
import Documents
import Foundation
import Madoguchi
import Storage

/// Puts the parts together: the data folder, the municipality and the renderer behind one reception desk.
struct ServerSetup {
    let store: SQLiteStore
    let catalogue: Catalogue
    let desk: ReceptionDesk

    init(_ data: DataOption, _ municipality: MunicipalityOption) throws {
        store = try data.open(makesFolder: true)
        catalogue = try municipality.catalogue()
        desk = ReceptionDesk(
            store: store,
            renderer: try PDFRenderer(),
            clock: SystemClock(),
            catalogue: catalogue,
            random: SQLiteStore.secureRandom,
            digest: digest(of:)
        )
    }
}

/// The system's clock.
struct SystemClock: Madoguchi.Clock {
    var now: Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}

/// SHA-256.
@Sendable func digest(of bytes: [UInt8]) -> Madoguchi.Digest {
    let digits = Array("0123456789abcdef")
    let hex = String(SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    guard let digest = Madoguchi.Digest(hex: hex) else { preconditionFailure("SHA-256 has 64 digits") }
    return digest
}
