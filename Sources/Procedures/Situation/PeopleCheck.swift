import Japanese
import Madoguchi
import Rules

/// What a list of people cannot be (人の並びの検査): empty, twice the same person, or somebody not born yet.
struct PeopleCheck {
    let list: YamlField
    let fields: [YamlField]
    let values: [FactKey: FactValue]

    private struct Identity: Hashable {
        let name: RegisteredText
        let birth: CivilDate
    }

    func report(_ findings: inout Findings) {
        if list.isEmptyCollection {
            list.report(&findings, "だれも書かれていません", "一人ずつ「- {氏名: …, 生年月日: …}」の行を書いてください")
        }
        var known: [Identity: Int] = [:]
        for (index, field) in fields.enumerated() {
            let person = PersonKey(index + 1)
            if field.isEmptyCollection {
                field.report(&findings, "何も書かれていません", "氏名や生年月日を書くか、この人を消してください")
            }
            guard let birth = date(.birthDate, person) else { continue }
            reportBirth(birth, field, &findings)
            guard case .text(let name) = values[FactKey(.name, person)] else { continue }
            if let first = known[Identity(name: name, birth: birth)] {
                field.report(&findings, "氏名と生年月日が\(first)番目の人と同じです", "同じ人が二度あるときは、どちらかを消してください")
            } else {
                known[Identity(name: name, birth: birth)] = index + 1
            }
        }
    }

    private func reportBirth(_ birth: CivilDate, _ field: YamlField, _ findings: inout Findings) {
        guard let day = date(.noticeDate) ?? date(.moveDate) else { return }
        if birth > day {
            field.report(&findings, "生年月日（\(birth.iso)）が届出日より後です", "生年月日か届出日を直してください")
        } else if birth.year < day.year - 130 {
            field.report(&findings, "生年月日（\(birth.iso)）から130年を過ぎています", "年を確かめて直してください")
        }
    }

    private func date(_ item: ItemID, _ person: PersonKey? = nil) -> CivilDate? {
        guard case .date(let date) = values[FactKey(item, person)] else { return nil }
        return date
    }
}
