import Japanese
import Madoguchi
import Rules

/// The people every synthetic town has: the families of the demonstrations and the cases that break programs.
enum FixedHouseholds {
    /// In the order of `fixed-residents.csv`; an unknown town is a mistake in that file.
    static func make(_ maker: inout HouseholdMaker) throws(Diagnostics) -> [TownHousehold] {
        var households: [TownHousehold] = []
        var names: [String] = []
        var findings: [Diagnostic] = []
        for row in maker.draw.materials.fixed {
            let town = maker.draw.materials.towns.firstIndex { $0.name == RegisteredText(row["town"]) }
            guard let town else {
                let message = "「\(row["household"])」の町字が towns.csv にありません。"
                findings.append(Diagnostic(file: "fixed-residents.csv", message: message, hint: "同じ字で書いてください。"))
                continue
            }
            var person = person(row, town: town, on: maker.draw.businessDate)
            if !person.isForeign {
                let seat = maker.draw.materials.seat
                person.domicile = seat.prefecture + seat.name + row["town"] + row["lot"]
            }
            let isInsured = row["insurance"].utf8.elementsEqual("kokuho".utf8)
            maker.finish(&person, householdIsInsured: isInsured)
            if isInsured, person.age(on: maker.draw.businessDate) ?? 0 < 75 { person.holdsHealthInsurance = true }
            if names.last?.utf8.elementsEqual(row["household"].utf8) == true {
                person.registerHead = person.isForeign ? "" : households[households.count - 1].people[0].name
                households[households.count - 1].people.append(person)
            } else {
                names.append(row["household"])
                person.registerHead = person.isForeign ? "" : person.name
                households.append(TownHousehold(people: [person]))
            }
        }
        guard findings.isEmpty else { throw Diagnostics(findings) }
        return households
    }

    private static func person(_ row: DataRow, town: Int, on day: CivilDate) -> TownPerson {
        var person = TownPerson(since: day)
        person.name = row["name"]
        person.kana = row["kana"]
        person.romanName = row["roman-name"]
        person.formerName = row["former-name"]
        person.formerKana = row["former-kana"]
        person.commonName = row["common-name"]
        person.commonKana = row["common-kana"]
        person.isMale = row["sex"] == "male"
        person.birthText = row["birth-text"]
        person.birthEra = row["era"]
        switch FileDate(row["birth"], .compact) {
        case .day(let birth): person.birth = (birth.year, birth.month, birth.day)
        case .impossible(let year, let month, let day): person.birth = (year, month, day)
        case .none, .placeholder, .malformed: person.birth = nil
        }
        person.relationship = parts(of: row["relationship"])
        person.nation = row["nation"]
        person.isForeign = !person.nation.isEmpty
        person.nationName = nationNames[person.nation] ?? ""
        person.status = row["status"]
        person.statusUntil = FileDate(row["until"], .compact).day
        person.careGrade = row["care"]
        person.town = town
        person.lot = row["lot"]
        person.building = row["building"]
        person.phone = "090-0000-0000"
        let settled = CivilDate(year: 2015, month: 4, day: 1) ?? day
        person.since = max(settled, person.birthDay ?? settled)
        mark(&person, row["marks"], on: day)
        return person
    }

    private static let nationNames = [
        "BRA": "ブラジル", "PER": "ペルー", "IDN": "インドネシア", "IRL": "アイルランド", "CHN": "中国",
    ]

    private static func mark(_ person: inout TownPerson, _ mark: String, on day: CivilDate) {
        switch mark {
        case "protected": person.isProtected = true
        case "leaving":
            person.plannedAddress = "群馬県前橋市"
            person.plannedDate = day.adding(days: 5)
        case "moved-out":
            person.standing = "movedOut"
            person.plannedAddress = "東京都足立区"
            person.holdsHealthInsurance = false
        default: break
        }
    }

    /// 子の子 is two words; 妻（未届） is one, and so is 子の妻 two (住民記録システム標準仕様書 1.1.11).
    private static func parts(of relationship: String) -> [String] {
        relationship.unicodeScalars.split(separator: "の").map { String(String.UnicodeScalarView($0)) }
    }
}
