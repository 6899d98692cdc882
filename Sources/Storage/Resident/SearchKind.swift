import Japanese
import Madoguchi

/// The ways to look for one person (探し方).
enum SearchKind: String, CaseIterable {
    case kana, kanaSurname, kanaLetter, kanaLetterLaterPage, givenName
    case kanji, kanjiSurname, kanjiLetter, kanjiVariant
    case latinWord, latinWholeName, misspeltWord, commonName, formerName, pastName
    case birthDate, birthDateAndKana, birthDateAndAlphabet
    case town, townAndLot, townLaterPage, building, pastAddress, surnameAndTown, letterAndTown, surnameAndPastTown
    case number, household, phone, nobody

    /// A condition on whom the kind can look for.
    var needs: String {
        switch self {
        case .latinWord, .latinWholeName, .misspeltWord, .birthDateAndAlphabet: "roman_name IS NOT NULL"
        case .commonName: "common_name IS NOT NULL"
        case .formerName, .pastName: "former_name IS NOT NULL"
        case .building: "building <> ''"
        case .phone: "phone IS NOT NULL"
        default: "standing = 'current'"
        }
    }

    /// Whether it looks for what a person was called or where they lived before.
    var looksBack: Bool { self == .pastName || self == .pastAddress || self == .surnameAndPastTown }

    func query(for person: Resident, before: ResidentHistory?) -> ResidentQuery? {
        if looksBack { return before.flatMap { pastQuery($0) } }
        if let query = namedQuery(for: person) { return query }
        let town = person.address.town.string
        switch self {
        case .birthDate: return person.birthDate.map { ResidentQuery(birthDate: $0) }
        case .town: return ResidentQuery(address: town)
        case .townLaterPage: return ResidentQuery(address: town, offset: 500)
        case .townAndLot: return ResidentQuery(address: town + person.address.lot.string)
        case .building: return ResidentQuery(address: NameParts(person.address.building.string)?.surname ?? "")
        case .number: return ResidentQuery(number: person.number.digits)
        case .household: return ResidentQuery(number: person.household.digits)
        case .phone: return person.phone.map { ResidentQuery(number: $0) }
        case .nobody: return ResidentQuery(name: "ミツカラナイヒト")
        default: return nil
        }
    }

    private func namedQuery(for person: Resident) -> ResidentQuery? {
        let kana = NameParts(person.kana)
        let isLatin = person.name.string.utf8.allSatisfy { $0 < 0x80 }
        let name = isLatin ? nil : NameParts(person.name.string)
        let latin = person.romanName.flatMap { NameParts($0.string) }
        let town = person.address.town.string
        switch self {
        case .kana: return kana.map { ResidentQuery(name: $0.whole) }
        case .kanaSurname: return kana.map { ResidentQuery(name: $0.surname) }
        case .kanaLetter: return kana.map { ResidentQuery(name: $0.letter) }
        case .kanaLetterLaterPage: return kana.map { ResidentQuery(name: $0.letter, offset: 500) }
        case .givenName: return kana.map { ResidentQuery(name: $0.given) }
        case .kanji: return name.map { ResidentQuery(name: $0.whole) }
        case .kanjiSurname: return name.map { ResidentQuery(name: $0.surname) }
        case .kanjiLetter: return name.map { ResidentQuery(name: $0.letter) }
        case .kanjiVariant: return name?.variant.map { ResidentQuery(name: $0) }
        case .latinWord: return latin.map { ResidentQuery(name: $0.surname) }
        case .latinWholeName: return latin.map { ResidentQuery(name: $0.whole) }
        case .misspeltWord: return latin?.misspelt.map { ResidentQuery(name: $0) }
        case .commonName: return person.commonName.map { ResidentQuery(name: $0.string) }
        case .formerName: return person.formerName.map { ResidentQuery(name: $0.string) }
        case .birthDateAndKana: return kana.map { ResidentQuery(name: $0.letter, birthDate: person.birthDate) }
        case .birthDateAndAlphabet: return latin.map { ResidentQuery(name: $0.letter, birthDate: person.birthDate) }
        case .surnameAndTown: return kana.map { ResidentQuery(name: $0.surname, address: town) }
        case .letterAndTown: return kana.map { ResidentQuery(name: $0.letter, address: town) }
        default: return nil
        }
    }

    private func pastQuery(_ state: ResidentHistory) -> ResidentQuery? {
        let town = state.address.town.string
        switch self {
        case .pastName: return ResidentQuery(name: state.name.string, includesFormer: true)
        case .pastAddress:
            return town.isEmpty
                ? nil : ResidentQuery(address: town + state.address.lot.string, includesFormer: true)
        default:
            return NameParts(state.kana).map {
                ResidentQuery(name: $0.surname, address: town, includesFormer: true)
            }
        }
    }
}

private struct NameParts {
    let whole: String
    let surname: String
    let given: String
    let letter: String

    init?(_ text: String) {
        let parts = text.unicodeScalars.split(whereSeparator: NameForm.isSpace)
        guard let first = parts.first, let last = parts.last, let letter = first.first else { return nil }
        whole = text
        surname = String(first)
        given = String(last)
        self.letter = String(letter)
    }

    /// The family name in letters that the register does not use for it; nil where it has no such letter.
    var variant: String? {
        let pairs: [(String, String)] = [
            ("高", "髙"), ("髙", "高"), ("﨑", "崎"), ("崎", "﨑"), ("斎", "齋"), ("斉", "齊"), ("島", "嶋"), ("辺", "邉"), ("沢", "澤"),
            ("𠮷", "吉"), ("吉", "𠮷"), ("浜", "濱"), ("広", "廣"),
        ]
        guard let pair = pairs.first(where: { surname.utf8.holds($0.0.utf8) }) else { return nil }
        return String(
            String.UnicodeScalarView(
                surname.unicodeScalars.flatMap { scalar in
                    String(scalar).utf8.elementsEqual(pair.0.utf8) ? Array(pair.1.unicodeScalars) : [scalar]
                }
            )
        )
    }

    /// The longest word with a letter left out; nil where it is too short to be missed.
    var misspelt: String? {
        let words = whole.split(separator: " ")
        guard let word = words.max(by: { $0.utf8.count < $1.utf8.count }), word.utf8.count > WordTypos.shortest else {
            return nil
        }
        var letters = Array(word.utf8)
        letters.remove(at: letters.count / 2)
        return String(decoding: letters, as: UTF8.self)
    }
}
