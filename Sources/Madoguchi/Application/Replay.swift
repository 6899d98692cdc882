import Japanese

/// Makes a past document's content anew from what was known when it was made (再現): facts, package, fonts. What does not come
/// out byte for byte shows that one of the three is no longer what it was.
package struct Replay: Sendable {
    /// Why a content cannot be made anew.
    package enum Fault: Error, Hashable, Sendable {
        /// This version of the municipality's package is not kept, or no longer reads.
        case package(wanted: String)
        /// The fonts are not those the document was set in.
        case fonts
        /// The facts do not complete the form.
        case facts
    }

    private let packages: [String: Catalogue]
    private let renderers: [Digest: any DocumentRenderer]
    private let renderer: any DocumentRenderer
    private let digest: @Sendable ([UInt8]) -> Digest

    /// `packages` by version, `renderers` by the digest of their fonts as documents name it; `renderer` has the fonts of now.
    package init(
        packages: [String: Catalogue],
        renderers: [Digest: any DocumentRenderer] = [:],
        renderer: any DocumentRenderer,
        digest: @escaping @Sendable ([UInt8]) -> Digest
    ) {
        self.packages = packages
        self.renderers = renderers
        self.renderer = renderer
        self.digest = digest
    }

    package func content(of document: DocumentRecord, in receptionCase: ReceptionCase) throws -> [UInt8] {
        guard let package = packages[document.package], package.version == document.package else {
            throw Fault.package(wanted: document.package)
        }
        let renderer = document.fonts.flatMap { renderers[$0] } ?? renderer
        let fonts = try FontVersion.digest(of: renderer.fontVersions(), digest)
        guard document.fonts == nil || document.fonts == fonts else { throw Fault.fonts }
        guard let (then, now) = receptionCase.before(document) else { throw Fault.facts }
        let view = CaseView(then, catalogue: package, protected: then.protectedAtRelease, from: now)
        guard case .complete(let filled)? = view.application(document.application)?.paper else { throw Fault.facts }
        return try renderer.pdf(of: [PrintedForm(filled.signedContent)])
    }
}

extension ReceptionCase {
    /// The case as it was just before a document was made, and when that was: wherever the case was released.
    func before(_ document: DocumentRecord) -> (ReceptionCase, Standpoint)? {
        let made = records.first { record in
            guard case .document(let other) = record.body else { return false }
            return other.number == document.number
        }
        return made.flatMap { made in
            ReceptionCase(id: id, records: records.filter { $0.sequence < made.sequence }).map {
                ($0, Standpoint(now: made.stamp.at, counter: nil))
            }
        }
    }

    /// Whom the register may have protected when a suppressed case was released (支援措置): what is hidden follows from the
    /// release and is the same for any of them.
    var protectedAtRelease: Set<ResidentNumber> {
        let release = records.last { if case .release = $0.body { true } else { false } }
        return Set(
            records.prefix { $0.sequence < release?.sequence ?? 0 }.compactMap { record in
                guard case .person(let person) = record.body else { return nil }
                return person.resident
            }
        )
    }
}
