import Madoguchi

extension CaseRecord.Body {
    /// The record's kind as the database spells it; part of the stored data, never changed.
    var kind: String {
        switch self {
        case .opening: "opening"
        case .person: "person"
        case .personRemoval: "person-removal"
        case .distinction: "distinction"
        case .reading: "reading"
        case .fact: "fact"
        case .verdictOverride: "verdict-override"
        case .verdictRestoration: "verdict-restoration"
        case .document: "document"
        case .signing: "signing"
        case .sealing: "sealing"
        case .printing: "printing"
        case .spoiledPrint: "spoiled-print"
        case .ticket: "ticket"
        case .arrival: "arrival"
        case .submission: "submission"
        case .submissionReturn: "submission-return"
        case .hold: "hold"
        case .resumption: "resumption"
        case .withdrawal: "withdrawal"
        case .releaseRequest: "release-request"
        case .release: "release"
        case .releaseEnd: "release-end"
        case .releaseLimit: "release-limit"
        case .protectionEnd: "protection-end"
        case .entryMark: "entry-mark"
        case .distinctionEnd: "distinction-end"
        }
    }

    /// The record as it is kept: a slip's code is forgotten, since its digest opens the case (decision 0051).
    var kept: CaseRecord.Body {
        guard case .ticket = self else { return self }
        return .ticket(TicketIssue(ticket: nil))
    }
}
