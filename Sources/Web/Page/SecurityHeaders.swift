import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let requestID = fieldName("X-Request-ID")
    static let fetchSite = fieldName("Sec-Fetch-Site")
    /// Sent by our scripts when they ask for a part of a page only.
    static let part = fieldName("X-Part")
    static let referrerPolicy = fieldName("Referrer-Policy")
    static let permissionsPolicy = fieldName("Permissions-Policy")
    static let frameOptions = fieldName("X-Frame-Options")
    static let clearSiteData = fieldName("Clear-Site-Data")
    static let openerPolicy = fieldName("Cross-Origin-Opener-Policy")

    /// The names above are valid tokens, so the fallback is never taken.
    private static func fieldName(_ text: String) -> HTTPField.Name {
        HTTPField.Name(text) ?? .server
    }
}

/// Tells the browser to run and load nothing but our own files (コンテンツセキュリティポリシー).
struct SecurityHeaders: RouterMiddleware {
    typealias Context = PageContext

    static let policy = [
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = SecurityHeaders.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.frameOptions] = "SAMEORIGIN"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.strictTransportSecurity] = "max-age=31536000"
        response.headers[.permissionsPolicy] = "geolocation=(), microphone=(), camera=()"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

/// Refuses what another site's page sends in a clerk's name (CSRF対策).
///
/// Every browser in support says in `Sec-Fetch-Site` where a request comes from, and older ones at least send `Origin`;
/// a change without either is refused. Together with cookies of `SameSite=Strict` no token in forms is needed.
struct OriginCheck: RouterMiddleware {
    typealias Context = PageContext

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head || OriginCheck.isOwn(request) else {
            throw Fault.otherSite
        }
        return try await next(request, context)
    }

    static func isOwn(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin], let host = request.head.authority else { return false }
        return origin == "https://" + host
    }
}
