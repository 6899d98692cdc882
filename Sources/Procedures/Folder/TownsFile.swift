import Japanese
import Madoguchi
import Rules

/// Reads `towns.csv`: the towns and their readings, postal codes and schools (町字・学区).
struct TownsFile {
    static let columns = ["code", "name", "kana", "postal_code", "elementary_school", "junior_high_school"]

    static func read(_ files: FolderFiles, _ findings: inout Findings) -> [Town] {
        guard let bytes = files["towns.csv"] else { return [] }
        let file = files.shown("towns.csv")
        guard let text = String(validating: bytes, as: UTF8.self) else {
            findings.add(file, message: "文字コードがUTF-8ではありません", hint: "「CSV UTF-8」で保存し直してください")
            return []
        }
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
            .map { line in String(line).filter { $0 != "\r" && $0 != "\u{FEFF}" } }
        guard let header = lines.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) else {
            return []
        }
        for column in columns where !header.contains(column) {
            findings.add(file, line: 1, message: "「\(column)」の列がありません", hint: "列は \(columns.joined(separator: ",")) です")
        }
        let places = columns.map { column in header.firstIndex(of: column) }
        var towns: [Town] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty && !line.hasPrefix("#") {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == header.count else {
                findings.add(
                    file,
                    line: index + 1,
                    message: "列が\(cells.count)個あります（\(header.count)個のはずです）",
                    hint: "「,」の数を確かめてください。引用符は使えません"
                )
                continue
            }
            let values = places.map { $0.map { cells[$0] } ?? "" }
            towns.append(
                Town(
                    code: values[0],
                    name: RegisteredText(values[1]),
                    kana: values[2],
                    postalCode: values[3],
                    elementarySchool: values[4],
                    juniorHighSchool: values[5]
                )
            )
        }
        return towns
    }
}
