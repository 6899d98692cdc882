package import Foundation

/// An element of a page, valid until the page is left or the element is removed.
package struct Element: Sendable {
    /// The key under which the standard passes elements (W3C WebDriver, section 12.1, "web element identifier").
    static let identifier = "element-6066-11e4-a52e-4f735466cecf"

    let browser: Browser
    let id: String

    /// The element as an argument for ``Browser/run(_:_:)``.
    package var reference: JSON { .object([Element.identifier: .string(id)]) }

    init(_ value: JSON, in browser: Browser) throws {
        guard let id = value[Element.identifier].string else {
            throw WebDriverError(.unreadableAnswer, "not an element")
        }
        self.id = id
        self.browser = browser
    }
}

extension Browser {
    /// The first element that a CSS selector names; throws `noSuchElement` where there is none.
    package func find(_ selector: String) async throws -> Element {
        let body: JSON = ["using": "css selector", "value": .string(selector)]
        return try Element(try await call(.post, "/element", body), in: self)
    }

    package func findAll(_ selector: String) async throws -> [Element] {
        let body: JSON = ["using": "css selector", "value": .string(selector)]
        let found = try await call(.post, "/elements", body).array ?? []
        return try found.map { try Element($0, in: self) }
    }

    /// The element that has the keyboard.
    package func focused() async throws -> Element {
        try Element(try await call(.get, "/element/active"), in: self)
    }
}

extension Element {
    package func find(_ selector: String) async throws -> Element {
        let body: JSON = ["using": "css selector", "value": .string(selector)]
        return try Element(try await call(.post, "/element", body), in: browser)
    }

    package func findAll(_ selector: String) async throws -> [Element] {
        let body: JSON = ["using": "css selector", "value": .string(selector)]
        let found = try await call(.post, "/elements", body).array ?? []
        return try found.map { try Element($0, in: browser) }
    }

    package func click() async throws {
        _ = try await call(.post, "/click")
    }

    package func clear() async throws {
        _ = try await call(.post, "/clear")
    }

    /// Types a text; special keys are the scalars of ``Key``.
    package func type(_ text: String) async throws {
        _ = try await call(.post, "/value", ["text": .string(text)])
    }

    /// The text as a person sees it.
    package func text() async throws -> String {
        try await call(.get, "/text").string ?? ""
    }

    package func attribute(_ name: String) async throws -> String? {
        try await call(.get, "/attribute/\(escaped(name))").string
    }

    /// A property of the page's object, such as `value` of a field.
    package func property(_ name: String) async throws -> JSON {
        try await call(.get, "/property/\(escaped(name))")
    }

    package func style(_ name: String) async throws -> String {
        try await call(.get, "/css/\(escaped(name))").string ?? ""
    }

    package func isDisplayed() async throws -> Bool {
        try await call(.get, "/displayed").bool ?? false
    }

    package func isEnabled() async throws -> Bool {
        try await call(.get, "/enabled").bool ?? false
    }

    package func isSelected() async throws -> Bool {
        try await call(.get, "/selected").bool ?? false
    }

    package func rectangle() async throws -> ScreenRectangle {
        try ScreenRectangle(try await call(.get, "/rect"))
    }

    /// A picture of the element alone, as PNG.
    package func screenshot() async throws -> Data {
        try await browser.bytes(.get, "/element/\(id)/screenshot")
    }

    private func call(_ method: Wire.Method, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        try await browser.call(method, "/element/\(id)\(path)", body)
    }

    private func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-_"))) ?? ""
    }
}
