package import Madoguchi
package import Japanese

/// Every address a link, a form or a redirect may name. Personal data never stands in an address.
package enum Address: Hashable, Sendable {
    case home
    // Session
    case login
    case logout
    // Terminal
    case terminal
    case demoTerminal
    // Reception
    case cases(ReceptionView)
    case caseRows(ReceptionView)
    case receptionCase(CaseID)
    case caseOpening
    case caseStep(CaseID, CaseStep)
    case caseFacts(CaseID)
    case casePerson(CaseID)
    case personRemoval(CaseID, PersonKey)
    case caseReading(CaseID)
    case caseSearch(CaseID)
    case caseResidents(CaseID)
    case verdictOverride(CaseID)
    case verdictRestoration(CaseID)
    case caseDocuments(CaseID)
    case casePreview(CaseID, ApplicationKey)
    case caseDocument(CaseID, Int)
    case casePrint(CaseID)
    case caseSlip(CaseID)
    case casePresentation(CaseID)
    case casePresentationEnd(CaseID)
    case caseSubmission(CaseID)
    case submissionReturn(CaseID)
    case caseHold(CaseID)
    case caseResumption(CaseID)
    case caseWithdrawal(CaseID)
    case releaseRequest(CaseID)
    case protectionRelease(CaseID)
    case releaseEnd(CaseID)
    case protectionEnd(CaseID)
    case ticketReading
    case caseListFeed
    case caseFeed(CaseID)
    // Panel
    case panel
    case panelView
    case panelAnswer
    case panelConfirmation
    case panelSignature
    case panelFeed
    // Resident
    case residents
    case household(HouseholdNumber)
    case householdView(HouseholdNumber, LookReason)
    case householdOpening(HouseholdNumber)
    case myNumberReveal(HouseholdNumber)
    case keptProtectionEnd(HouseholdNumber)
    case matches
    case entryMark
    case matchConfirmation
    case matchDistinction
    case matchUndoing
    // Entry
    case entries(CivilDate?)
    case entryExport(CivilDate, ProcedureID)
    // Characters
    case characters
    case identifications
    case identificationRevocation

    package var path: String {
        switch self {
        case .home: "/"
        case .login: "/login"
        case .logout: "/logout"
        case .terminal: "/terminal"
        case .demoTerminal: "/terminal/demo"
        case .cases(let view): "/cases" + view.query
        case .caseRows(let view): "/cases/rows" + view.query
        case .receptionCase(let id): "/cases/\(id.text)"
        case .caseOpening: "/cases"
        case .caseStep(let id, let step): "/cases/\(id.text)?step=\(step.rawValue)"
        case .caseFacts(let id): "/cases/\(id.text)/facts"
        case .casePerson(let id): "/cases/\(id.text)/people"
        case .personRemoval(let id, let person): "/cases/\(id.text)/people/\(person.text)/removal"
        case .caseReading(let id): "/cases/\(id.text)/readings"
        case .caseSearch(let id): "/cases/\(id.text)/search"
        case .caseResidents(let id): "/cases/\(id.text)/residents"
        case .verdictOverride(let id): "/cases/\(id.text)/overrides"
        case .verdictRestoration(let id): "/cases/\(id.text)/restorations"
        case .caseDocuments(let id): "/cases/\(id.text)/documents"
        case .casePreview(let id, let key): "/cases/\(id.text)/previews/\(percentEncoded(key.text))"
        case .caseDocument(let id, let number): "/cases/\(id.text)/documents/\(number)"
        case .casePrint(let id): "/cases/\(id.text)/prints"
        case .caseSlip(let id): "/cases/\(id.text)/slips"
        case .casePresentation(let id): "/cases/\(id.text)/presentation"
        case .casePresentationEnd(let id): "/cases/\(id.text)/presentation/end"
        case .caseSubmission(let id): "/cases/\(id.text)/submissions"
        case .submissionReturn(let id): "/cases/\(id.text)/submission-returns"
        case .caseHold(let id): "/cases/\(id.text)/hold"
        case .caseResumption(let id): "/cases/\(id.text)/resumption"
        case .caseWithdrawal(let id): "/cases/\(id.text)/withdrawal"
        case .releaseRequest(let id): "/cases/\(id.text)/release-requests"
        case .protectionRelease(let id): "/cases/\(id.text)/releases"
        case .releaseEnd(let id): "/cases/\(id.text)/releases/end"
        case .protectionEnd(let id): "/cases/\(id.text)/protection/end"
        case .ticketReading: "/tickets/reading"
        case .caseListFeed: "/feed/cases"
        case .caseFeed(let id): "/feed/cases/\(id.text)"
        case .panel: "/panel"
        case .panelView: "/panel/view"
        case .panelAnswer: "/panel/answers"
        case .panelConfirmation: "/panel/confirmation"
        case .panelSignature: "/panel/signature"
        case .panelFeed: "/feed/panel"
        case .residents: "/residents"
        case .household(let number): "/households/\(percentEncoded(number.digits))"
        case .householdOpening(let number): "/households/\(percentEncoded(number.digits))/cases"
        case .householdView(let number, let reason):
            "/households/\(percentEncoded(number.digits))?reason=\(reason.rawValue)"
        case .myNumberReveal(let number): "/households/\(percentEncoded(number.digits))/my-number"
        case .keptProtectionEnd(let number): "/households/\(percentEncoded(number.digits))/protection/end"
        case .matches: "/matches"
        case .entryMark: "/entries/marks"
        case .matchConfirmation: "/matches/confirmation"
        case .matchDistinction: "/matches/distinction"
        case .matchUndoing: "/matches/undoing"
        case .entries(let day): "/entries" + (day.map { "?day=\($0.iso)" } ?? "")
        case .entryExport(let day, let procedure):
            "/entries/\(day.iso)/\(percentEncoded(procedure.text)).csv"
        case .characters: "/characters"
        case .identifications: "/identifications"
        case .identificationRevocation: "/identifications/revocation"
        }
    }
}

/// Which part of today's cases the reception list shows (絞り込み).
package enum ReceptionView: String, Hashable, Sendable, CaseIterable {
    /// Every case of the day.
    case all
    /// Cases with open work at my counter whose family has not been here yet (こちらに向かっている人).
    case coming
    /// Cases opened at my counter.
    case mine
    /// Cases put on hold.
    case held

    var query: String { self == .all ? "" : "?view=\(rawValue)" }
}

/// Everything but unreserved letters of RFC 3986 as `%XX`.
func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var encoded = String.UnicodeScalarView()
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
            encoded.append(Unicode.Scalar(byte))
        default:
            encoded.append("%")
            encoded.append(digits[Int(byte >> 4)])
            encoded.append(digits[Int(byte & 15)])
        }
    }
    return String(encoded)
}
