import Crypto
package import Foundation
import Japanese
import Rules

/// The files handed to an import, sorted out by the layout's patterns and checked against its control file.
struct FileSet {
    private(set) var paths: [Entity: URL] = [:]
    /// How many lines each file must have, by name, where the control file says it.
    private(set) var expectedLines: [String: Int] = [:]
    private(set) var findings: [Diagnostic] = []
    private(set) var delivery = Delivery.full
    private let layout: Layout

    init(_ files: [URL], _ layout: Layout) {
        self.layout = layout
        var controls: [URL] = []
        var deliveries: [Delivery] = []
        for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            let name = file.lastPathComponent
            if isControl(name) {
                controls.append(file)
            } else if let (kind, delivery) = layout.kind(of: name) {
                deliveries.append(delivery)
                if let other = paths[kind.entity] {
                    add("\(kind.entity.japanese)のファイルが二つあります: \(other.lastPathComponent) と \(name)。", "一つだけ渡してください。")
                }
                paths[kind.entity] = file
            } else {
                findings.append(
                    Diagnostic(
                        .warning,
                        file: name,
                        message: "レイアウト定義のどのファイルにも当たりません。取り込みません。",
                        hint: "定義の pattern を確かめてください。"
                    )
                )
            }
        }
        for kind in layout.files where kind.isRequired && paths[kind.entity] == nil {
            add("\(kind.entity.japanese)のファイル（\(kind.pattern)）がありません。", "送り元の出力がそろってから取り込んでください。")
        }
        delivery = deliveries.first ?? .full
        if deliveries.contains(where: { $0 != delivery }) {
            add("全件のファイルと差分のファイルが混ざっています。", "どちらか一方の一組だけを渡してください。")
        }
        checkDays()
        checkControl(controls)
    }

    /// Files of two days are no set; a file without a day in its name says nothing.
    private mutating func checkDays() {
        let days = Set(paths.values.compactMap { FileSet.day(inName: $0.lastPathComponent) })
        guard days.count > 1 else { return }
        let shown = days.sorted().map(\.iso).joined(separator: "、")
        add("ファイル名の日付がそろっていません（\(shown)）。", "同じ日のファイルを一組で渡してください。")
    }

    var isComplete: Bool { !findings.contains { $0.severity == .error } }

    /// The first eight digits in a file's name that are a day.
    static func day(inName name: String) -> CivilDate? {
        let bytes = Array(name.utf8)
        for start in bytes.indices where start + 8 <= bytes.count {
            let digits = bytes[start..<start + 8]
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
            if let day = FileDate(String(decoding: digits, as: UTF8.self), .compact).day { return day }
        }
        return nil
    }

    /// Whether a name fits a pattern in which `*` stands for any letters.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let (name, pattern) = (Array(name.utf8), Array(pattern.utf8))
        var (at, mark) = (0, 0)
        var (star, resume): (Int?, Int) = (nil, 0)
        while at < name.count {
            if mark < pattern.count, pattern[mark] == UInt8(ascii: "*") {
                star = mark
                resume = at
                mark += 1
            } else if mark < pattern.count, pattern[mark] == name[at] {
                at += 1
                mark += 1
            } else if let star {
                mark = star + 1
                resume += 1
                at = resume
            } else {
                return false
            }
        }
        return pattern[mark...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private mutating func add(_ message: String, _ hint: String, file: String = "", line: Int = 0) {
        findings.append(Diagnostic(file: file, line: line, message: message, hint: hint))
    }

    func isControlFile(_ file: URL) -> Bool { isControl(file.lastPathComponent) }

    private func isControl(_ name: String) -> Bool {
        switch layout.control {
        case .none, .trailer: false
        case .endMarker(let suffix): name.hasSuffix(suffix)
        case .countFile(let pattern), .digestList(let pattern): FileSet.matches(name, pattern)
        }
    }
}

extension Layout {
    /// Which file a name belongs to, and whether it holds all or only changes.
    func kind(of name: String) -> (FileLayout, Delivery)? {
        let delta = files.first { file in file.deltaPattern.map { FileSet.matches(name, $0) } ?? false }
        if let delta { return (delta, .delta) }
        return files.first { FileSet.matches(name, $0.pattern) }.map { ($0, .full) }
    }

    /// Whether a set of files holds everybody or only changes.
    package func delivery(of files: [URL]) -> Delivery {
        files.lazy.compactMap { kind(of: $0.lastPathComponent)?.1 }.first ?? .full
    }
}

// MARK: - Control files

extension FileSet {
    private mutating func checkControl(_ controls: [URL]) {
        switch layout.control {
        case .none, .trailer: return
        case .endMarker(let suffix):
            let present = Set(controls.map(\.lastPathComponent))
            for file in paths.values where !present.contains(file.lastPathComponent + suffix) {
                let message = "終わりの印（\(file.lastPathComponent)\(suffix)）がありません。"
                add(message, "送り元の出力が終わるのを待ってください。", file: file.lastPathComponent)
            }
        case .countFile(let pattern), .digestList(let pattern):
            guard controls.count == 1, let control = controls.first else {
                return add("管理ファイル（\(pattern)）が\(controls.isEmpty ? "ありません" : "二つ以上あります")。", "一つだけ渡してください。")
            }
            checkListed(in: control)
        }
    }

    private mutating func checkListed(in control: URL) {
        let name = control.lastPathComponent
        guard let bytes = try? Data(contentsOf: control), bytes.count <= 1 << 20,
            let text = String(validating: bytes.drop(prefix: FileEncoding.utf8.byteOrderMark), as: UTF8.self)
        else { return add("管理ファイルを読めません。", "送り元のファイルが壊れていないか確かめてください。", file: name) }
        var listed: [String: String] = [:]
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let separator: UInt8 = isDigestList ? 0x20 : UInt8(ascii: ",")
            let parts = line.split(separator: separator).map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 2 else {
                return add("管理ファイルの書き方が違います。", "1行に一つ、ファイル名と値を書きます。", file: name)
            }
            let (key, value) = isDigestList ? (parts[1], parts[0]) : (parts[0], parts[1])
            // `sha256sum` puts a star before the name of a file that it read as bytes.
            listed[isDigestList && key.utf8.first == UInt8(ascii: "*") ? String(key.dropFirst()) : key] = value
        }
        for file in paths.values.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            guard let expected = listed[file.lastPathComponent] else {
                add("管理ファイルに \(file.lastPathComponent) がありません。", "送り元の出力が一組か確かめてください。", file: name)
                continue
            }
            check(file, against: expected)
        }
    }

    private var isDigestList: Bool {
        if case .digestList = layout.control { true } else { false }
    }

    private mutating func check(_ file: URL, against expected: String) {
        let name = file.lastPathComponent
        guard isDigestList else {
            guard let lines = Int(expected) else {
                return add("管理ファイルの件数が数字ではありません。", "送り元の出力を確かめてください。", file: name)
            }
            expectedLines[name] = lines
            return
        }
        guard let digest = FileSet.digest(path: file.path) else {
            return add("ファイルを開けません。", "読む権限があるかを確かめてください。", file: name)
        }
        if digest != expected.lowercased() {
            add("ファイルが管理ファイルの検査値(SHA-256)と違います。", "途中で切れていないか、もう一度受け取ってください。", file: name)
        }
    }

    /// SHA-256 in lower-case hexadecimal; nil where the file cannot be read.
    static func digest(path: String) -> String? {
        guard let mapped = try? MappedFile(path: path) else { return nil }
        var hasher = SHA256()
        var place = 0
        while place < mapped.count {
            let next = min(place + (4 << 20), mapped.count)
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: mapped.bytes[place..<next]))
            mapped.release(before: next)
            place = next
        }
        return hasher.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.utf8.count == 1 ? "0" + text : text
        }.joined()
    }
}

extension Data {
    fileprivate func drop(prefix: [UInt8]) -> Data { starts(with: prefix) ? dropFirst(prefix.count) : self }
}
