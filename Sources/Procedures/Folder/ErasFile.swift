package import Japanese
package import Rules

/// Reads `eras.yaml` (元号表): the eras with the day on which each came into force (施行日), oldest first.
///
/// A folder without the file has the eras the library knows by itself.
package struct ErasFile {
    static let path = "eras.yaml"
    static let keys = ["name", "letter", "digit", "sign", "first-year", "from", "until"]

    /// The eras of a folder on disk, without the rest of the catalogue.
    package static func load(_ folder: String) throws(Diagnostics) -> EraTable {
        var findings = Findings()
        let table = read(try FolderFiles(reading: folder), &findings)
        let errors = findings.placed
        guard errors.isEmpty else { throw Diagnostics(errors) }
        return table
    }

    static func read(_ files: FolderFiles, _ findings: inout Findings) -> EraTable {
        guard let bytes = files[path] else { return .national }
        let before = findings.all.count
        guard let map = YamlFile(bytes, file: files.shown(path), &findings).root?.mapping(&findings) else {
            return .national
        }
        map.allow(["eras"], &findings)
        guard let list = map.required("eras", &findings) else { return .national }
        let fields = list.list(&findings)
        let eras = fields.compactMap { era($0, &findings) }
        guard findings.all.count == before else { return .national }
        check(eras, fields, &findings)
        if eras.isEmpty { list.report(&findings, "元号がありません", "明治からいまの元号までを、古い順に書いてください") }
        guard findings.all.count == before else { return .national }
        guard let table = EraTable(eras) else {
            list.report(&findings, "元号の表として使えません", "名前・英字・数字が重ならず、日が続くように書いてください")
            return .national
        }
        return table
    }

    /// `{ name: 令和, letter: R, digit: 5, sign: ㋿, from: 2019-05-01 }`
    private static func era(_ field: YamlField, _ findings: inout Findings) -> Era? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(keys, &findings)
        let name = map.required("name", &findings).flatMap { ErasFile.name($0, &findings) }
        let letter = map.required("letter", &findings).flatMap { ErasFile.letter($0, &findings) }
        let digit = map.required("digit", &findings).flatMap { ErasFile.digit($0, &findings) }
        let sign = map["sign"].flatMap { ErasFile.sign($0, &findings) }
        let firstDay = map.required("from", &findings)?.date(&findings)
        let lastDay = map["until"]?.date(&findings)
        let written = map["first-year"]?.integer(&findings)
        guard let name, let letter, let digit, let firstDay else { return nil }
        let firstYear = written ?? firstDay.year
        if !(1...firstDay.year).contains(firstYear) {
            map["first-year"]?.report(&findings, "from の年より後です", "元年に当たる西暦を書いてください（明治は 1868）")
        }
        if let lastDay, lastDay < firstDay {
            map["until"]?.report(&findings, "from より前の日です", "その元号の最後の日を書いてください")
        }
        return Era(
            name: name,
            letter: letter,
            digit: digit,
            firstYear: firstYear,
            firstDay: firstDay,
            lastDay: lastDay,
            sign: sign
        )
    }

    private static func name(_ field: YamlField, _ findings: inout Findings) -> String? {
        guard let text = field.text(&findings) else { return nil }
        guard (1...4).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy(\.properties.isIdeographic)
        else {
            field.report(&findings, "元号の名前ではありません", "漢字だけで書いてください（例：令和）")
            return nil
        }
        return text
    }

    private static func letter(_ field: YamlField, _ findings: inout Findings) -> String? {
        guard let text = field.text(&findings) else { return nil }
        guard text.utf8.count == 1, let byte = text.utf8.first, (0x41...0x5A).contains(byte) else {
            field.report(&findings, "英字1字ではありません", "半角の大文字1字で書いてください（例：R）")
            return nil
        }
        return text
    }

    private static func digit(_ field: YamlField, _ findings: inout Findings) -> Int? {
        guard let number = field.integer(&findings) else { return nil }
        guard (1...9).contains(number) else {
            field.report(&findings, "1から9までの数字ではありません", "テンキーで元号を表す数字を書いてください（例：5）")
            return nil
        }
        return number
    }

    private static func sign(_ field: YamlField, _ findings: inout Findings) -> String? {
        guard let text = field.text(&findings) else { return nil }
        guard text.unicodeScalars.count == 1 else {
            field.report(&findings, "記号1字ではありません", "㋿ のような1字を書くか、この行を消してください")
            return nil
        }
        return text
    }

    /// What the rows must have in common: no two alike, and no day between two eras.
    private static func check(_ eras: [Era], _ fields: [YamlField], _ findings: inout Findings) {
        for (place, era) in eras.enumerated() {
            let earlier = eras[..<place]
            let alike =
                earlier.contains { sameText($0.name, era.name) }
                ? "名前"
                : earlier.contains { sameText($0.letter, era.letter) }
                    ? "英字" : earlier.contains { $0.digit == era.digit } ? "数字" : nil
            if let alike {
                fields[place].report(&findings, "\(alike)がほかの元号と同じです", "元号ごとに違うものを書いてください")
            }
            if let before = earlier.last { checkDays(before, era, fields[place], &findings) }
        }
        if eras.last?.lastDay != nil {
            fields.last?.report(&findings, "最後の元号に until があります", "until を消すか、次の元号の行を書いてください")
        }
    }

    private static func checkDays(_ before: Era, _ era: Era, _ field: YamlField, _ findings: inout Findings) {
        guard let last = before.lastDay else {
            return field.report(
                &findings,
                "前の元号「\(before.name)」に until がありません",
                "\(before.name)の行に until: \(era.firstDay.adding(days: -1).iso) を書いてください"
            )
        }
        // 1912-07-30 and 1926-12-25 belong to two eras each.
        guard last != era.firstDay, last.adding(days: 1) != era.firstDay else { return }
        field.report(
            &findings,
            "前の元号「\(before.name)」の最後の日（\(last.iso)）と続いていません",
            "from は、その日か次の日にしてください"
        )
    }
}
