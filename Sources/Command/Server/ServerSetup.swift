import Crypto
import Devices
import Documents
import Foundation
import Logging
import Madoguchi
import Procedures
import Storage
import Web

/// Puts the parts together: the data folder, the municipality and the renderer behind one reception desk.
struct ServerSetup {
    let store: SQLiteStore
    let catalogue: Catalogue
    let desk: ReceptionDesk

    init(data: String, municipality: String) throws {
        store = try SQLiteStore.open(data)
        catalogue = try MunicipalityFolder.load(municipality)
        desk = ReceptionDesk(
            store: store, renderer: try PDFRenderer(), clock: SystemClock(), catalogue: catalogue,
            random: SystemBytes.random, digest: SystemBytes.digest)
    }
}

/// The system's clock.
struct SystemClock: Madoguchi.Clock {
    var now: Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}

extension SystemBytes {
    static func digest(_ bytes: [UInt8]) -> Madoguchi.Digest {
        let hex = SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }
        guard let digest = Madoguchi.Digest(hex: hex.joined()) else { preconditionFailure("SHA-256 has 64 digits") }
        return digest
    }
}
