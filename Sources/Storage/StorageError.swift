/// Why a data folder could not be opened or written, beyond what ``StoreError`` says to the counter. No personal data.
package enum StorageError: Error, Hashable, Sendable {
    /// The database was written by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// A file operation failed, with the system's error number.
    case file(operation: String, code: Int32)
}
