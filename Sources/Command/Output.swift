import Foundation

enum StandardError {
    static func write(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// What a command answers: text or JSON on standard output.
enum StandardOutput {
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func write(json value: some Encodable, isPretty: Bool = false) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            isPretty
            ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        write(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

/// A line that tells a person at a terminal what takes so long (経過表示); nothing for the first two seconds.
enum Progress {
    static func during<T>(_ words: String, _ work: () async throws -> T) async rethrows -> T {
        guard isatty(FileHandle.standardError.fileDescriptor) == 1 else { return try await work() }
        let line = Task.detached {
            var seconds = 2
            try await Task.sleep(for: .seconds(2))
            while !Task.isCancelled {
                show("\(words)… \(seconds)秒")
                try await Task.sleep(for: .seconds(1))
                seconds += 1
            }
        }
        defer {
            line.cancel()
            show("")
        }
        return try await work()
    }

    /// Writes over the line before it.
    private static func show(_ text: String) {
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }
}
