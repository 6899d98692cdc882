import Hummingbird
import Madoguchi

/// The two cookies: who is logged in, and which terminal this browser is. The store knows only digests of their tokens.
enum SecretCookie: String {
    case session = "__Host-session"
    case terminal = "__Host-terminal"

    /// 400 days, the longest a browser keeps a cookie; every log-in renews it.
    private static let terminalAge = 400 * 24 * 60 * 60

    func cookie(_ token: String) -> Cookie {
        Cookie(
            name: rawValue,
            value: token,
            maxAge: self == .terminal ? SecretCookie.terminalAge : nil,
            path: "/",
            secure: true,
            httpOnly: true,
            sameSite: .strict
        )
    }

    var removal: Cookie {
        Cookie(name: rawValue, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .strict)
    }

    /// What stands in the store for a token. The purpose is part of it, so that one kind never passes for another.
    func digest(_ token: String) -> Digest? {
        sha256("\(rawValue):\(token)")
    }

    func digest(in request: Request) -> Digest? {
        guard let token = request.cookies[rawValue]?.value, !token.isEmpty else { return nil }
        return digest(token)
    }
}
