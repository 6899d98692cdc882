/// What went wrong in driving a browser (W3C WebDriver, section 6.6 "Errors", and three cases of our own).
package struct WebDriverError: Error, Sendable, CustomStringConvertible {
    /// The error codes of the standard; `unreachable`, `unreadableAnswer` and `waitedTooLong` are ours.
    package enum Kind: String, Sendable, CaseIterable {
        case detachedShadowRoot = "detached shadow root"
        case elementClickIntercepted = "element click intercepted"
        case elementNotInteractable = "element not interactable"
        case insecureCertificate = "insecure certificate"
        case invalidArgument = "invalid argument"
        case invalidCookieDomain = "invalid cookie domain"
        case invalidElementState = "invalid element state"
        case invalidSelector = "invalid selector"
        case invalidSessionID = "invalid session id"
        case javascriptError = "javascript error"
        case moveTargetOutOfBounds = "move target out of bounds"
        case noSuchAlert = "no such alert"
        case noSuchCookie = "no such cookie"
        case noSuchElement = "no such element"
        case noSuchFrame = "no such frame"
        case noSuchShadowRoot = "no such shadow root"
        case noSuchWindow = "no such window"
        case scriptTimeout = "script timeout"
        case sessionNotCreated = "session not created"
        case staleElementReference = "stale element reference"
        case timeout = "timeout"
        case unableToCaptureScreen = "unable to capture screen"
        case unableToSetCookie = "unable to set cookie"
        case unexpectedAlertOpen = "unexpected alert open"
        case unknownCommand = "unknown command"
        case unknownError = "unknown error"
        case unknownMethod = "unknown method"
        case unsupportedOperation = "unsupported operation"

        case unreachable = "driver unreachable"
        case unreadableAnswer = "unreadable answer"
        case waitedTooLong = "waited too long"
    }

    package let kind: Kind
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Reads the `value` of an answer with an error status; a code unknown to us becomes `unknownError`.
    init(answer value: JSON) {
        let code = value["error"].string ?? ""
        kind = Kind(rawValue: code) ?? .unknownError
        let text = value["message"].string ?? "no message"
        // ChromeDriver appends its build and platform after the first line.
        let firstLine = text.unicodeScalars.prefix { $0 != "\n" }
        message = String(String.UnicodeScalarView(firstLine))
    }

    package var description: String { "\(kind.rawValue): \(message)" }
}
