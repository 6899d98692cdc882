package import Foundation

/// The built program, called as a person calls it, in the repository's folder.
package enum Program {
    package struct Outcome {
        package let status: Int32
        package let output: String
        package let errors: String

        package var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    package static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Beside the test bundle.
    package static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()
        .appending(path: "madoguchi")

    package static func run(_ arguments: String...) throws -> Outcome {
        try run(arguments)
    }

    package static func run(_ arguments: [String], tool: URL = executable) throws -> Outcome {
        try withFolder { folder in
            let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
            let process = try start(arguments, tool: tool, output: output, errors: errors)
            process.waitUntilExit()
            return Outcome(status: process.terminationStatus, output: try text(output), errors: try text(errors))
        }
    }

    /// Starts a program that goes on; what it says goes to files, which never fill up as pipes do.
    package static func start(
        _ arguments: [String],
        tool: URL = executable,
        output: URL,
        errors: URL
    ) throws -> Process {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        process.currentDirectoryURL = repository
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try file(output)
        process.standardError = try file(errors)
        try process.run()
        return process
    }

    /// The names of commands in a help text: below their heading two spaces, then the name.
    package static func commands(in help: String) -> [String] {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0 != "命令:" }.dropFirst().prefix { !$0.isEmpty }
            .compactMap {
                $0.hasPrefix("  ") && !$0.hasPrefix("   ") ? $0.split(separator: " ").first.map(String.init) : nil
            }
    }

    package static func text(_ file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    private static func file(_ url: URL) throws -> FileHandle {
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }
}

/// A folder of its own, removed afterwards.
package func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "madoguchi-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
