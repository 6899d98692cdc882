import Foundation

/// A page as a scanner sees it: grey levels, row by row.
struct Raster {
    private(set) var width = 0
    private(set) var height = 0
    private var pixels: [UInt8] = []

    /// Drawn by `pdftoppm`.
    init(pdf: [UInt8], dotsPerInch: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "raster-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "page.pdf")
        try Data(pdf).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdftoppm")
        process.arguments = ["-r", "\(dotsPerInch)", "-gray", "-singlefile", file.path, folder.path + "/page"]
        try process.run()
        process.waitUntilExit()
        let bytes = Array(try Data(contentsOf: folder.appending(path: "page.pgm")))
        // P5, width, height, 255: four words, then the pixels.
        var place = 0
        var words: [String] = []
        while words.count < 4 {
            let end = bytes[place...].firstIndex { $0 <= 0x20 } ?? bytes.count
            words.append(String(decoding: bytes[place..<end], as: UTF8.self))
            place = end + 1
        }
        (width, height) = (Int(words[1]) ?? 0, Int(words[2]) ?? 0)
        pixels = Array(bytes[place...])
    }

    /// Toner grain and sensor noise: each pixel mixed with its neighbour and moved by up to ±40 of 255 levels.
    func noisy(seed: UInt64) -> Raster {
        var state = seed
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        var raster = self
        for index in pixels.indices.dropFirst() {
            let mixed = (Int(pixels[index]) * 3 + Int(pixels[index - 1])) / 4
            let moved = mixed + next() % 81 - 40
            raster.pixels[index] = UInt8(min(255, max(0, moved)))
        }
        return raster
    }

    /// As PNG with stored blocks.
    var png: Data {
        var rows: [UInt8] = []
        for row in 0..<height { rows += [0] + pixels[row * width..<row * width + width] }
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        while start < rows.count {
            let end = min(start + 65_535, rows.count)
            let count = end - start
            stream += [end == rows.count ? 1 : 0, UInt8(count & 255), UInt8(count >> 8)]
            stream += [UInt8(~count & 255), UInt8(~count >> 8 & 255)] + rows[start..<end]
            start = end
        }
        stream += Raster.bytes(
            rows.reduce((1, 0)) { sum, byte in
                let low = (sum.0 + Int(byte)) % 65_521
                return (low, (sum.1 + low) % 65_521)
            }
        )
        let header = Raster.four(width) + Raster.four(height) + [8, 0, 0, 0, 0]
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            + Raster.chunk("IHDR", header) + Raster.chunk("IDAT", stream) + Raster.chunk("IEND", [])
    }

    private static func bytes(_ sums: (Int, Int)) -> [UInt8] { four(sums.1 << 16 | sums.0) }

    private static func four(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }

    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        let sum = body.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 } ^ UInt32.max
        return four(content.count) + body + four(Int(sum))
    }
}
