import Japanese

extension HouseholdMaker {
    mutating func foreignWorkers() -> [TownPerson] {
        guard let nation = draw.nation() else { return [] }
        let count = draw.random.below(3) + 1
        return (0..<count).map { place in
            let isMale = draw.random.happens(60)
            let age = draw.random.below(16) + 20
            return foreigner(nation, age, isMale: isMale, [place == 0 ? "世帯主" : "同居人"], "技能実習")
        }
    }

    mutating func foreignFamily() -> [TownPerson] {
        guard let nation = draw.nation() else { return [] }
        let age = draw.random.below(25) + 28
        let status = draw.random.happens(60) ? "永住者" : "定住者"
        let head = foreigner(nation, age, isMale: true, ["世帯主"], status)
        let wife = foreigner(nation, max(20, age - 3), isMale: false, ["妻"], status)
        var people = [head, wife]
        for offset in 0..<draw.random.below(3) {
            let childAge = age - 26 - offset * 3
            guard childAge >= 0 else { break }
            people.append(foreigner(nation, childAge, isMale: draw.random.happens(50), ["子"], status))
        }
        return people
    }

    mutating func mixedFamily() -> [TownPerson] {
        guard let nation = draw.nation() else { return [] }
        let age = draw.random.below(20) + 30
        let head = adult(age, isMale: true, "世帯主")
        let wife = foreigner(nation, max(20, age - 4), isMale: false, ["妻"], "日本人の配偶者等")
        var people = [head, wife]
        if age > 32 { people.append(child(of: head, age: age - 30)) }
        return people
    }

    private mutating func child(of head: TownPerson, age: Int) -> TownPerson {
        let text = String(String.UnicodeScalarView(head.name.unicodeScalars.prefix { $0 != "　" }))
        let kana = String(String.UnicodeScalarView(head.kana.unicodeScalars.prefix { $0 != "　" }))
        let surname = TownMaterials.Name(text: text, kana: kana)
        return adult(age, isMale: draw.random.happens(50), "子", surname: surname)
    }

    /// A name in Roman capitals as on the residence card, family name first where the nation has one.
    private mutating func foreigner(
        _ nation: TownMaterials.Nation,
        _ age: Int,
        isMale: Bool,
        _ relationship: [String],
        _ status: String
    ) -> TownPerson {
        var person = TownPerson(since: draw.businessDate)
        let birth = draw.birth(age: age)
        let given = draw.random.pick(
            isMale ? nation.males : nation.females,
            orElse: TownMaterials.Name(text: "JOSEPH", kana: "ジョセフ")
        )
        let family = nation.families.isEmpty ? nil : nation.families[draw.random.below(nation.families.count)]
        person.name = [family?.text, given.text].compactMap(\.self).joined(separator: " ")
        person.kana = [family?.kana, given.kana].compactMap(\.self).joined(separator: "　")
        person.romanName = person.name
        person.isForeign = true
        person.isMale = isMale
        person.birth = (birth.year, birth.month, birth.day)
        person.relationship = relationship
        person.nation = nation.code
        person.nationName = nation.name
        person.status = status
        if status != "永住者" { person.statusUntil = draw.businessDate.adding(days: 30 + draw.random.below(1_500)) }
        if draw.random.happens(15) {
            let common = draw.surname()
            person.commonName = common.text + "　" + given.kana
            person.commonKana = common.kana + "　" + given.kana
        }
        return person
    }
}
