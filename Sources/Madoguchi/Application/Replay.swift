/// Makes a past document's content anew from what was known when it was made (再現): facts, package, fonts. What does not come
/// out byte for byte shows that one of the three is no longer what it was.
package struct Replay: Sendable {
    /// Why a content cannot be made anew.
    package enum Fault: Error, Hashable, Sendable {
        /// Another version of the municipality's package is wanted.
        case package(wanted: String)
        /// The fonts are not those the document was set in.
        case fonts
        /// The facts do not complete the form.
        case facts
    }

    private let catalogue: Catalogue
    private let renderer: any DocumentRenderer
    private let digest: @Sendable ([UInt8]) -> Digest

    package init(
        catalogue: Catalogue,
        renderer: any DocumentRenderer,
        digest: @escaping @Sendable ([UInt8]) -> Digest
    ) {
        self.catalogue = catalogue
        self.renderer = renderer
        self.digest = digest
    }

    package func content(of document: DocumentRecord, in receptionCase: ReceptionCase) throws -> [UInt8] {
        guard document.package == catalogue.version else { throw Fault.package(wanted: document.package) }
        let fonts = try FontVersion.digest(of: renderer.fontVersions(), digest)
        guard document.fonts == nil || document.fonts == fonts else { throw Fault.fonts }
        guard let then = receptionCase.before(document),
            case .complete(let filled)? = CaseView(then, catalogue: catalogue).application(document.application)?.paper
        else { throw Fault.facts }
        return try renderer.pdf(of: [PrintedForm(filled.signedContent)])
    }
}

extension ReceptionCase {
    /// The case as it was just before a document was made.
    func before(_ document: DocumentRecord) -> ReceptionCase? {
        let made = records.first { record in
            guard case .document(let other) = record.body else { return false }
            return other.number == document.number
        }
        return made.flatMap { made in
            ReceptionCase(id: id, records: records.filter { $0.sequence < made.sequence })
        }
    }
}
