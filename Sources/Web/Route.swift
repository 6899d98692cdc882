package import Hummingbird
package import Madoguchi

/// Every route the server answers, with who may use it. A handler can be mounted only through a case of this enum.
package enum Route: String, Hashable, Sendable, CaseIterable {
    // Session
    case home, loginPage, login, logout
    // Terminal
    case terminalPage, terminalRegistration, demoTerminal
    // Reception
    case caseList, caseRows, ticketReading
    case caseListFeed, caseFeed
    // Panel
    case panelFeed
    // Files
    case asset, font

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
        case .login, .logout, .terminalRegistration, .demoTerminal, .ticketReading: .post
        default: .get
        }
    }

    package var pattern: String {
        switch self {
        case .home: "/"
        case .loginPage, .login: "/login"
        case .logout: "/logout"
        case .terminalPage, .terminalRegistration: "/terminal"
        case .demoTerminal: "/terminal/demo"
        case .caseList: "/cases"
        case .caseRows: "/cases/rows"
        case .ticketReading: "/tickets/reading"
        case .caseListFeed: "/feed/cases"
        case .caseFeed: "/feed/cases/{id}"
        case .panelFeed: "/feed/panel"
        case .asset: "/assets/{version}/**"
        case .font: "/fonts/{name}"
        }
    }

    package var access: Access {
        switch self {
        case .home, .loginPage, .login, .logout, .terminalPage, .terminalRegistration, .demoTerminal, .asset, .font:
            .anyone
        case .panelFeed: .terminal
        case .caseList, .caseRows, .caseListFeed, .caseFeed, .ticketReading: .staff(.receive)
        }
    }

    /// Asked for by the page itself and not by a person: it does not keep a forgotten session alive (自動ログオフ).
    package var isBackground: Bool {
        switch self {
        case .caseRows, .caseListFeed, .caseFeed, .panelFeed, .asset, .font: true
        default: false
        }
    }

    var routerPath: RouterPath { RouterPath(pattern) }
}
