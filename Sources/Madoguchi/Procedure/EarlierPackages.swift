/// The municipality's earlier packages (以前の版): a document stays with the package it was made from.
package struct EarlierPackages: Sendable {
    private let read: @Sendable (String, () throws -> [String: [UInt8]]?) throws -> Catalogue?

    /// `read` gives the package of a version, made of its files unless it has it already; nil for a version that is not
    /// kept and for files that this program no longer understands.
    package init(_ read: @escaping @Sendable (String, () throws -> [String: [UInt8]]?) throws -> Catalogue?) {
        self.read = read
    }

    /// For a desk whose package never changes.
    package static let none = EarlierPackages { _, _ in nil }

    package func catalogue(_ version: String, in store: any StoreReading) throws -> Catalogue? {
        try read(version) { try store.packageFiles(version) }
    }

    /// The packages that a case's documents name, besides the one in force.
    func catalogues(
        of receptionCase: ReceptionCase,
        besides version: String,
        in store: any StoreReading
    ) throws -> [String: Catalogue] {
        var found: [String: Catalogue] = [:]
        for version in Set(receptionCase.documents.map(\.package)).subtracting([version]) {
            found[version] = try catalogue(version, in: store)
        }
        return found
    }
}
