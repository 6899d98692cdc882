/// Why a data folder could not be opened or written, beyond what ``StoreError`` says to the counter. No personal data.
package enum StorageError: Error, Hashable, Sendable {
    /// The database was written by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// A file operation failed, with the system's error number.
    case file(operation: String, code: Int32)
    /// The engine refused while writing a generation, with its error number.
    case engine(code: Int32)
    /// Another import is under way in this data folder.
    case importRunning
    /// Two residents of one file have the same number (宛名番号の重複).
    case duplicateResident
    /// The finished file does not hold what was given to it.
    case countMismatch(given: Int, found: Int)
    /// A whole import was given what only a delta has.
    case notADelta
    /// A delta without a generation it could follow.
    case noBase
    /// The key file is missing, or it is not the one the numbers were sealed with (鍵ファイル).
    case noKey
    case badKeyFile
    /// No such generation is kept.
    case unknownGeneration(String)
}
