package import Japanese
package import Logging
package import Madoguchi

/// What the server needs from outside (外部との接点); the program's entry point gives the real ones, tests their own.
package struct WebPorts: Sendable {
    /// What can be done with a case, with the store, the renderer, the clock and the municipality behind it.
    package let desk: ReceptionDesk
    /// Reads the bytes of a two-dimensional code, or of its picture, into people and facts (読取).
    package let readCode: @Sendable ([UInt8]) async throws -> IdentityReading
    /// As many bytes as asked for, not to be guessed.
    package let random: @Sendable (Int) -> [UInt8]
    /// Whether a password (first) fits a stored hash (second). It is slow on purpose, so it may wait on another thread.
    package let passwordFits: @Sendable (String, String) async -> Bool
    package let logger: Logger
    /// The glyphs of registered names as the paper has them; nil leaves them to the terminal's own fonts.
    package var glyphs: ScreenGlyphs?
    /// Characters to choose from where a keyboard cannot type them (文字パレット); nil where no list was made.
    package var findCharacters: (@Sendable (CharacterPalette.Query, Int) async -> CharacterChoices?)?
    /// The core system's own characters and what they are (文字の同定); nil where no table is kept.
    package var identification: IdentificationDesk?
    /// Somebody's 個人番号, journalled before it returns; nil where this town keeps none.
    package var revealMyNumber: (@Sendable (ResidentNumber, JournalEntry) async throws -> MyNumber?)?
    /// The printer of a terminal; nil where the browser's own dialog prints.
    package let printer: @Sendable (TerminalID) -> String?
    /// Hands papers to their printer; false where it did not take them.
    package let send: @Sendable ([PrintJob]) async -> Bool
    /// Tells open screens what changed.
    package let feed = CaseFeed()
    /// What each terminal's panel shows.
    package let stage = PanelStage()

    package init(
        desk: ReceptionDesk,
        readCode: @escaping @Sendable ([UInt8]) async throws -> IdentityReading,
        random: @escaping @Sendable (Int) -> [UInt8],
        passwordFits: @escaping @Sendable (String, String) async -> Bool,
        logger: Logger,
        printer: @escaping @Sendable (TerminalID) -> String? = { _ in nil },
        send: @escaping @Sendable ([PrintJob]) async -> Bool = { _ in false }
    ) {
        self.desk = desk
        self.readCode = readCode
        self.random = random
        self.passwordFits = passwordFits
        self.logger = logger
        self.printer = printer
        self.send = send
    }

    package var store: any Store { desk.store }
    package var renderer: any DocumentRenderer { desk.renderer }
    package var clock: any Clock { desk.clock }
    package var municipality: Municipality { desk.catalogue.municipality }
    var eras: EraTable { municipality.eras }
}

/// What an operator may choose about the server (設定).
package struct WebSettings: Sendable {
    /// A log-in shown on the log-in page of a demonstration.
    package struct DemoAccount: Hashable, Sendable {
        package let id: String
        package let password: String
        package let description: String

        package init(id: String, password: String, description: String) {
            self.id = id
            self.password = password
            self.description = description
        }
    }

    /// Folder with `Templates` and `Assets`; nil looks beside the executable.
    package var resources: String?
    /// Folder of the BIZ UDGothic files (Debian: fonts-morisawa-bizud-gothic).
    package var fonts = "/usr/share/fonts/truetype/bizud-gothic"
    /// Fictional data: accounts and terminals are offered on screen, and the frame says so (お試し).
    package var isDemo = false
    package var demoAccounts: [DemoAccount] = []
    /// A screen nobody touches is locked after so long (自動ログオフ).
    package var idleSeconds = 30 * 60
    /// A log-in ends after so long at the latest.
    package var sessionSeconds = 12 * 60 * 60
    /// After so many wrong passwords in a row an account is locked.
    package var allowedFailures = 5

    package init() {}
}
