import Foundation

/// A file that a command reads whole.
enum InputFile {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path) を読めません。ファイルの場所と読み取りの権限を確かめてください。")
        }
        return Array(data)
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandFailure("\(path) に書けません。フォルダーがあるか、書き込みの権限と空き容量を確かめてください。")
        }
    }
}
