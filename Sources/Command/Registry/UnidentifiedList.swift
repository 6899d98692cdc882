import Foundation
import Japanese
import Madoguchi
import Storage

/// The characters that wait, in files beside the database (同定待ちの一覧): still there when a command's words are gone.
///
/// Code points and how often each stands in which column; of whom is not said.
struct UnidentifiedList {
    static let file = "unidentified.tsv"
    static let placesFile = "unidentified-columns.tsv"

    let folder: URL

    /// As the data in use are now.
    func write(_ store: SQLiteStore, font: CharacterTable?) async throws {
        let waiting = try await store.externalUse(font: font).waiting.sorted { $0.character < $1.character }
        let lines = waiting.map { "\($0.character.notation)\t\($0.count)\n" }.joined()
        try InputFile.write(Array(lines.utf8), to: folder.appending(path: UnidentifiedList.file).path)
        let places = UnidentifiedCharacter.lines(waiting)
        try InputFile.write(Array(places.utf8), to: folder.appending(path: UnidentifiedList.placesFile).path)
    }
}
