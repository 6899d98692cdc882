/// A city's own printed page under a sheet (原本様式の背景): one page of PDF as `madoguchi procedures background` leaves it, with a
/// picture of it for the screen.
///
/// Two are the same when their names are; the name follows from the bytes.
package struct PageBackground: Hashable, Sendable, Codable {
    package let name: String
    package let bytes: [UInt8]
    /// PNG.
    package let picture: [UInt8]

    package init(name: String, bytes: [UInt8], picture: [UInt8]) {
        self.name = name
        self.bytes = bytes
        self.picture = picture
    }

    package static func == (left: PageBackground, right: PageBackground) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}
