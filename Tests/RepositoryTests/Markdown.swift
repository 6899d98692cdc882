import Foundation

/// What the checks need of a Markdown file: its tables, headings and links.
struct Markdown {
    struct Row: Equatable {
        let line: Int
        let cells: [String]
    }

    struct Table {
        let header: [String]
        let rows: [Row]
    }

    let path: String
    /// Lines with comments and fenced code emptied.
    private let lines: [String]

    init(_ file: TextFile) {
        path = file.path
        lines = Markdown.shown(file.text)
    }

    var tables: [Table] {
        var tables: [Table] = []
        var index = 0
        while index + 1 < lines.count {
            guard lines[index].hasPrefix("|"), isRule(lines[index + 1]) else {
                index += 1
                continue
            }
            let header = cells(lines[index])
            var rows: [Row] = []
            index += 2
            while index < lines.count, lines[index].hasPrefix("|") {
                rows.append(Row(line: index + 1, cells: cells(lines[index])))
                index += 1
            }
            tables.append(Table(header: header, rows: rows))
        }
        return tables
    }

    /// Text of every heading, with its level.
    var headings: [(level: Int, text: String)] {
        lines.compactMap { line in
            let level = line.prefix { $0 == "#" }.count
            guard level > 0, line.dropFirst(level).first == " " else { return nil }
            return (level, line.dropFirst(level).trimmingCharacters(in: .whitespaces))
        }
    }

    /// Names of the parts: second headings, and bold or listed words that begin a line, as in `**Status:** accepted`.
    var parts: Set<String> {
        let leads = lines.compactMap { line -> String? in
            let start = line.drop { "-* ".contains($0) }
            guard start.count < line.count, let end = start.firstIndex(where: { ":.*".contains($0) }) else {
                return nil
            }
            return String(start[..<end])
        }
        return Set(headings.filter { $0.level == 2 }.map(\.text) + leads)
    }

    /// Targets of links and images, with their lines.
    var links: [(line: Int, target: String)] {
        lines.enumerated().flatMap { number, line in
            line.components(separatedBy: "](").dropFirst().compactMap { rest in
                rest.firstIndex(of: ")").map { (line: number + 1, target: String(rest[..<$0])) }
            }
        }
    }

    /// Texts between single back-quotes.
    static func codeSpans(_ text: String) -> [String] {
        text.components(separatedBy: "`").enumerated().compactMap { $0.offset.isMultiple(of: 2) ? nil : $0.element }
    }

    private func isRule(_ line: String) -> Bool {
        line.hasPrefix("|") && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
    }

    private func cells(_ line: String) -> [String] {
        var parts = line.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        parts.removeFirst()
        if parts.last?.isEmpty == true { parts.removeLast() }
        return parts
    }

    private static func shown(_ text: String) -> [String] {
        var isFenced = false
        var isComment = false
        return text.components(separatedBy: "\n").map { line in
            if line.hasPrefix("```") {
                isFenced.toggle()
                return ""
            }
            if line.contains("<!--") { isComment = true }
            let isHidden = isFenced || isComment
            if line.contains("-->") { isComment = false }
            return isHidden ? "" : line
        }
    }
}
