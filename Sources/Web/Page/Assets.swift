import Crypto
import Foundation
import Hummingbird
import Madoguchi

/// The style sheets and scripts, kept in memory; their address carries their digest, so browsers may keep them for ever.
struct Assets: Sendable {
    /// First part of every asset's address: `/assets/0a1b2c3d4e5f`.
    let root: String
    private let version: String
    private let files: [String: (type: String, body: ByteBuffer)]

    private static let types = [
        ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ]

    init(folder: String) throws {
        var files: [String: (type: String, body: ByteBuffer)] = [:]
        var hash = SHA256()
        for (name, bytes) in try ResourceFolder.files(below: folder, endingWith: Array(Assets.types.keys)) {
            let type = Assets.types.first { name.hasSuffix($0.key) }?.value ?? "application/octet-stream"
            files[name] = (type, ByteBuffer(bytes: bytes))
            hash.update(data: Data(name.utf8))
            hash.update(data: bytes)
        }
        self.files = files
        version = String(hex(hash.finalize()).prefix(12))
        root = "/assets/" + version
    }

    func response(version: String, name: String) throws -> Response {
        guard let file = files[name] else { throw Fault.notFound }
        // A page kept open over a new release still finds its files, but nobody keeps them under the old name.
        let caching = version == self.version ? "public, max-age=31536000, immutable" : "no-store"
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: caching],
            body: ResponseBody(byteBuffer: file.body)
        )
    }
}

extension WebServer {
    /// A font of one slice of registered characters, for ever under the edition's address.
    func registeredFont(version: String, slice: String) throws -> Response {
        guard let glyphs = ports.glyphs, let slice = GlyphSlice(text: slice), let font = glyphs.font(slice) else {
            throw Fault.notFound
        }
        let isCurrent = Array(version.utf8) == Array(glyphs.version.utf8)
        let caching = isCurrent ? "public, max-age=31536000, immutable" : "no-store"
        return Response(
            status: .ok,
            headers: [.contentType: "font/ttf", .cacheControl: caching],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: font))
        )
    }
}

/// The screen's type face (BIZ UDPゴシック), served by us so that every terminal shows the same letters.
struct ScreenFonts: Sendable {
    static let names = ["BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"]
    let folder: String

    func response(name: String, context: some RequestContext) async throws -> Response {
        guard ScreenFonts.names.contains(name), FileManager.default.isReadableFile(atPath: folder + "/" + name) else {
            throw Fault.notFound
        }
        let body = try await FileIO().loadFile(path: folder + "/" + name, context: context)
        return Response(
            status: .ok,
            headers: [.contentType: "font/ttf", .cacheControl: "public, max-age=31536000, immutable"],
            body: body
        )
    }
}
