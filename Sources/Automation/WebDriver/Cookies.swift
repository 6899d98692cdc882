/// A cookie as the driver shows it.
package struct BrowserCookie: Sendable {
    package var name: String
    package var value: String
    package var path: String
    package var isSecure: Bool
    package var isHTTPOnly: Bool
    package var sameSite: String?

    package init(name: String, value: String, path: String = "/", isSecure: Bool = false, isHTTPOnly: Bool = false) {
        self.name = name
        self.value = value
        self.path = path
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
        sameSite = nil
    }

    init(_ json: JSON) {
        name = json["name"].string ?? ""
        value = json["value"].string ?? ""
        path = json["path"].string ?? "/"
        isSecure = json["secure"].bool ?? false
        isHTTPOnly = json["httpOnly"].bool ?? false
        sameSite = json["sameSite"].string
    }
}

extension Browser {
    package func cookies() async throws -> [BrowserCookie] {
        (try await call(.get, "/cookie").array ?? []).map(BrowserCookie.init)
    }

    /// Sets a cookie for the page's own host.
    package func set(_ cookie: BrowserCookie) async throws {
        let body: JSON = [
            "name": .string(cookie.name), "value": .string(cookie.value), "path": .string(cookie.path),
            "secure": .bool(cookie.isSecure), "httpOnly": .bool(cookie.isHTTPOnly),
        ]
        _ = try await call(.post, "/cookie", ["cookie": body])
    }

    package func deleteCookies() async throws {
        _ = try await call(.delete, "/cookie")
    }
}
