/// How a browser is started.
package struct BrowserOptions: Sendable {
    /// The browser's program.
    package var binary = "/usr/bin/chromium"
    package var isHeadless = true
    package var width = 1280
    package var height = 900
    /// Self-signed certificates, as on a demonstration server, are accepted.
    package var acceptsInsecureCertificates = true
    package var languages = "ja,en"
    package var furtherArguments: [String] = []

    package init() {}

    /// The `capabilities` of "New Session" (W3C WebDriver, section 7).
    var capabilities: JSON {
        // No sandbox: Chromium refuses to start as root with one, and the pages driven are our own.
        // No /dev/shm: containers give it 64 MB, too little for a page.
        var arguments = [
            "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=\(width),\(height)",
        ]
        if isHeadless { arguments.insert("--headless=new", at: 0) }
        arguments += furtherArguments
        return [
            "alwaysMatch": [
                "browserName": "chrome",
                "acceptInsecureCerts": .bool(acceptsInsecureCertificates),
                "goog:chromeOptions": [
                    "binary": .string(binary),
                    "args": .array(arguments.map { .string($0) }),
                    "prefs": ["intl.accept_languages": .string(languages)],
                ],
            ]
        ]
    }
}
