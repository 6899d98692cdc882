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
    /// A record of writing for somebody else lacks the writer, the relation or the reason.
    case proxyIncomplete
    case notSigned(ApplicationKey)
    case notComplete(ApplicationKey)
    case alreadySubmitted(ApplicationKey)
    case notSubmitted(ApplicationKey)
    /// Papers are said to be spoiled that were never printed.
    case notPrinted
    /// A print run without any paper in it.
    case nothingToPrint
    case ticketUnknown
    case ticketReplaced
    case ticketOfClosedCase
    case residentNotFound
    case readingEmpty
    /// A person of the case is under disclosure suppression, and no second person has released it (支援措置).
    case protectionStop
    /// A protection once noted is not taken back by a fact.
    case protectionStays
    case releaseNotRequested
    /// Whoever asked cannot release.
    case releaseByRequester
    /// Somebody protected of another household is in the case: one person's release would show the other's whereabouts.
    case releaseOfSeveral
    /// Whoever noted a protection cannot end it.
    case protectionEndByNoter

    /// The key of the sentence in `texts/ja.yaml`.
    package var textKey: String {
        switch self {
        case .caseNotFound: "error.case.notFound"
        case .caseWithdrawn: "error.case.withdrawn"
        case .conflict: "error.case.conflict"
        case .unknownItem: "error.item.unknown"
        case .unsuitableValue: "error.item.unsuitable"
        case .personNotFound: "error.person.notFound"
        case .applicationNotFound: "error.application.notFound"
        case .reasonMissing: "error.reason.missing"
        case .nothingToSign: "error.signature.nothing"
        case .documentsChanged: "error.signature.changed"
        case .signatureRefused(.empty): "error.signature.empty"
        case .signatureRefused(.tooShort): "error.signature.dot"
        case .signatureRefused(.damaged): "error.signature.damaged"
        case .proxyIncomplete: "error.signature.proxy"
        case .notSigned: "error.document.notSigned"
        case .notComplete: "error.document.notComplete"
        case .alreadySubmitted: "error.submission.done"
        case .notSubmitted: "error.submission.none"
        case .notPrinted: "error.print.none"
        case .nothingToPrint: "error.print.nothing"
        case .ticketUnknown: "error.ticket.unknown"
        case .ticketReplaced: "error.ticket.superseded"
        case .ticketOfClosedCase: "error.ticket.closed"
        case .residentNotFound: "error.resident.none"
        case .readingEmpty: "error.reading.empty"
        case .protectionStop: "error.protection.stop"
        case .protectionStays: "error.protection.stays"
        case .releaseNotRequested: "error.protection.notRequested"
        case .releaseByRequester: "error.protection.samePerson"
        case .releaseOfSeveral: "error.protection.several"
        case .protectionEndByNoter: "error.protection.ownMark"
        }
    }
}

extension TicketError {
    /// The key of the sentence in `texts/ja.yaml`.
    package var textKey: String { "error.ticket.\(rawValue)" }
}
