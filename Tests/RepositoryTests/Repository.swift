import Foundation

/// The files of this repository, as the checks read them.
struct Repository {
    static let here = Repository(
        root: URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    )

    let root: URL

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// Names of the folders and files directly in a folder, hidden ones left out.
    func names(in folder: String) -> [String] {
        let path = root.appendingPathComponent(folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Paths of every file below a folder, hidden ones left out.
    func paths(under folder: String) -> [String] {
        let start = root.appendingPathComponent(folder).path
        guard let walk = FileManager.default.enumerator(atPath: start) else { return [] }
        var found: [String] = []
        for case let path as String in walk {
            let attributes = walk.fileAttributes
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
            if !isHidden, attributes?[.type] as? FileAttributeType == .typeRegular {
                found.append(folder + "/" + path)
            }
        }
        return found.sorted()
    }

    func files(under folders: [String], extensions: Set<String>) throws -> [TextFile] {
        let all = folders.flatMap { paths(under: $0) }
        let wanted = all.filter { extensions.contains(URL(fileURLWithPath: $0).pathExtension) }
        return try wanted.map { try Repository.swiftFiles[$0] ?? TextFile($0, text($0)) }
    }

    /// Every Swift file, read once for all checks.
    private static let swiftFiles: [String: TextFile] = {
        let paths = ["Sources", "Tests", "Benchmarks"].flatMap { here.paths(under: $0) }
        let files = paths.filter { $0.hasSuffix(".swift") }.compactMap { path in
            (try? here.text(path)).map { TextFile(path, $0) }
        }
        return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
    }()
}

/// A file with its text.
struct TextFile {
    let path: String
    let text: String
    /// The text as Swift; empty for other files.
    let swift: SwiftText

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        swift = SwiftText(path.hasSuffix(".swift") ? text : "")
    }

    /// Without the empty piece after a closing newline.
    var lines: [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
}

/// One thing that is not as it should be, with the place to mend it.
struct Finding: Equatable, CustomStringConvertible {
    let path: String
    let line: Int
    let what: String

    init(_ path: String, _ line: Int, _ what: String) {
        self.path = path
        self.line = line
        self.what = what
    }

    init(_ path: String, _ what: String) {
        self.init(path, 1, what)
    }

    var description: String { "\n\(path):\(line): \(what)" }
}
