import Foundation

/// Something that may not stand in the code.
struct Ban {
    let needle: String
    let why: String
    /// Paths, or beginnings of them, where it may stand.
    var allowed: [String] = []
    /// A call of a member, `x.needle`, is not meant.
    var isFree = false

    static let all: [Ban] = [
        Ban(needle: "try!", why: "an error must have a way out"),
        Ban(needle: "as!", why: "a wrong cast must have a way out"),
        Ban(needle: "fatalError(", why: "no request and no file may end the program"),
        Ban(
            needle: "allowLossyConversion",
            why: "Foundation aborts on variation selectors; write a report of what is lost"
        ),
        Ban(needle: ".shiftJIS", why: "Foundation's Shift_JIS is not CP932"),
        Ban(needle: "precomposedStringWithCanonicalMapping", why: normalised),
        Ban(needle: "precomposedStringWithCompatibilityMapping", why: normalised),
        Ban(needle: "decomposedStringWithCanonicalMapping", why: normalised),
        Ban(needle: "decomposedStringWithCompatibilityMapping", why: normalised),
        Ban(needle: "applyingTransform(", why: normalised),
        Ban(needle: ".folding(options", why: normalised),
        Ban(needle: "caseInsensitiveCompare(", why: normalised),
        Ban(needle: "localizedStandardCompare(", why: normalised),
        Ban(needle: "localizedStandardContains(", why: normalised),
        Ban(needle: "print(", why: "only commands speak to the terminal", allowed: ["Sources/Command/"], isFree: true),
        Ban(needle: "URLSession", why: "there is no outbound connection", allowed: ["Sources/Automation/"]),
    ]

    private static let normalised = "registered text is never normalised; search through derived keys"
}

/// Banned words in the code of Swift files.
func bannedWords(in files: [TextFile], bans: [Ban] = Ban.all) -> [Finding] {
    files.flatMap { file -> [Finding] in
        let code = file.swift.code
        return bans.filter { ban in !ban.allowed.contains { file.path.hasPrefix($0) } }.flatMap { ban in
            places(of: Array(ban.needle.utf8), in: code).filter { isMeant($0, ban, code) }.map { offset in
                Finding(file.path, line(of: offset, in: code), "\(ban.needle) – \(ban.why)")
            }
        }
    }
}

private func isMeant(_ offset: Int, _ ban: Ban, _ code: [UInt8]) -> Bool {
    let startsAsName = ban.needle.utf8.first.map(isNamePart) == true
    if startsAsName, offset > 0, isNamePart(code[offset - 1]) { return false }
    guard ban.isFree else { return true }
    let before = code[..<offset].reversed().drop { $0 == UInt8(ascii: " ") }
    return before.first != UInt8(ascii: ".") && !before.starts(with: "cnuf".utf8)
}

/// Offsets of a piece of text. C finds them, because test builds are not optimised.
func places(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
    let text = bytes.map { CChar(bitPattern: $0) } + [0]
    let wanted = needle.map { CChar(bitPattern: $0) } + [0]
    return text.withUnsafeBufferPointer { text in
        guard let start = text.baseAddress else { return [] }
        var found: [Int] = []
        var next = start
        while let place = strstr(next, wanted) {
            found.append(UnsafePointer(place) - start)
            next = UnsafePointer(place) + 1
        }
        return found
    }
}

/// Notes of unfinished work, in code and comments alike.
func unfinished(in files: [TextFile]) -> [Finding] {
    files.flatMap { file -> [Finding] in
        file.lines.enumerated().compactMap { number, line in
            let isFound = ["TODO", "FIXME"].contains { note in
                line.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.contains(Substring(note))
            }
            return isFound ? Finding(file.path, number + 1, "unfinished work is an issue, not a note") : nil
        }
    }
}

/// Hosts an address in the product may name: itself, and the names of namespaces (XML; PDF/A metadata), to which nobody
/// connects.
let knownHosts: Set<String> = [
    "localhost", "127.0.0.1", "www.w3.org", "www.omg.org", "schemas.openxmlformats.org", "ns.adobe.com", "purl.org",
    "www.aiim.org",
]

/// Addresses of other hosts. In Swift files comments may name their sources.
func outboundHosts(in files: [TextFile]) -> [Finding] {
    files.flatMap { file -> [Finding] in
        let bytes = file.isSwift ? file.swift.withoutComments : Array(file.text.utf8)
        return ["http://", "https://"].flatMap { scheme in
            places(of: Array(scheme.utf8), in: bytes).compactMap { offset in
                let rest = bytes[(offset + scheme.utf8.count)...]
                let host = rest.prefix { isHostPart($0) }
                let name = String(decoding: host, as: UTF8.self)
                guard !name.isEmpty, !knownHosts.contains(name) else { return nil }
                return Finding(file.path, line(of: offset, in: bytes), "names the host \(name)")
            }
        }
    }
}

private func isHostPart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
}

/// Files and folders named for what they hold left over instead of for a purpose.
func purposelessNames(in paths: [String]) -> [Finding] {
    let words = [
        "Utils", "Util", "Utilities", "Utility", "Helpers", "Helper", "Managers", "Manager", "Core", "Common",
        "Extensions",
        "Extension", "Misc",
    ]
    return paths.compactMap { path in
        let isFound = path.split(separator: "/").contains { part in
            let stem = part.prefix { $0 != "." }
            return words.contains { word in stem.lowercased() == word.lowercased() || stem.hasSuffix(word) }
        }
        return isFound ? Finding(path, "the name says no purpose") : nil
    }
}
