package import Japanese
import Madoguchi
package import Rules

/// What came in and what did not (取込結果).
package struct ImportReport: Sendable {
    package internal(set) var businessDate: CivilDate?
    package internal(set) var delivery = Delivery.full
    package internal(set) var files: [FileCount] = []
    /// People on the register: everybody's in a full delivery, those whom a delta names.
    package internal(set) var residents = 0
    /// People whom a delta takes away.
    package internal(set) var removed = 0
    package internal(set) var findings: [Diagnostic] = []
    /// The core system's own characters (外字).
    package internal(set) var externals = ExternalReport()
    /// Whether the generation may be put in use; if not, nothing of it may.
    package internal(set) var isPublishable = true
    /// What the receiver found when it compared the generations, one line.
    package var difference: String?

    /// For what only the receiver can see.
    package mutating func refuse(_ message: String, _ hint: String) {
        isPublishable = false
        findings.append(Diagnostic(message: message, hint: hint))
    }

    package mutating func warn(_ message: String, _ hint: String) {
        findings.append(Diagnostic(.warning, message: message, hint: hint))
    }

    package var rejected: Int { files.reduce(0) { $0 + $1.rejected } }

    /// 0 where everything came in, 1 where lines were rejected or nothing may be used.
    package var exitStatus: Int32 { isPublishable && rejected == 0 ? 0 : 1 }

    /// The lines that `madoguchi registry import` prints.
    package var summary: [String] {
        var lines = files.map { count in
            let history = count.history > 0 ? "、履歴・終了 \(count.history)件" : ""
            let rejected = count.rejected > 0 ? "、読めない行 \(count.rejected)件" : ""
            return "\(count.entity.japanese): \(count.accepted)件\(history)\(rejected)（\(count.file)）"
        }
        lines += externals.summary
        if let difference { lines.append(difference) }
        if isPublishable, let businessDate {
            let what = delivery == .full ? "住民 \(residents)人を取り込みました。" : "差分を取り込みました。"
            lines.append("基準日 \(businessDate.iso)、\(what)")
        } else {
            lines.append("取り込みませんでした。前回までのデータはそのまま使えます。")
        }
        return lines
    }
}

// MARK: - Checks against the generation in use

extension RegistryImport {
    func checkOrder(_ report: inout ImportReport, _ businessDate: CivilDate) {
        // A file of a day to come would make every true one look late.
        if let today, businessDate > today.adding(days: 1), !acceptsDate {
            report.refuse("基準日（\(businessDate.iso)）が今日（\(today.iso)）より後です。", ImportReport.dateHint)
        }
        guard let previous else {
            if report.delivery == .delta {
                report.refuse("差分を重ねる元のデータがありません。", "先に全件のファイルを取り込んでください。")
            }
            return
        }
        let last = previous.businessDate
        guard !acceptsDate else { return }
        if report.delivery == .full, businessDate < last {
            report.refuse("基準日（\(businessDate.iso)）が、いまのデータの基準日（\(last.iso)）より前です。", ImportReport.dateHint)
        }
        guard report.delivery == .delta else { return }
        if businessDate <= last {
            report.refuse("差分の基準日（\(businessDate.iso)）が、いまのデータの基準日（\(last.iso)）より後ではありません。", ImportReport.dateHint)
        } else if businessDate.dayNumber - last.dayNumber > layout.longestGap {
            let days = businessDate.dayNumber - last.dayNumber
            report.refuse("差分の基準日（\(businessDate.iso)）が、いまのデータから\(days)日あいています。", "抜けた日の差分か、全件のファイルを取り込んでください。")
        }
    }

    func checkDrop(_ report: inout ImportReport) {
        if report.residents == 0 {
            return report.refuse("住民が一人もいません。", "送り元の出力を確かめてください。前回までのデータはそのまま使えます。")
        }
        checkDrop(from: report.residents, &report)
    }

    /// Whether the register lost more people than the layout allows; both counts are of people on the register today.
    package func checkDrop(from residents: Int, _ report: inout ImportReport) {
        guard let before = previous?.residentCount, before > 0, !acceptsDrop else { return }
        let drop = Double(before - residents) / Double(before) * 100
        guard drop > layout.largestDrop else { return }
        let message = "住民が前回の\(before)人から\(residents)人に減りました（限度 \(layout.largestDrop)％）。"
        report.refuse(message, "送り元の出力が途中で切れていないか確かめてください。正しい減少なら、確認のうえで取り込み直してください。")
    }
}

extension ImportReport {
    static let dateHint = "渡すファイルを取り違えていないか確かめてください。正しければ、確認のうえで取り込み直してください。"
}
