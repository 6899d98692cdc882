import Foundation
import Glibc

/// The browser's part of a measurement (計測用の接続): HTTP/1.1 over a socket of this machine, cookies kept, calls that wait.
final class LoopbackBrowser {
    struct Answer {
        let status: Int
        let location: String
        let body: [UInt8]
    }

    private let descriptor: Int32
    private var cookies: [String: String]
    private var unread: [UInt8] = []

    init(port: Int, cookies: [String: String] = [:]) throws {
        guard let descriptor = LoopbackBrowser.connected(to: port) else { throw LoopbackBrowser.lost }
        self.descriptor = descriptor
        self.cookies = cookies
    }

    deinit { close(descriptor) }

    private static let lost = CommandFailure("計測用のサーバーにつながりません。もう一度実行してください。")

    /// A second connection of the same browser.
    func another(port: Int) throws -> LoopbackBrowser {
        try LoopbackBrowser(port: port, cookies: cookies)
    }

    func get(_ path: String) throws -> Answer {
        try send("GET", path, [], type: nil)
        return try answer()
    }

    func post(_ path: String, _ fields: KeyValuePairs<String, String>) throws -> Answer {
        let body = fields.map { "\($0.key)=\(LoopbackBrowser.escaped($0.value))" }.joined(separator: "&")
        return try post(path, Array(body.utf8), type: "application/x-www-form-urlencoded")
    }

    func post(_ path: String, _ body: [UInt8], type: String) throws -> Answer {
        try send("POST", path, body, type: type)
        return try answer()
    }

    /// Opens a feed; ``waitForChange()`` then reads it.
    func listen(_ path: String) throws {
        try send("GET", path, [], type: nil)
        try skip(past: "retry:")
    }

    /// Until the feed says that something changed.
    func waitForChange() throws {
        try skip(past: "event: changed")
    }

    private func skip(past words: String) throws {
        let wanted = Data(words.utf8)
        while true {
            if let found = Data(unread).range(of: wanted) {
                unread.removeFirst(found.upperBound)
                return
            }
            try receive()
        }
    }

    private func send(_ method: String, _ path: String, _ body: [UInt8], type: String?) throws {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
        if !cookies.isEmpty {
            head += "Cookie: \(cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))\r\n"
        }
        if let type { head += "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n" }
        var rest = (Array((head + "\r\n").utf8) + body)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { throw LoopbackBrowser.lost }
            rest = rest.dropFirst(sent)
        }
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw LoopbackBrowser.lost }
        unread += buffer.prefix(count)
    }

    private func line() throws -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let text = String(decoding: unread[..<end].filter { $0 != 0x0D }, as: UTF8.self)
                unread.removeFirst(end + 1)
                return text
            }
            try receive()
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while unread.count < count { try receive() }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }

    private func answer() throws -> Answer {
        let status = try line().split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var (length, isChunked, location) = (0, false, "")
        while true {
            let header = try line()
            guard !header.isEmpty, let colon = header.firstIndex(of: ":") else { break }
            let value = header[header.index(after: colon)...].drop { $0 == " " }
            switch header[..<colon].lowercased() {
            case "content-length": length = Int(value) ?? 0
            case "transfer-encoding": isChunked = value == "chunked"
            case "location": location = String(value)
            case "set-cookie":
                let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
                if pair.count == 2 { cookies[pair[0]] = pair[1] }
            default: break
            }
        }
        return Answer(status: status, location: location, body: isChunked ? try chunks() : try take(length))
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while let size = Int(try line(), radix: 16), size > 0 {
            body += try take(size)
            _ = try line()
        }
        _ = try line()
        return body
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
        }.joined()
    }
}

// MARK: - Sockets

extension LoopbackBrowser {
    /// Nil while nobody listens there.
    static func connected(to port: Int) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let outcome = with(port) { Glibc.connect(descriptor, $0, $1) }
        guard descriptor >= 0, outcome == 0 else {
            if descriptor >= 0 { close(descriptor) }
            return nil
        }
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }

    /// A port that nobody listened at a moment ago.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = with(0) { Glibc.bind(descriptor, $0, $1) }
        let named = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard bound == 0, named == 0 else { throw lost }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func with(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
