import Dispatch
import Foundation
import Glibc

/// HTTP/1.1 to a driver on this machine, one connection for each command.
///
/// Foundation's URLSession on Linux refuses ChromeDriver's answers ("Failed writing header"), because they have no
/// space after the colon of a header, which RFC 9112, section 5.1, allows.
struct LoopbackHTTP: Sendable {
    struct Answer: Sendable {
        let status: Int
        let body: Data
    }

    let port: UInt16
    let answerWithin: Double

    /// Sends a request and reads the whole answer, on a thread of its own because the calls block.
    func send(_ method: String, _ path: String, _ body: Data?) async throws -> Answer {
        var request = Data("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n".utf8)
        if let body {
            request += Data("Content-Type: application/json; charset=utf-8\r\nContent-Length: \(body.count)\r\n".utf8)
        }
        request += Data("\r\n".utf8) + (body ?? Data())
        let bytes = request
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try exchange(bytes) })
            }
        }
    }

    private func exchange(_ request: Data) throws -> Answer {
        let connection = try connect()
        defer { _ = Glibc.close(connection) }
        try write(request, to: connection)
        var received = Data()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let answer = try LoopbackHTTP.answer(in: received) { return answer }
            let count = recv(connection, &chunk, chunk.count, 0)
            if count > 0 {
                received.append(contentsOf: chunk[..<count])
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
                throw WebDriverError(.timeout, "no answer within \(answerWithin) seconds")
            } else {
                throw WebDriverError(.unreachable, "the driver closed the connection")
            }
        }
    }

    private func connect() throws -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard connection >= 0 else { throw WebDriverError(.unreachable, "no socket, error \(errno)") }
        var patience = timeval(tv_sec: Int(answerWithin), tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0 else {
            let reason = errno
            _ = Glibc.close(connection)
            throw WebDriverError(.unreachable, "port \(port), error \(reason)")
        }
        return connection
    }

    private func write(_ request: Data, to connection: Int32) throws {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes { bytes in
                Glibc.send(connection, bytes.baseAddress?.advanced(by: sent), request.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw WebDriverError(.unreachable, "the driver does not take the command") }
            sent += count
        }
    }

    /// The answer in the bytes received so far; nil while it is not complete.
    static func answer(in received: Data) throws -> Answer? {
        guard let end = received.range(of: Data("\r\n\r\n".utf8)) else {
            guard received.count < 65_536 else { throw WebDriverError(.unreadableAnswer, "no end of the headers") }
            return nil
        }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let lines = head.components(separatedBy: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw WebDriverError(.unreadableAnswer, "not an HTTP answer")
        }
        var length: Int?
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
            length = Int(parts[1].trimmingCharacters(in: .whitespaces))
        }
        guard let length, length >= 0 else { throw WebDriverError(.unreadableAnswer, "an answer without a length") }
        let body = received[end.upperBound...]
        return body.count >= length ? Answer(status: status, body: Data(body.prefix(length))) : nil
    }
}
