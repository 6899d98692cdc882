import Documents
import Foundation
import Japanese

/// The character table of the name's font, kept in the data folder so that a start does not read the font again (文字表).
enum FontTable {
    /// The kept table where it was made after the font was installed, or else a new one.
    static func kept(in folder: String, font: String = FontPaths().registered) throws -> CharacterTable {
        let file = URL(filePath: folder + "/characters.table")
        if let made = date(of: file.path), let installed = date(of: font), made >= installed,
            let bytes = try? Data(contentsOf: file), let table = CharacterTable(bytes: [UInt8](bytes))
        {
            return table
        }
        let table = try read(font)
        // Kept for the next start only: a folder that cannot be written costs half a second and nothing else.
        try? Data(table.bytes).write(to: file, options: .atomic)
        return table
    }

    static func read(_ font: String) throws -> CharacterTable {
        CharacterTable(font: try characters(of: font))
    }

    static func characters(of font: String) throws -> FontCharacters {
        do {
            return try FontCharacters(try InputFile.bytes(font))
        } catch let fault as FontCharacters.Fault {
            throw CommandFailure("\(font): \(fault.sentence)")
        }
    }

    private static func date(of path: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}
