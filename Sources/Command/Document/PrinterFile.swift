import Devices
import Foundation

extension LinePrinter {
    /// A file of lines: terminal, a tab, the printer's name as `lpstat -a` gives it; `#` begins a remark.
    init(file: String) throws {
        let text = String(decoding: try InputFile.bytes(file), as: UTF8.self)
        var printers: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let plain = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            guard !plain.isEmpty else { continue }
            let parts = plain.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, !parts[1].hasPrefix("-") else {
                throw CommandFailure("\(file) の \(index + 1)行目が読めません。「端末の記号、タブ、プリンターの名前」と書いてください。")
            }
            printers[parts[0]] = parts[1]
        }
        self.init(printers: printers)
    }
}
