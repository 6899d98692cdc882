import Documents
import Foundation
import Japanese

/// The characters to choose from, made once from Debian's `unicode-data` and kept in the data folder (文字パレットの表).
actor PaletteShelf {
    private struct Content {
        let palette: CharacterPalette
        let table: CharacterTable
    }

    private let font: String
    private let folder: String
    private var loading: Task<Content?, Never>?

    init(font: String, folder: String) {
        self.font = font
        self.folder = folder
    }

    /// Nil where neither the kept file nor the package is there.
    func find(_ query: CharacterPalette.Query, offset: Int) async -> CharacterChoices? {
        guard let content = await content() else { return nil }
        return content.palette.choices(query, in: content.table, offset: offset)
    }

    private func content() async -> Content? {
        let task = loading ?? Task.detached { [font, folder] in PaletteShelf.load(font: font, folder: folder) }
        loading = task
        let content = await task.value
        // The package may be installed while the server runs.
        if content == nil { loading = nil }
        return content
    }

    private static func load(font: String, folder: String) -> Content? {
        guard let table = try? FontTable.kept(in: folder, font: font) else { return nil }
        let file = URL(filePath: folder + "/characters.palette")
        if let kept = try? Data(contentsOf: file), let palette = CharacterPalette(bytes: [UInt8](kept)) {
            return Content(palette: palette, table: table)
        }
        guard let palette = try? Unihan().palette(for: table) else { return nil }
        try? Data(palette.bytes).write(to: file, options: .atomic)
        return Content(palette: palette, table: table)
    }
}

/// Unihan as Debian's package unicode-data has it, compressed with bzip2.
struct Unihan {
    var folder = "/usr/share/unicode"

    func palette(for table: CharacterTable) throws -> CharacterPalette {
        CharacterPalette(sources: try text("Unihan_IRGSources.txt"), readings: try text("Unihan_Readings.txt")) {
            base in
            CharacterSequence(base).map(table.isShown) ?? false
        }
    }

    private func text(_ name: String) throws -> [UInt8] {
        let file = folder + "/" + name
        if let plain = FileManager.default.contents(atPath: file) { return [UInt8](plain) }
        guard FileManager.default.isReadableFile(atPath: file + ".bz2") else {
            throw CommandFailure("\(file).bz2 がありません。Debian のパッケージ unicode-data を入れてください。")
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/bzip2")
        process.arguments = ["-dc", file + ".bz2"]
        let pipe = Pipe()
        process.standardOutput = pipe
        do {
            try process.run()
        } catch {
            throw CommandFailure("bzip2 を実行できません。Debian のパッケージ bzip2 を入れてください。")
        }
        let bytes = [UInt8](try pipe.fileHandleForReading.readToEnd() ?? Data())
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure("\(file).bz2 が壊れています。パッケージ unicode-data を入れ直してください。")
        }
        return bytes
    }
}
