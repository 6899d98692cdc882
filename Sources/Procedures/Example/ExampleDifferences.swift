import Japanese
import Madoguchi
import Rules

/// Where a verdict differs from what an example expects (期待との違い): the message, and the row that decided.
struct ExampleDifferences {
    private(set) var found: [(String, String)] = []
    private let procedure: String
    private let reason: String

    init(_ expected: Example.Expectation, _ verdict: Verdict?, _ catalogue: Catalogue) {
        procedure = expected.procedure.id.text
        guard let verdict else {
            reason = ""
            found = [("\(procedure)：判定がありません", "その人が異動者かどうかを確かめてください")]
            return
        }
        reason = verdict.rule.isEmpty ? verdict.reason : "\(verdict.rule) \(verdict.reason)"
        compare("判定", expected.outcome.japanese, verdict.outcome.japanese)
        let wantedDay = expected.hasNoDeadline ? "なし" : expected.deadline?.iso
        compare("期限", wantedDay, verdict.deadline?.day.iso ?? "なし")
        compare(
            "期限切れ",
            expected.isMissed.map { $0 ? "はい" : "いいえ" },
            verdict.deadline?.isMissed == true ? "はい" : "いいえ"
        )
        compare("期限の定め", expected.limit, verdict.deadline?.rule ?? "なし")
        compare(
            "期限のすべて",
            expected.deadlines.map { $0.map { "\($0.limit) \($0.day)" }.joined(separator: "、") },
            verdict.deadlines.map { "\($0.rule) \($0.day.iso)" }.joined(separator: "、")
        )
        compare("判定した行", expected.rule, verdict.rule)
        if let words = expected.texts["says"], !verdict.reason.contains(words) {
            compare("理由にある言葉", words, verdict.reason)
        }
        compare("対象者", expected.people.map(ExampleDifferences.words), ExampleDifferences.words(verdict.people))
        let needs = verdict.needs.map { catalogue.item($0.item)?.name ?? $0.item.text }
        compare(
            "聞くこと",
            expected.needs.map { Set($0).sorted().joined(separator: "、") },
            Set(needs).sorted().joined(separator: "、")
        )
        compareStart(expected, verdict.start)
    }

    /// `start` and `thereafter` are days or months; `changes` is the day of filing from which `thereafter` holds.
    private mutating func compareStart(_ expected: Example.Expectation, _ start: BenefitStart?) {
        func words(_ day: CivilDate?) -> String {
            day.map { start?.unit == .nextMonth ? String($0.iso.prefix(7)) : $0.iso } ?? "なし"
        }
        compare("開始", expected.texts["start"], words(start?.day))
        compare("開始が変わる日", expected.texts["changes"], start?.changesOn?.iso ?? "なし")
        compare("変わった後の開始", expected.texts["thereafter"], words(start?.thereafter))
    }

    private mutating func compare(_ what: String, _ wanted: String?, _ got: String) {
        guard let wanted, wanted != got else { return }
        found.append(("\(procedure)：\(what)は「\(wanted)」のはずですが「\(got)」でした", reason))
    }

    private static func words(_ people: [PersonKey]) -> String {
        people.map { "\($0.number)" }.joined(separator: "、")
    }

    /// Warnings and relationships, which belong to the whole visit.
    static func ofStory(_ example: Example, _ situation: Situation) -> [(String, String)] {
        var found: [(String, String)] = []
        if let wanted = example.notices?.sorted() {
            let got = StoryCheck(situation).notices.map(\.id).sorted()
            if wanted != got {
                let words = got.isEmpty ? "なし" : got.joined(separator: "、")
                found.append(("話の食い違いは「\(wanted.joined(separator: "、"))」のはずですが「\(words)」でした", "住所と届出の種類を確かめてください"))
            }
        }
        if let wanted = example.relationships {
            let plan = HouseholdPlan(situation)
            let members = plan.households.flatMap(\.members).sorted { $0.person < $1.person }
            let got = members.map { $0.after ?? "要確認" }
            if wanted != got {
                found.append(
                    (
                        "続柄は「\(wanted.joined(separator: "、"))」のはずですが「\(got.joined(separator: "、"))」でした",
                        "people の順に書いてください"
                    )
                )
            }
        }
        return found
    }
}

/// Where the papers of a verdict differ from what an example expects: edition, outputs and boxes (様式・交付物・欄).
struct ExamplePapers {
    private let expected: Example.Expectation
    private let verdict: Verdict
    private let procedure: Procedure
    private let situation: Situation

    init(_ expected: Example.Expectation, _ verdict: Verdict, _ procedure: Procedure, _ situation: Situation) {
        self.expected = expected
        self.verdict = verdict
        self.procedure = procedure
        self.situation = situation
    }

    var differences: [(String, String)] {
        var found: [(String, String)] = []
        func compare(_ what: String, _ wanted: String?, _ got: String) {
            guard let wanted, wanted != got else { return }
            found.append(
                ("\(procedure.id.text)：\(what)は「\(wanted)」のはずですが「\(got)」でした", "\(verdict.rule) \(verdict.reason)")
            )
        }
        let edition = situation.edition(of: procedure)
        compare("様式", expected.texts["form"], edition.name)
        compare("様式の版", expected.texts["edition"], edition.form?.version ?? "なし")
        if let wanted = expected.outputs {
            let got = situation.outputs(of: procedure, for: verdict).map { output, people in
                people.isEmpty ? output.text : "\(output.text)：\(people.map { "\($0.number)" }.joined(separator: "・"))"
            }
            compare("交付物", wanted.joined(separator: "、"), got.joined(separator: "、"))
        }
        compare(
            "持ち物",
            expected.brings?.joined(separator: "、"),
            situation.brings(of: procedure, for: verdict).map(\.words).joined(separator: "、")
        )
        guard !expected.boxes.isEmpty, let form = edition.form else { return found }
        let values = FormFilling(form, eras: situation.catalogue.municipality.eras).draft(
            from: situation.context(for: verdict.application.person)
        ).form.values
        for (box, text) in expected.boxes {
            // A mark is written ○ whatever its shape, an empty box なし.
            let value = values[box].map { $0.hasPrefix("〔") ? "○" : $0 } ?? "なし"
            compare("欄「\(box)」", text, value)
        }
        return found
    }
}
