import Foundation
import Testing

@testable import Devices

@Suite("分けて印刷されたコード")
struct CollectorTests {
    private let content = Array("TENSHUTSU,1\n辻\u{E0102}　大輔,𠮷田\n".utf8)

    @Test("検査値は CRC-32 (ITU-T V.42)")
    func check() {
        // The check value of the standard's own test text.
        #expect(cyclicCheck(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(hexadecimal(0xFF) == "000000FF")
    }

    @Test("どの順でも、二度読んでも、文字の途中で切れていても、元のバイトに戻る", arguments: 1...30)
    func anyOrder(size: Int) throws {
        let parts = CodeCollector.parts(of: content, set: "A1", size: size)
        #expect(parts.count == (content.count + size - 1) / size)
        guard parts.count <= 32 else { return }
        var random = Seeded(state: UInt64(size))
        var collector = CodeCollector()
        var last: CodeCollector.Progress?
        for part in (parts + parts.prefix(1)).shuffled(using: &random) {
            last = try collector.add(Array(part.utf8))
        }
        #expect(last == .complete(content))
        #expect(collector.missing.isEmpty)
    }

    @Test("何枚目まで読んだかが分かり、終わりまでは渡さない")
    func waiting() throws {
        let parts = CodeCollector.parts(of: content, set: "A1", size: 10)
        var collector = CodeCollector()
        #expect(try collector.add(Array(parts[1].utf8)) == .waiting(read: 1, of: parts.count))
        #expect(collector.missing == [1] + Array(3...parts.count))
    }

    @Test("別の世帯の部分、壊れた部分、切れた部分は断り、読んだ分は残る")
    func wrongParts() throws {
        let parts = CodeCollector.parts(of: content, set: "A1", size: 10)
        let other = CodeCollector.parts(of: content, set: "B2", size: 10)
        var collector = CodeCollector()
        _ = try collector.add(Array(parts[0].utf8))
        #expect(throws: CodeError.otherSet) { try collector.add(Array(other[1].utf8)) }
        #expect(throws: CodeError.otherSet) { try collector.add(content) }
        var damaged = Array(parts[1].utf8)
        damaged[12] ^= 1
        #expect(throws: CodeError.damaged) { try collector.add(damaged) }
        #expect(throws: CodeError.incomplete) { try collector.add(Array(parts[1].utf8.dropLast(3))) }
        for body in ["IS1D|A1|0/3|QQ", "IS1D|A1|4/3|QQ", "IS1D|A1|1/99|QQ", "IS1D||1/3|QQ", "IS1D|A1|x|QQ"] {
            let part = body + "|" + hexadecimal(cyclicCheck(body.utf8))
            #expect(throws: CodeError.badPart) { try collector.add(Array(part.utf8)) }
        }
        for part in parts.dropFirst().dropLast() { _ = try collector.add(Array(part.utf8)) }
        let last = try #require(parts.last)
        #expect(try collector.add(Array(last.utf8)) == .complete(content))
    }

    @Test("分けていないコードはそのまま渡る")
    func whole() throws {
        var collector = CodeCollector()
        #expect(try collector.add(Array("]Q1ABC\r\n".utf8)) == .complete(Array("ABC".utf8)))
        #expect(throws: CodeError.empty) { try collector.add(Array("\r\n".utf8)) }
    }
}

@Suite("画像のコード")
struct CodeImageTests {
    private func png(_ name: String) throws -> Data {
        try Data(contentsOf: exampleTown.appendingPathComponent("samples/\(name).png"))
    }

    private var sample: [UInt8] {
        get throws {
            Array(try Data(contentsOf: exampleTown.appendingPathComponent("samples/tenshutsu-maebashi.txt")))
        }
    }

    @Test("転出証明書の画像から、印刷した内容のバイトがそのまま出る")
    func image() throws {
        #expect(try CodeImage.contents(png: try png("tenshutsu-maebashi")) == [try sample])
    }

    @Test("画像でないもの、途中で切れた画像、コードのない画像")
    func unreadable() throws {
        let whole = try png("tenshutsu-maebashi")
        #expect(throws: CodeError.unreadableImage) { try CodeImage.contents(png: Data("GIF89a".utf8)) }
        #expect(throws: CodeError.unreadableImage) { try CodeImage.contents(png: Data()) }
        #expect(throws: CodeError.self) { try CodeImage.contents(png: whole.prefix(whole.count / 2)) }
        // White, 24 by 24.
        let blank =
            "iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAAAAADFHGIkAAAAE0lEQVR42mP4jwMwjEqMSpAvAQCGuD3fJpVj8gAAAABJRU5ErkJggg=="
        let white = try #require(Data(base64Encoded: blank))
        #expect(throws: CodeError.noCodeInImage) { try CodeImage.contents(png: white) }
    }

    @Test("大きさを偽った画像は、広げる前に断る")
    func tooLarge() throws {
        var bytes = try png("tenshutsu-maebashi")
        // Width and height stand in the first chunk; its CRC follows 13 bytes of content.
        bytes.replaceSubrange(16..<24, with: [0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00, 0xFF, 0xFF])
        let check = cyclicCheck(bytes[12..<29])
        bytes.replaceSubrange(29..<33, with: (0..<4).map { UInt8(truncatingIfNeeded: check >> (24 - 8 * $0)) })
        #expect(throws: CodeError.tooLarge) { try CodeImage.contents(png: bytes) }
    }

    @Test("壊した画像でも落ちない(乱数の種つき)", arguments: 1...40)
    func fuzz(seed: UInt64) throws {
        var random = Seeded(state: seed)
        var bytes = try png("tenshutsu-maebashi")
        for _ in 0..<8 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
        if let contents = try? CodeImage.contents(png: bytes) { #expect(contents == [try sample]) }
    }

    @Test("構造的連接の部分はパリティで確かめて結合する")
    func structuredAppend() throws {
        let content = Array("辻\u{E0102}　大輔".utf8)
        let parity = Int(content.reduce(0) { $0 ^ $1 })
        func symbol(_ index: Int, _ bytes: ArraySlice<UInt8>) -> CodeImage.Symbol {
            CodeImage.Symbol(bytes: Array(bytes), index: index, size: 2, parity: parity)
        }
        let (first, second) = (symbol(0, content[..<5]), symbol(1, content[5...]))
        #expect(try CodeImage.joined([second, first]) == [content])
        #expect(throws: CodeError.incomplete) { try CodeImage.joined([first]) }
        #expect(throws: CodeError.damaged) { try CodeImage.joined([first, symbol(1, content[6...])]) }
    }

    @Test("別プロセスの答えを読み、黙る・落ちる・時間切れのプロセスは失敗として扱う")
    func worker() async throws {
        let picture = try png("tenshutsu-maebashi")
        func contents(_ script: String, _ patience: Duration = .seconds(20)) async throws(CodeError) -> [[UInt8]] {
            try await CodeImageReader(program: "/bin/sh", arguments: ["-c", script], patience: patience)
                .contents(png: picture)
        }
        #expect(try await contents("cat >/dev/null; echo QUJD; echo REVG") == [Array("ABC".utf8), Array("DEF".utf8)])
        await #expect(throws: CodeError.noCodeInImage) { try await contents("cat >/dev/null; echo '!no-code'") }
        await #expect(throws: CodeError.workerFailed) { try await contents("cat >/dev/null; exit 3") }
        await #expect(throws: CodeError.workerFailed) { try await contents("exit 0") }
        await #expect(throws: CodeError.workerFailed) { try await contents("kill -SEGV $$") }
        await #expect(throws: CodeError.workerFailed) { try await contents("exec sleep 60", .milliseconds(200)) }
        await #expect(throws: CodeError.workerFailed) {
            try await CodeImageReader(program: "/nonexistent", arguments: []).contents(png: picture)
        }
        await #expect(throws: CodeError.unreadableImage) {
            try await CodeImageReader(program: "/bin/cat", arguments: []).contents(png: Data("x".utf8))
        }
    }

    @Test(
        "プロセスの答えの形",
        arguments: [
            CodeError.noCodeInImage, .unreadableImage, .tooLarge, .incomplete, .damaged, .workerFailed,
        ]
    )
    func answers(error: CodeError) {
        #expect(CodeImageWorker.error(named: CodeImageWorker.name(error)) == error)
    }

    @Test("プロセスの中身は画像から内容の行を作る")
    func workerAnswer() throws {
        let answer = CodeImageWorker.answer(to: try png("tenshutsu-maebashi"))
        #expect(Data(base64Encoded: answer.trimmingCharacters(in: .newlines)).map(Array.init) == (try sample))
        #expect(CodeImageWorker.answer(to: Data("x".utf8)) == "!unreadable\n")
    }
}
