import Crypto
import Devices
import Documents
import Foundation
import Logging
import Madoguchi
import Storage
import Web

/// Puts the parts together: the data folder, the municipality and the renderer behind one reception desk.
struct ServerSetup {
    let store: SQLiteStore
    let catalogue: Catalogue
    let desk: ReceptionDesk
    let data: String
    let municipality: MunicipalityOption
    private let renderer: PDFRenderer
    private let shelf: PaletteShelf
    private let mark: ServingMark

    /// Makes the data folder where it is not there yet.
    init(
        data: String,
        municipality: MunicipalityOption,
        keys: String? = nil,
        fonts: FontPaths = FontPaths(added: nil)
    ) throws {
        self.data = data
        self.municipality = municipality
        store = try SQLiteStore(folder: data)
        mark = ServingMark(in: data)
        catalogue = try municipality.catalogue()
        let renderer = try PDFRenderer(fonts: fonts)
        self.renderer = renderer
        shelf = PaletteShelf(font: fonts.registered, folder: data)
        let clock = SystemClock()
        let key = try KeyFolder(given: keys, data: data).seal(town: catalogue.municipality.name, now: clock.now)
        let sealer = DocumentSealer(key, renderer)
        desk = ReceptionDesk(
            store: store,
            renderer: renderer,
            clock: clock,
            catalogue: catalogue,
            random: SQLiteStore.secureRandom,
            digest: digest(of:),
            seal: { try sealer.sealed($0, $1) }
        )
    }
}

extension ServerSetup {
    /// The counters' pages over the desk; a demonstration offers its log-ins on them.
    func server(
        demonstration: Demonstration?,
        resources: String?,
        printers: LinePrinter = .none,
        logger: Logger
    ) throws -> WebServer {
        var settings = WebSettings()
        settings.resources = resources
        settings.isDemo = demonstration != nil
        settings.demoAccounts = demonstration?.accounts ?? []
        var ports = WebPorts(
            desk: desk,
            readCode: try CodeIntake(municipality: municipality.folder).read,
            random: SQLiteStore.secureRandom,
            passwordFits: PasswordHash.matchesElsewhere,
            logger: logger,
            printer: { printers.name(at: $0) },
            send: { await printers.send($0) }
        )
        ports.glyphs = renderer.screenGlyphs
        let store = store
        ports.revealMyNumber = { try await store.revealMyNumber(of: $0, journaledAs: $1) }
        let shelf = shelf
        ports.findCharacters = { await shelf.find($0, offset: $1) }
        return try WebServer(ports: ports, settings: settings)
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
