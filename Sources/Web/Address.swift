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
    case ticketReading
    case caseListFeed
    case caseFeed(CaseID)
    // Panel
    case panel
    case panelFeed
    // Resident
    case residents
    case household(HouseholdNumber)
    // Entry
    case entries(CivilDate?)
    case entryExport(CivilDate)

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
        case .ticketReading: "/tickets/reading"
        case .caseListFeed: "/feed/cases"
        case .caseFeed(let id): "/feed/cases/\(id.text)"
        case .panel: "/panel"
        case .panelFeed: "/feed/panel"
        case .residents: "/residents"
        case .household(let number): "/households/\(percentEncoded(number.digits))"
        case .entries(let day): "/entries" + (day.map { "?day=\($0.iso)" } ?? "")
        case .entryExport(let day): "/entries/\(day.iso).csv"
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
