import Foundation

/// The folder with the program's templates and assets (画面の部品の置き場所).
struct ResourceFolder: Sendable {
    let templates: String
    let assets: String

    /// Looks in the configured folder, or else beside the executable where the build and the installation put it.
    init(configured: String?) throws {
        let beside = Bundle.main.bundleURL.appendingPathComponent("madoguchi_Web.resources").path
        let folder = configured ?? beside
        templates = folder + "/Templates"
        assets = folder + "/Assets"
        for path in [templates, assets] where !ResourceFolder.isFolder(path) {
            throw StartFault.missingFolder(path)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Every file below a folder as `name/of/file` with its bytes, sorted by name.
    static func files(below folder: String, endingWith endings: [String]) throws -> [(name: String, bytes: Data)] {
        let names = (FileManager.default.enumerator(atPath: folder)?.allObjects ?? []).compactMap { $0 as? String }
        return try names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().map { name in
            guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw StartFault.unreadable(folder + "/" + name)
            }
            return (name, bytes)
        }
    }
}

/// Why the server cannot start.
package enum StartFault: Error, Hashable, Sendable, CustomStringConvertible {
    case missingFolder(String)
    case unreadable(String)
    case template(file: String, line: Int, reason: String)
    case missingTemplate(String)

    package var description: String {
        switch self {
        case .missingFolder(let path):
            "画面の部品のフォルダー「\(path)」がありません。プログラムと一緒に配られた madoguchi_Web.resources を、"
                + "実行ファイルと同じ場所に置いてください。"
        case .unreadable(let path):
            "画面の部品のファイル「\(path)」を読めません。読み取りの権限を確かめてください。"
        case .template(let file, let line, let reason):
            "画面のひな形「\(file)」の\(line)行目に誤りがあります(\(reason))。"
        case .missingTemplate(let name):
            "画面のひな形「\(name).mustache」がありません。"
        }
    }
}
