/// A member of staff (職員) who may log in.
package struct Staff: Hashable, Sendable, Codable {
    package let id: StaffID
    package var name: String
    package var counter: CounterID
    package var groups: [String]
    package var isDisabled: Bool

    package init(id: StaffID, name: String, counter: CounterID, groups: [String], isDisabled: Bool = false) {
        self.id = id
        self.name = name
        self.counter = counter
        self.groups = groups
        self.isDisabled = isDisabled
    }
}

/// The log-in name of a member of staff (職員ID), 1 to 32 letters, digits, `-` or `_`.
package struct StaffID: Identifier {
    package let text: String

    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F
        }
        guard allowed, (1...32).contains(text.utf8.count) else { return nil }
        self.text = text
    }
}

/// A registered counter terminal (端末): a clerk's screen with its touch panel.
package struct Terminal: Hashable, Sendable, Codable {
    package let id: TerminalID
    package var name: String
    package var counter: CounterID
    package var isRevoked: Bool

    package init(id: TerminalID, name: String, counter: CounterID, isRevoked: Bool = false) {
        self.id = id
        self.name = name
        self.counter = counter
        self.isRevoked = isRevoked
    }
}

package struct TerminalID: Identifier {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}

/// A clerk logged in at a terminal (ログイン); a lease that ends by itself and is no fact.
package struct Session: Hashable, Sendable {
    package let staff: Staff
    package let terminal: Terminal
    package let expires: Instant

    package init(staff: Staff, terminal: Terminal, expires: Instant) {
        self.staff = staff
        self.terminal = terminal
        self.expires = expires
    }
}
