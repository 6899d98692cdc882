import Crypto
import Devices
import Documents
import Foundation
import Logging
import Madoguchi
import Procedures
import Rules
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
    private let files: FolderFiles
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
        files = try municipality.files()
        let read = CatalogueFolder(files)
        guard let catalogue = read.catalogue else { throw Diagnostics(read.findings) }
        self.catalogue = catalogue
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
            seal: { try sealer.sealed($0, $1) },
            earlier: PackageShelf().packages
        )
    }

    /// Keeps the municipality's folder and the fonts as they are now, so that what is made with them can be made again
    /// (定義の公開). Nothing is written where they are in force already.
    func publish() async throws {
        let fonts = try renderer.fontSources()
        guard let set = FontVersion.digest(of: fonts.map(\.version), digest(of:)) else { return }
        let entry = JournalEntry(
            .packagePublished,
            at: SystemClock().now,
            detail: "\(catalogue.version) fonts:\(set.hex)"
        )
        let isNew = try await store.publish(
            catalogue.version,
            files: files.contents,
            fonts: fonts,
            set: set,
            journaledAs: entry
        )
        if isNew { StandardError.write("自治体の定義を公開しました（版 \(catalogue.version.prefix(12))）。") }
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
            readCode: try CodeIntake(municipality: municipality.folder, eras: catalogue.municipality.eras).read,
            random: SQLiteStore.secureRandom,
            passwordFits: PasswordHash.matchesElsewhere,
            logger: logger,
            printer: { printers.name(at: $0) },
            send: { await printers.send($0) }
        )
        ports.glyphs = renderer.screenGlyphs
        let store = store
        ports.revealMyNumber = { try await store.revealMyNumber(of: $0, journaledAs: $1) }
        let folder = data
        ports.identification = IdentificationDesk(
            use: { try await store.externalUse(font: try? FontTable.kept(in: folder)) },
            table: { try await store.externalCharacters() },
            replace: { known, characters, entry in
                let applied = try await store.identify(characters, over: known, journaledAs: entry)
                let list = UnidentifiedList(folder: URL(filePath: folder, directoryHint: .isDirectory))
                try? await list.write(store, font: try? FontTable.kept(in: folder))
                return applied
            },
            characters: { try? FontTable.kept(in: folder) }
        )
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
