import Dispatch
package import Foundation
import Glibc

/// Reads the codes of a picture in a process of its own, which is killed when it takes too long.
package struct CodeImageReader: Sendable {
    private let program: String
    private let arguments: [String]
    private let patience: Duration

    /// - Parameters:
    ///   - program: The program that runs ``CodeImageWorker/run()``, usually this one.
    ///   - arguments: What makes it do so.
    ///   - patience: How long a picture may take.
    package init(program: String, arguments: [String], patience: Duration = .seconds(15)) {
        self.program = program
        self.arguments = arguments
        self.patience = patience
    }

    /// The contents of all codes in the picture, for ``CodeCollector`` or ``CodeReader``.
    package func contents(png: Data) async throws(CodeError) -> [[UInt8]] {
        guard png.count <= CodeImage.mostBytes else { throw .tooLarge }
        guard png.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { throw .unreadableImage }
        let answer = await answer(to: png)
        guard let answer, !answer.isEmpty else { throw .workerFailed }
        var contents: [[UInt8]] = []
        for line in answer.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line, as: UTF8.self)
            if text.utf8.first == UInt8(ascii: "!") { throw CodeImageWorker.error(named: String(text.dropFirst())) }
            guard let bytes = Data(base64Encoded: text) else { throw .workerFailed }
            contents.append(Array(bytes))
        }
        return contents
    }

    /// What the worker wrote; nil where it failed or was killed.
    private func answer(to png: Data) async -> Data? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let identifier = process.processIdentifier
        let watch = Task {
            try await Task.sleep(for: patience)
            kill(identifier, SIGKILL)
        }
        defer { watch.cancel() }
        let writing = input.fileHandleForWriting
        let reading = output.fileHandleForReading
        // A worker that dies before it has read everything must not end this process.
        signal(SIGPIPE, SIG_IGN)
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                try? writing.write(contentsOf: png)
                try? writing.close()
            }
            DispatchQueue.global().async {
                let written = try? reading.read(upToCount: 4 * PayloadBytes.most)
                try? reading.close()
                process.waitUntilExit()
                continuation.resume(returning: process.terminationStatus == 0 ? written : nil)
            }
        }
    }
}
