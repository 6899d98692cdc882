import Foundation

/// The commands of W3C WebDriver: one JSON document goes out, one comes back, errors become ``WebDriverError``.
struct Wire: Sendable {
    enum Method: String {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    private let transport: LoopbackHTTP

    init(port: UInt16, answerWithin seconds: Double) {
        transport = LoopbackHTTP(port: port, answerWithin: seconds)
    }

    /// Sends one command and gives the `value` member of the answer.
    func call(_ method: Method, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        let sent = method == .post ? try (body ?? [:]).bytes() : nil
        let answer = try await transport.send(method.rawValue, path, sent)
        guard let document = try? JSON(bytes: answer.body) else {
            let size = answer.body.count
            throw WebDriverError(.unreadableAnswer, "status \(answer.status), \(size) bytes that are not JSON")
        }
        guard answer.status == 200 else { throw WebDriverError(answer: document["value"]) }
        return document["value"]
    }
}
