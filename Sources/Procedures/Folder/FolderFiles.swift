import Crypto
package import Rules

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The files of a municipality's folder (自治体フォルダー), read at once so that everything comes from one moment.
package struct FolderFiles: Sendable {
    /// As messages name the folder.
    package let name: String
    /// Bytes by path within the folder.
    package private(set) var contents: [String: [UInt8]]

    /// From bytes by path within the folder, such as `procedures/school/procedure.yaml`.
    package init(name: String, contents: [String: [UInt8]]) {
        self.name = name
        self.contents = contents
    }

    /// The same files under another name.
    package init(name: String, contents files: FolderFiles) {
        self.init(name: name, contents: files.contents)
    }

    /// Reads a folder from disk; names beginning with a dot are left out.
    package init(reading folder: String) throws(Diagnostics) {
        name = folder
        contents = [:]
        let root = URL(filePath: folder, directoryHint: .isDirectory)
        var isFolder = false
        if let values = try? FileManager.default.attributesOfItem(atPath: folder) {
            isFolder = values[.type] as? FileAttributeType == .typeDirectory
        }
        guard isFolder else {
            throw Diagnostics([
                Diagnostic(file: folder, message: "フォルダーがありません", hint: "municipalities/ の下のフォルダーを指定してください")
            ])
        }
        try read(root, prefix: "")
    }

    private mutating func read(_ folder: URL, prefix: String) throws(Diagnostics) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw FolderFiles.unreadable(folder.path)
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let place = folder.appending(path: name)
            let type = (try? FileManager.default.attributesOfItem(atPath: place.path))?[.type] as? FileAttributeType
            if type == .typeDirectory {
                try read(place, prefix: prefix + name + "/")
            } else if type == .typeRegular {
                guard let data = try? Data(contentsOf: place) else { throw FolderFiles.unreadable(place.path) }
                contents[prefix + name] = Array(data)
            }
        }
    }

    private static func unreadable(_ path: String) -> Diagnostics {
        Diagnostics([Diagnostic(file: path, message: "読めません", hint: "ファイルの読み取りの許可を確かめてください")])
    }

    package subscript(path: String) -> [UInt8]? {
        get { contents[path] }
        set { contents[path] = newValue }
    }

    /// Sorted paths under a folder with that ending.
    package func paths(under folder: String, ending: String) -> [String] {
        contents.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }.sorted()
    }

    /// Sorted names of the folders directly under one.
    package func folders(under folder: String) -> [String] {
        let names = contents.keys.compactMap { path -> String? in
            guard path.hasPrefix(folder) else { return nil }
            let parts = path.dropFirst(folder.count).split(separator: "/", maxSplits: 1)
            return parts.count == 2 ? String(parts[0]) : nil
        }
        return Set(names).sorted()
    }

    /// The path as messages show it.
    func shown(_ path: String) -> String {
        name.isEmpty ? path : (name.hasSuffix("/") ? name + path : "\(name)/\(path)")
    }

    /// SHA-256 over every path and content in order of the paths: the name of this version of the package.
    package var version: String {
        var hash = SHA256()
        for path in contents.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let bytes = contents[path] ?? []
            hash.update(data: Array("\(path)\n\(bytes.count)\n".utf8))
            hash.update(data: bytes)
        }
        return FolderFiles.text(hash.finalize())
    }

    /// SHA-256 of one file.
    static func digest(_ bytes: [UInt8]) -> String { text(SHA256.hash(data: bytes)) }

    private static func text(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
