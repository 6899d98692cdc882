import Foundation

@testable import Japanese

/// The font of registered names as Debian's package fonts-ipamj-mincho installs it.
enum InstalledFont {
    static let path = "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"

    static let characters: FontCharacters? = {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? FontCharacters([UInt8](data))
    }()

    static let table: CharacterTable? = characters.map { CharacterTable(font: $0) }
}
