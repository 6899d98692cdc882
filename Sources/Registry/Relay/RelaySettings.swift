package import Foundation
import Yams

/// The relay's settings file (中継の設定): one side each.
package enum RelaySettings: Sendable {
    case sending(Sending, layout: String)
    case receiving(Receiving)

    /// The in-house side: what is watched, and to whom it goes.
    package struct Sending: Sendable {
        package var watch: URL
        package var receipts: URL
        package var quiet: TimeInterval
        package var interval: TimeInterval
        package var host: String
        package var port: Int
        /// The name that the receiver's certificate must have.
        package var name: String
        package var identity: RelayIdentity
    }

    package struct Receiving: Sendable {
        package var inbox: URL
        package var host: String
        package var port: Int
        package var reserve: Int
        package var identity: RelayIdentity
        /// Nil where what arrives is imported by hand.
        package var intake: Intake?
    }

    /// Where sets that arrived go of themselves (自動取込).
    package struct Intake: Sendable, Hashable {
        package var data: String
        package var layout: String
        /// The time in Japan, `07:30`, by which the day's data must be in; nil where nobody is told.
        package var readyBy: String?
    }

    /// Reads `role: sender` or `role: receiver` and the rest; a mistake says which line is missing.
    package static func read(_ text: String) throws -> RelaySettings {
        let lines = try RelayLines(text)
        let identity = RelayIdentity(
            certificate: try lines.string("certificate"),
            key: try lines.string("key"),
            authority: try lines.string("authority")
        )
        switch try lines.string("role") {
        case "sender": return .sending(try sending(lines, identity), layout: try lines.string("layout"))
        case "receiver":
            return .receiving(
                Receiving(
                    inbox: URL(fileURLWithPath: try lines.string("inbox")),
                    host: try lines.string("host"),
                    port: try lines.number("port", nil),
                    reserve: try lines.number("reserve-megabytes", 256) << 20,
                    identity: identity,
                    intake: try intake(lines)
                )
            )
        default: throw RelayFault.badSettings("「role:」は sender か receiver です")
        }
    }

    private static func intake(_ lines: RelayLines) throws -> Intake? {
        guard lines.has("data") || lines.has("layout") || lines.has("ready-by") else { return nil }
        var intake = Intake(data: try lines.string("data"), layout: try lines.string("layout"))
        if lines.has("ready-by") {
            let text = try lines.string("ready-by")
            let parts = text.utf8.split(separator: UInt8(ascii: ":")).map { Int(String(decoding: $0, as: UTF8.self)) }
            guard text.utf8.count == 5, parts.count == 2, let hour = parts[0], let minute = parts[1],
                (0...23).contains(hour), (0...59).contains(minute)
            else { throw RelayFault.badSettings("「ready-by:」は \"07:30\" のように引用符で囲んで書きます") }
            intake.readyBy = text
        }
        return intake
    }

    private static func sending(_ lines: RelayLines, _ identity: RelayIdentity) throws -> Sending {
        Sending(
            watch: URL(fileURLWithPath: try lines.string("watch")),
            receipts: URL(fileURLWithPath: try lines.string("receipts")),
            quiet: TimeInterval(try lines.number("quiet", 60)),
            interval: TimeInterval(max(1, try lines.number("interval", 30))),
            host: try lines.string("host"),
            port: try lines.number("port", nil),
            name: try lines.string("name"),
            identity: identity
        )
    }
}

/// The lines of a settings file by name.
private struct RelayLines {
    private let root: Node

    init(_ text: String) throws {
        guard let root = try? Yams.compose(yaml: text), root.mapping != nil else {
            throw RelayFault.badSettings("YAML として読めません")
        }
        self.root = root
    }

    func has(_ key: String) -> Bool { root[key] != nil }

    func string(_ key: String) throws -> String {
        guard let value = root[key]?.scalar?.string, !value.isEmpty else {
            throw RelayFault.badSettings("「\(key):」がありません")
        }
        return value
    }

    func number(_ key: String, _ fallback: Int?) throws -> Int {
        guard let text = root[key]?.scalar?.string else {
            if let fallback { return fallback }
            throw RelayFault.badSettings("「\(key):」がありません")
        }
        guard let value = Int(text), value >= 0 else { throw RelayFault.badSettings("「\(key):」は 0 以上の整数です") }
        return value
    }
}
