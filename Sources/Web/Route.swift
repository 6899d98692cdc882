package import Hummingbird
package import Madoguchi

/// Every route the server answers, with who may use it. A handler can be mounted only through a case of this enum.
package enum Route: String, Hashable, Sendable, CaseIterable {
    // Session
    case home, loginPage, login, logout
    // Terminal
    case terminalPage, terminalRegistration, demoTerminal
    // Reception
    case caseList, caseRows, ticketReading, caseOpening
    case casePage, caseFacts, casePerson, personRemoval, caseReading, caseSearch, caseResidents
    case verdictOverride, verdictRestoration, caseDocuments, casePreview, caseDocument, casePrint, caseSlip
    case casePresentation, casePresentationEnd, caseSubmission, submissionReturn
    case caseHold, caseResumption, caseWithdrawal
    case releaseRequest, protectionRelease, releaseEnd, protectionEnd
    case caseListFeed, caseFeed
    // Panel
    case panel, panelView, panelAnswer, panelConfirmation, panelSignature, panelFeed
    // Resident
    case residentSearchPage, residentSearch, household, householdOpening, myNumberReveal, keptProtectionEnd
    case matchList, matchConfirmation, matchDistinction, matchUndoing
    // Entry
    case entryQueue, entryExport, entryMark
    // Files
    case asset, font, registeredFont
    // Characters
    case palettePage, paletteSearch, identificationList, identification, identificationRevocation

    /// Who may enter (利用者の区分).
    package enum Access: Hashable, Sendable {
        /// Anybody who reaches the server.
        case anyone
        /// A browser registered as a terminal: the touch panel.
        case terminal
        /// A clerk who is logged in and holds the permission; nil where none is needed.
        case staff(Permission?)
    }

    package var method: HTTPRequest.Method {
        switch self {
        case .home, .loginPage, .terminalPage, .caseList, .caseRows, .casePage, .casePreview, .caseDocument,
            .caseListFeed, .caseFeed, .panel, .panelView, .panelFeed, .residentSearchPage, .household, .matchList,
            .entryQueue,
            .entryExport, .asset, .font, .registeredFont, .palettePage,
            .identificationList:
            .get
        default: .post
        }
    }

    package var pattern: String {
        switch self {
        case .home: "/"
        case .loginPage, .login: "/login"
        case .logout: "/logout"
        case .terminalPage, .terminalRegistration: "/terminal"
        case .demoTerminal: "/terminal/demo"
        case .caseList, .caseOpening: "/cases"
        case .casePage: "/cases/{id}"
        case .caseFacts: "/cases/{id}/facts"
        case .casePerson: "/cases/{id}/people"
        case .personRemoval: "/cases/{id}/people/{person}/removal"
        case .caseReading: "/cases/{id}/readings"
        case .caseSearch: "/cases/{id}/search"
        case .caseResidents: "/cases/{id}/residents"
        case .verdictOverride: "/cases/{id}/overrides"
        case .verdictRestoration: "/cases/{id}/restorations"
        case .caseDocuments: "/cases/{id}/documents"
        case .casePreview: "/cases/{id}/previews/{application}"
        case .caseDocument: "/cases/{id}/documents/{document}"
        case .casePrint: "/cases/{id}/prints"
        case .caseSlip: "/cases/{id}/slips"
        case .casePresentation: "/cases/{id}/presentation"
        case .casePresentationEnd: "/cases/{id}/presentation/end"
        case .caseSubmission: "/cases/{id}/submissions"
        case .submissionReturn: "/cases/{id}/submission-returns"
        case .caseHold: "/cases/{id}/hold"
        case .caseResumption: "/cases/{id}/resumption"
        case .caseWithdrawal: "/cases/{id}/withdrawal"
        case .releaseRequest: "/cases/{id}/release-requests"
        case .protectionRelease: "/cases/{id}/releases"
        case .releaseEnd: "/cases/{id}/releases/end"
        case .protectionEnd: "/cases/{id}/protection/end"
        case .caseRows: "/cases/rows"
        case .ticketReading: "/tickets/reading"
        case .caseListFeed: "/feed/cases"
        case .caseFeed: "/feed/cases/{id}"
        case .panel: "/panel"
        case .panelView: "/panel/view"
        case .panelAnswer: "/panel/answers"
        case .panelConfirmation: "/panel/confirmation"
        case .panelSignature: "/panel/signature"
        case .panelFeed: "/feed/panel"
        case .residentSearchPage, .residentSearch: "/residents"
        case .household: "/households/{number}"
        case .householdOpening: "/households/{number}/cases"
        case .myNumberReveal: "/households/{number}/my-number"
        case .keptProtectionEnd: "/households/{number}/protection/end"
        case .matchList: "/matches"
        case .matchConfirmation: "/matches/confirmation"
        case .matchDistinction: "/matches/distinction"
        case .matchUndoing: "/matches/undoing"
        case .entryQueue: "/entries"
        case .entryExport: "/entries/{day}/{procedure}"
        case .entryMark: "/entries/marks"
        case .asset: "/assets/{version}/**"
        case .font: "/fonts/{name}"
        case .registeredFont: "/fonts/registered/{version}/{slice}"
        case .palettePage, .paletteSearch: "/characters"
        case .identificationList, .identification: "/identifications"
        case .identificationRevocation: "/identifications/revocation"
        }
    }

    package var access: Access {
        switch self {
        case .home, .loginPage, .login, .logout, .terminalPage, .terminalRegistration, .demoTerminal, .asset, .font,
            .registeredFont:
            .anyone
        case .panel, .panelView, .panelAnswer, .panelConfirmation, .panelSignature, .panelFeed: .terminal
        case .verdictOverride, .verdictRestoration: .staff(.override)
        case .householdOpening, .caseOpening, .casePage, .caseFacts, .casePerson, .personRemoval, .caseReading,
            .caseDocuments,
            .casePreview, .caseDocument, .casePrint, .caseSlip, .casePresentation, .casePresentationEnd,
            .caseSubmission, .submissionReturn, .caseHold, .caseResumption, .caseWithdrawal,
            .releaseRequest, .releaseEnd:
            .staff(.receive)
        case .protectionRelease, .protectionEnd, .keptProtectionEnd: .staff(.release)
        case .caseSearch, .caseResidents, .residentSearchPage, .residentSearch, .household: .staff(.search)
        case .myNumberReveal: .staff(.myNumber)
        case .matchList, .matchConfirmation, .matchDistinction, .matchUndoing: .staff(.match)
        case .entryQueue, .entryExport, .entryMark: .staff(.entry)
        case .palettePage, .paletteSearch: .staff(nil)
        case .identificationList, .identification, .identificationRevocation: .staff(.administer)
        case .caseList, .caseRows, .caseListFeed, .caseFeed, .ticketReading: .staff(.receive)
        }
    }

    /// Asked for by the page itself and not by a person: it does not keep a forgotten session alive (自動ログオフ).
    package var isBackground: Bool {
        switch self {
        case .caseRows, .panelView, .caseListFeed, .caseFeed, .panelFeed, .asset, .font, .registeredFont: true
        default: false
        }
    }

    var routerPath: RouterPath { RouterPath(pattern) }
}
