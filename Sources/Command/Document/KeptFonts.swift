import Documents
import Madoguchi
import Storage

/// The fonts that past documents were set in (保管したフォント): those kept in the data folder, or the same files on this machine.
struct KeptFonts {
    let store: SQLiteStore
    let installed: PDFRenderer

    /// The renderer with the fonts of this digest, as documents name it; says which files are missing and where to put them.
    func renderer(_ set: Digest) async throws -> PDFRenderer {
        let here = try installed.fontSources()
        guard FontVersion.digest(of: here.map(\.version), digest(of:)) != set else { return installed }
        let renderer = try PDFRenderer(fonts: try await paths(of: set, here))
        guard FontVersion.digest(of: try renderer.fontVersions(), digest(of:)) == set else {
            throw CommandFailure("\(store.fonts.path) のフォントが、名前の SHA-256 と違います。控えから戻してください。")
        }
        return renderer
    }

    private func paths(of set: Digest, _ here: [FontSource]) async throws -> FontPaths {
        guard let wanted = try await store.fontSet(set) else {
            throw CommandFailure("フォントの組 \(set.hex.prefix(12)) は、このデータで使われたことがありません。書類を作ったデータのフォルダーを指定してください。")
        }
        var paths: [String] = []
        var missing: [String] = []
        for font in wanted {
            if store.fonts.has(font.digest) {
                paths.append(store.fonts.file(font.digest))
            } else if let same = here.first(where: { $0.version.digest == font.digest }) {
                paths.append(same.path)
            } else {
                missing.append("フォント「\(font.name)」のファイルがありません。同じ版のファイルを \(store.fonts.file(font.digest)) に置いてください。")
            }
        }
        guard missing.isEmpty, let found = FontPaths(kept: paths) else {
            throw CommandFailure(missing.joined(separator: "\n"))
        }
        return found
    }
}
