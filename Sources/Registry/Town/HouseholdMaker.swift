import Japanese

/// Makes households of the shapes that a Japanese city of this size has (単身・夫婦・親と子・三世代・外国人).
struct HouseholdMaker {
    var draw: TownRandom

    private enum Shape: CaseIterable {
        case youngAlone, middleAlone, oldAlone, couple, oldCouple, parents, oneParent, threeGenerations
        case foreignWorkers, foreignFamily, mixedFamily

        /// In a thousand households.
        var weight: Int {
            switch self {
            case .youngAlone: 105
            case .middleAlone: 80
            case .oldAlone: 155
            case .couple: 75
            case .oldCouple: 175
            case .parents: 215
            case .oneParent: 50
            case .threeGenerations: 75
            case .foreignWorkers: 40
            case .foreignFamily: 25
            case .mixedFamily: 5
            }
        }
    }

    mutating func make() -> TownHousehold {
        var place = draw.random.below(1_000)
        let shape = Shape.allCases.first { candidate in
            place -= candidate.weight
            return place < 0
        }
        var people: [TownPerson]
        switch shape ?? .couple {
        case .youngAlone: people = [adult(draw.random.below(19) + 20, isMale: draw.random.happens(55), "世帯主")]
        case .middleAlone: people = [adult(draw.random.below(25) + 40, isMale: draw.random.happens(60), "世帯主")]
        case .oldAlone: people = [adult(draw.random.below(29) + 65, isMale: draw.random.happens(35), "世帯主")]
        case .couple: people = couple(draw.random.below(38) + 26)
        case .oldCouple: people = couple(draw.random.below(24) + 65)
        case .parents: people = parents(draw.random.below(28) + 27)
        case .oneParent: people = oneParent()
        case .threeGenerations: people = threeGenerations()
        case .foreignWorkers: people = foreignWorkers()
        case .foreignFamily: people = foreignFamily()
        case .mixedFamily: people = mixedFamily()
        }
        settle(&people)
        return TownHousehold(people: people)
    }

    // MARK: - People

    mutating func adult(
        _ age: Int,
        isMale: Bool,
        _ relationship: String...,
        surname: TownMaterials.Name? = nil
    )
        -> TownPerson
    {
        var person = TownPerson(since: draw.businessDate)
        let birth = draw.birth(age: age)
        let family = surname ?? draw.surname()
        let given = draw.givenName(isMale: isMale, born: birth.year)
        person.name = family.text + "　" + given.text
        person.kana = family.kana + "　" + given.kana
        person.isMale = isMale
        person.birth = (birth.year, birth.month, birth.day)
        person.relationship = relationship
        return person
    }

    private mutating func couple(_ age: Int) -> [TownPerson] {
        let surname = draw.surname()
        var wife = adult(max(20, age - draw.random.below(6)), isMale: false, "妻", surname: surname)
        if draw.random.happens(2) {
            let former = draw.surname()
            wife.formerName = former.text
            wife.formerKana = former.kana
        }
        return [adult(age, isMale: true, "世帯主", surname: surname), wife]
    }

    private mutating func children(of parentAge: Int, _ surname: TownMaterials.Name, _ path: [String]) -> [TownPerson] {
        let oldest = min(parentAge - 24 + draw.random.below(5), 24)
        guard oldest >= 0 else { return [] }
        var children: [TownPerson] = []
        var age = oldest
        let count = [1, 1, 2, 2, 2, 3][draw.random.below(6)]
        while children.count < count, age >= 0 {
            var child = adult(age, isMale: draw.random.happens(51), "子", surname: surname)
            child.relationship = path
            children.append(child)
            age -= draw.random.below(4) + 1
        }
        return children
    }

    private func surname(of person: TownPerson) -> TownMaterials.Name {
        func first(_ text: String) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.prefix { $0 != "　" }))
        }
        return TownMaterials.Name(text: first(person.name), kana: first(person.kana))
    }

    private mutating func parents(_ age: Int) -> [TownPerson] {
        let pair = couple(age)
        return pair + children(of: age - 2, surname(of: pair[0]), ["子"])
    }

    private mutating func oneParent() -> [TownPerson] {
        let age = draw.random.below(25) + 27
        let parent = adult(age, isMale: draw.random.happens(13), "世帯主")
        return [parent] + children(of: age, surname(of: parent), ["子"])
    }

    private mutating func threeGenerations() -> [TownPerson] {
        let age = draw.random.below(18) + 34
        guard draw.random.happens(50) else {
            let family = parents(age)
            let mother = adult(age + 25 + draw.random.below(8), isMale: false, "母", surname: surname(of: family[0]))
            return family + [mother]
        }
        var old = couple(age + 26 + draw.random.below(6))
        var young = couple(age)
        let surname = surname(of: old[0])
        old += [adult(age, isMale: true, "子", surname: surname)]
        young[1].relationship = ["子", "妻"]
        let wife = adult(max(20, age - 2), isMale: false, "子", "妻", surname: surname)
        return old + [wife] + children(of: age - 2, surname, ["子", "子"])
    }
}
