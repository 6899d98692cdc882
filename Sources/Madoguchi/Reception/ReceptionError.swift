/// Why the reception desk refused (受付でのエラー). No case carries personal data; the sentences are in the texts.
package enum ReceptionError: Error, Hashable, Sendable {
    case caseNotFound
    case caseWithdrawn
    /// Somebody else changed the same item since the screen was made.
    case conflict(FactKey)
    case unknownItem(ItemID)
    case unsuitableValue(ItemID)
    case personNotFound
    case applicationNotFound
    case reasonMissing
    case nothingToSign
    /// A fact changed between the preview and the signature.
    case documentsChanged
    case signatureRefused(SignatureInk.Refusal)
    case notSigned(ApplicationKey)
    case notComplete(ApplicationKey)
    case alreadySubmitted(ApplicationKey)
    case notSubmitted(ApplicationKey)
    case ticketUnknown
    case ticketReplaced
    case ticketOfClosedCase
    case residentNotFound
    case readingEmpty

    /// The key of the sentence in `texts/ja.yaml`.
    package var textKey: String {
        switch self {
        case .caseNotFound: "error.case-not-found"
        case .caseWithdrawn: "error.case-withdrawn"
        case .conflict: "error.conflict"
        case .unknownItem: "error.unknown-item"
        case .unsuitableValue: "error.unsuitable-value"
        case .personNotFound: "error.person-not-found"
        case .applicationNotFound: "error.application-not-found"
        case .reasonMissing: "error.reason-missing"
        case .nothingToSign: "error.nothing-to-sign"
        case .documentsChanged: "error.documents-changed"
        case .signatureRefused(.empty): "error.signature-empty"
        case .signatureRefused(.tooShort): "error.signature-too-short"
        case .signatureRefused(.damaged): "error.signature-damaged"
        case .notSigned: "error.not-signed"
        case .notComplete: "error.not-complete"
        case .alreadySubmitted: "error.already-submitted"
        case .notSubmitted: "error.not-submitted"
        case .ticketUnknown: "error.ticket-unknown"
        case .ticketReplaced: "error.ticket-replaced"
        case .ticketOfClosedCase: "error.ticket-closed"
        case .residentNotFound: "error.resident-not-found"
        case .readingEmpty: "error.reading-empty"
        }
    }
}
