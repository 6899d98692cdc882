/// Why a font file cannot be used. Carries no personal data: fonts are installed by the administrator.
enum FontFault: Error, Hashable, Sendable {
    /// The file does not open or does not read.
    case unreadable
    /// No TrueType outlines: another format, or a table is missing.
    case unsupported(String)
    /// A table says something that cannot be.
    case damaged(String)
}
