import Japanese
import Madoguchi

/// What a stop says of each procedure (手続ごとの行).
extension SlipLayout {
    func lines(_ procedure: GuidanceSlip.Procedure) -> [Line] {
        guard !procedure.isDone else {
            return [Line(text: "■ \(procedure.name)（\(slip.words[.isDone])）", font: .gothic, size: 12.5, indent: 0)]
        }
        var lines = title(procedure)
        lines += persons(procedure)
        if deferred != .thingsAndLaws, let law = procedure.law {
            lines.append(Line(text: "\(slip.words[.law])：\(law)", font: .gothic, size: 9, indent: 6, isWide: true))
        }
        if !procedure.bring.isEmpty {
            let things = bring(procedure.bring)
            lines.append(Line(text: things, font: .gothic, size: 11, indent: 6, isWide: true))
        }
        return lines
    }

    /// For whom, and from when it counts behind the names where the line is long enough.
    private func persons(_ procedure: GuidanceSlip.Procedure) -> [Line] {
        let names = procedure.persons.map(\.string).joined(separator: "、")
        let who = names.isEmpty ? [] : [Line(text: names, font: .registered, size: 12, indent: 6)]
        let starts = procedure.starts.map { start in
            let text = "\(slip.words[.start])：\(start.string)"
            return Line(text: text, font: .registered, size: 11, indent: 6, isWide: true)
        }
        guard !names.isEmpty, let start = procedure.starts.first, starts.count == 1 else { return who + starts }
        let both = Line(text: "\(names)　\(start.string)", font: .registered, size: 11, indent: 6, isWide: true)
        let isOneLine = page.height(both.text, both.font, both.size, width: SlipLayout.width(of: both)) < 8
        return isOneLine ? [both] : who + starts
    }

    /// The procedure with its deadline behind it, or below it where the line is too short for both.
    private func title(_ procedure: GuidanceSlip.Procedure) -> [Line] {
        let name = Line(text: "□ \(procedure.name)", font: .gothicBold, size: 12.5, indent: 0)
        guard let deadline = procedure.deadline else { return [name] }
        let both = Line(
            text: "\(name.text)　\(slip.words[.deadline])：\(deadline)",
            font: .gothicBold,
            size: 12.5,
            indent: 0
        )
        let isOneLine = page.height(both.text, both.font, both.size, width: SlipLayout.width(of: both)) < 10
        let below = Line(text: "\(slip.words[.deadline])：\(deadline)", font: .gothicBold, size: 11.5, indent: 6)
        return isOneLine ? [both] : [name, below]
    }

    /// 持ち物 in a row; the mark stands between them, since a thing itself may hold a comma.
    func bring(_ things: [String]) -> String {
        "\(slip.words[.bring])：" + things.joined(separator: "／")
    }
}
