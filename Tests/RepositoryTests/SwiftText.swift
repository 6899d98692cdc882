import Foundation

/// Swift source with the parts blanked that are not code, so that a word in a comment or a text is not taken for a call.
///
/// It knows comments, nested comments, texts of every spelling and the code within `\( )`; a slash-delimited regular
/// expression it takes for code, and a text that is never closed ends with its line.
struct SwiftText {
    /// Comments and the content of texts are spaces; every byte stands where it stood.
    let code: [UInt8]
    /// Only comments are spaces.
    let withoutComments: [UInt8]
    /// The words of the code in order; names in back-quotes are one word without them.
    let words: [SwiftWord]

    init(_ source: String) {
        var mask = Mask(Array(source.utf8))
        mask.run()
        code = mask.code
        withoutComments = mask.kept
        words = SwiftWord.all(in: mask.code)
    }
}

/// The line a byte stands on, from 1.
func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].reduce(1) { $1 == newline ? $0 + 1 : $0 }
}

/// How many bytes from `start` on are none of the given ones. C does it, because test builds are not optimised.
func run(without stops: String, in bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress, bytes.last == 0 else { return 0 }
        return strcspn(UnsafeRawPointer(base + start).assumingMemoryBound(to: CChar.self), stops)
    }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let quote = UInt8(ascii: "\"")
private let hash = UInt8(ascii: "#")
private let slash = UInt8(ascii: "/")

private struct Mask {
    enum Context {
        case code(open: Int)
        case text(hashes: Int, isLong: Bool)
    }

    let source: [UInt8]
    var code: [UInt8]
    var kept: [UInt8]
    var contexts: [Context] = [.code(open: 0)]
    var index = 0

    init(_ bytes: [UInt8]) {
        source = bytes + [0]
        code = bytes
        kept = bytes
    }

    mutating func run() {
        while index < code.count {
            switch contexts[contexts.count - 1] {
            case .code(let open): readCode(open: open)
            case .text(let hashes, let isLong): readText(hashes: hashes, isLong: isLong)
            }
        }
    }

    private mutating func readCode(open: Int) {
        index += RepositoryTests.run(without: "\"#/()", in: source, from: index)
        guard index < code.count else { return }
        let byte = source[index]
        if starts(with: "//") {
            let count = RepositoryTests.run(without: "\n", in: source, from: index)
            kept.replaceSubrange(index..<(index + count), with: repeatElement(space, count: count))
            blank(count)
        } else if starts(with: "/*") {
            readComment()
        } else if let hashes = openingHashes() {
            let isLong = starts(with: "\"\"\"", at: index + hashes)
            index += hashes + (isLong ? 3 : 1)
            contexts.append(.text(hashes: hashes, isLong: isLong))
        } else {
            if byte == UInt8(ascii: "(") {
                contexts[contexts.count - 1] = .code(open: open + 1)
            } else if byte == UInt8(ascii: ")") {
                if open == 0, contexts.count > 1 {
                    contexts.removeLast()
                } else {
                    contexts[contexts.count - 1] = .code(open: max(0, open - 1))
                }
            }
            index += 1
        }
    }

    private mutating func readText(hashes: Int, isLong: Bool) {
        blank(RepositoryTests.run(without: "\"\\\n", in: source, from: index))
        guard index < code.count else { return }
        let fence = String(repeating: "#", count: hashes)
        let end = (isLong ? "\"\"\"" : "\"") + fence
        if starts(with: end) {
            index += end.utf8.count
            contexts.removeLast()
        } else if starts(with: "\\" + fence + "(") {
            index += 2 + hashes
            contexts.append(.code(open: 0))
        } else if starts(with: "\\" + fence), index + hashes + 1 < code.count, source[index + hashes + 1] != newline {
            for _ in 0..<(hashes + 2) { blankCode() }
        } else if source[index] == newline, !isLong {
            index += 1
            contexts.removeLast()
        } else {
            blankCode()
        }
    }

    private mutating func readComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blankBoth()
            } else if starts(with: "*/") {
                depth -= 1
                blankBoth()
            }
            if index < code.count { blankBoth() }
        } while depth > 0 && index < code.count
    }

    /// The number of `#` before a text that begins here; nil where none begins.
    private func openingHashes() -> Int? {
        var count = 0
        while index + count < source.count, source[index + count] == hash { count += 1 }
        return index + count < source.count && source[index + count] == quote ? count : nil
    }

    private func starts(with text: String, at offset: Int? = nil) -> Bool {
        let start = offset ?? index
        let wanted = text.utf8
        guard start + wanted.count <= source.count else { return false }
        return source[start..<(start + wanted.count)].elementsEqual(wanted)
    }

    private mutating func blank(_ count: Int) {
        code.replaceSubrange(index..<(index + count), with: repeatElement(space, count: count))
        index += count
    }

    private mutating func blankBoth() {
        if source[index] != newline { kept[index] = space }
        blankCode()
    }

    private mutating func blankCode() {
        if source[index] != newline { code[index] = space }
        index += 1
    }
}
