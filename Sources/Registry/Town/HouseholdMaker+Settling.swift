import Japanese
import Madoguchi

extension HouseholdMaker {
    /// Gives a household what its members share: address, telephone, family register, insurance, and the rare marks.
    mutating func settle(_ people: inout [TownPerson]) {
        let town = draw.random.below(draw.materials.towns.count)
        let lot = draw.lot()
        let building = draw.building()
        let phone = draw.random.happens(80) ? draw.phone() : ""
        let seat = draw.materials.seat
        let here = seat.prefecture + seat.name + townName(town) + lot
        let domicile = draw.random.happens(65) ? here : draw.previousAddress()
        let cameFrom = draw.random.happens(45) ? draw.previousAddress() : ""
        let isInsured = draw.random.happens(22)
        let isProtected = draw.random.happens(0.08)
        let leaves = draw.random.happens(0.1)
        let oldest = people.compactMap(\.birthDay).min() ?? draw.businessDate
        let movedIn = draw.day(after: oldest.adding(months: 12 * 18))
        let head = people.first { !$0.isForeign }?.name ?? ""
        for place in people.indices {
            people[place].town = town
            people[place].lot = lot
            people[place].building = building
            people[place].phone = place == 0 ? phone : ""
            let birth = people[place].birthDay ?? movedIn
            people[place].since = max(birth, min(movedIn, draw.businessDate))
            people[place].previousAddress = birth < movedIn ? cameFrom : ""
            if !people[place].isForeign {
                people[place].domicile = domicile
                people[place].registerHead = head
            }
            people[place].isProtected = isProtected
            if leaves {
                people[place].plannedAddress = "埼玉県本庄市"
                people[place].plannedDate = draw.businessDate.adding(days: 7)
            }
            finish(&people[place], householdIsInsured: isInsured)
        }
    }

    /// What depends on age: the insurance and the grade of care.
    mutating func finish(_ person: inout TownPerson, householdIsInsured: Bool) {
        guard let age = person.age(on: draw.businessDate) else { return }
        if age < 75 { person.holdsHealthInsurance = age >= 65 ? draw.random.happens(75) : householdIsInsured }
        guard age >= 65, person.careGrade.isEmpty else { return }
        let share: Double = age < 75 ? 4 : (age < 85 ? 16 : 48)
        guard draw.random.happens(share) else { return }
        let grades = ["要支援1", "要支援2", "要介護1", "要介護1", "要介護2", "要介護2", "要介護3", "要介護4", "要介護5"]
        person.careGrade = draw.random.pick(grades, orElse: "要介護1")
    }

    func townName(_ place: Int) -> String {
        draw.materials.towns.indices.contains(place) ? draw.materials.towns[place].name.string : ""
    }
}
