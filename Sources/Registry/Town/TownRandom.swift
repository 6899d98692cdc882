import Japanese

/// Draws names, dates and places for a synthetic town.
struct TownRandom {
    let materials: TownMaterials
    let businessDate: CivilDate
    var random: SplitMix64
    private let surnameTotal: Int
    private let nationTotal: Int

    init(_ materials: TownMaterials, on businessDate: CivilDate, seed: UInt64) {
        self.materials = materials
        self.businessDate = businessDate
        random = SplitMix64(seed: seed)
        surnameTotal = materials.surnames.reduce(0) { $0 + $1.weight }
        nationTotal = materials.nations.reduce(0) { $0 + $1.weight }
    }

    mutating func surname() -> TownMaterials.Name {
        var place = random.below(surnameTotal)
        for candidate in materials.surnames {
            place -= candidate.weight
            if place < 0 { return candidate.name }
        }
        return TownMaterials.Name(text: "例示", kana: "レイジ")
    }

    mutating func givenName(isMale: Bool, born year: Int) -> TownMaterials.Name {
        let fitting = materials.givenNames.filter { $0.isMale == isMale && $0.years.contains(max(1920, year)) }
        let names = fitting.isEmpty ? materials.givenNames : fitting
        return names[random.below(names.count)].name
    }

    mutating func nation() -> TownMaterials.Nation? {
        var place = random.below(nationTotal)
        for candidate in materials.nations {
            place -= candidate.weight
            if place < 0 { return candidate }
        }
        return materials.nations.first
    }

    /// A birth that gives that age on the business date.
    mutating func birth(age: Int) -> CivilDate {
        let latest = businessDate.adding(months: -12 * age)
        return latest.adding(days: -random.below(365))
    }

    mutating func day(after first: CivilDate) -> CivilDate {
        let span = max(1, businessDate.dayNumber - first.dayNumber)
        return first.adding(days: random.below(span))
    }

    mutating func lot() -> String {
        let lot = "\(random.below(1_200) + 1)番地"
        return random.happens(45) ? lot + "\(random.below(18) + 1)" : lot
    }

    mutating func building() -> String {
        guard random.happens(22) else { return "" }
        let names = ["コーポ見本", "例示ハイツ", "メゾン若葉", "サンハイム桜", "グリーンコート", "第二見本荘", "レジデンス例示"]
        let room = (random.below(4) + 1) * 100 + random.below(6) + 1
        return random.pick(names, orElse: "見本荘") + "\(room)号"
    }

    /// Numbers with 00 after the area are not given to anybody.
    mutating func phone() -> String {
        let tail = String(random.below(9_000) + 1_000)
        return random.happens(70) ? "090-0000-\(tail)" : "0270-00-\(tail)"
    }

    mutating func previousAddress() -> String {
        let places = ["群馬県前橋市", "群馬県高崎市", "群馬県太田市", "埼玉県本庄市", "東京都足立区", "栃木県足利市"]
        return random.pick(places, orElse: "群馬県前橋市") + "見本町\(random.below(90) + 1)番地"
    }
}
