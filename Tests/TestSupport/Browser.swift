import HTTPTypes
package import Hummingbird
package import HummingbirdTesting

/// Keeps cookies between requests as a browser does.
package actor Browser {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!

    private let client: any TestClientProtocol
    package private(set) var cookies: [String: String] = [:]

    package init(_ client: any TestClientProtocol) {
        self.client = client
    }

    @discardableResult
    package func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(path, .get, headers, nil)
    }

    /// Sends a form as a page of our own does.
    @discardableResult
    package func send(
        _ path: String,
        _ fields: KeyValuePairs<String, String>,
        headers: HTTPFields? = nil
    ) async throws -> TestResponse {
        try await send(path, form: fields.map { ($0.key, $0.value) }, headers: headers)
    }

    /// The same for fields of which there are as many as the page has.
    @discardableResult
    package func send(
        _ path: String,
        form fields: [(name: String, value: String)],
        headers: HTTPFields? = nil
    ) async throws -> TestResponse {
        var headers = headers ?? [Browser.fetchSite: "same-origin"]
        if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let body = fields.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
        return try await execute(path, .post, headers, ByteBuffer(string: body))
    }

    /// Sends bytes as a device does.
    @discardableResult
    package func send(_ path: String, bytes: [UInt8]) async throws -> TestResponse {
        let headers: HTTPFields = [Browser.fetchSite: "same-origin", .contentType: "application/octet-stream"]
        return try await execute(path, .post, headers, ByteBuffer(bytes: bytes))
    }

    package func forget(_ cookie: String) {
        cookies[cookie] = nil
    }

    private func execute(
        _ path: String,
        _ method: HTTPRequest.Method,
        _ headers: HTTPFields,
        _ body: ByteBuffer?
    ) async throws -> TestResponse {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")
        }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: body)
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2, !line.contains("Max-Age=0") { cookies[String(pair[0])] = String(pair[1]) }
            if line.contains("Max-Age=0"), let name = pair.first { cookies[String(name)] = nil }
        }
        return response
    }
}

/// Everything but letters and digits of ASCII as `%XX`.
private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(Unicode.Scalar(byte))
        default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
        }
    }.joined()
}

extension TestResponse {
    package var text: String { String(buffer: body) }
    package var location: String? { headers[.location] }
}
