import Japanese

/// Something in the story that does not fit (話と住所の食い違い): a warning with what to look at, never a decision.
package struct StoryNotice: Hashable, Sendable {
    package var id: String
    package var text: String

    package static let onlyMinors = StoryNotice(
        id: "only-minors",
        text: "18歳未満の方だけの世帯になります。世帯主をだれにするか、担当の係に確かめてください。"
    )
    package static let twoHeads = StoryNotice(id: "two-heads", text: "世帯主が二人います。どちらか一人にしてください。")
    package static let noHead = StoryNotice(
        id: "no-head",
        text: "世帯主になる方がいません。いまある世帯に入るのかを確かめてください。"
    )

    static let newHeadNeeded = StoryNotice(id: "head-needed", text: "新しい世帯主がまだ決まっていません。世帯の方に聞いて決めてください。")

    static func headNeeded(_ moves: Bool) -> StoryNotice {
        StoryNotice(
            id: "head-needed",
            text: (moves ? "異動する方" : "残る方") + "の世帯に世帯主がいなくなります。新しい世帯主を決めてください。"
        )
    }
}

/// Compares the kind of notice with the addresses and days that were told (話と住所の突き合わせ).
package struct StoryCheck {
    private let situation: Situation

    package init(_ situation: Situation) {
        self.situation = situation
    }

    package var notices: [StoryNotice] {
        addresses + areas + papers + people + HouseholdPlan(situation).notices
    }

    /// Both addresses in town mean a move within it, and so on.
    private var addresses: [StoryNotice] {
        let (from, to) = (isInTown(old: true), isInTown(old: false))
        switch text(.event) {
        case "転入" where from == true:
            return [notice("move-within", "前の住所も\(town)の中です。転居届ではありませんか。")]
        case "転入" where to == false:
            return [notice("move-elsewhere", "新しい住所が\(town)の外です。転出届ではありませんか。")]
        case "転出" where to == true:
            return [notice("move-within", "引っ越し先も\(town)の中です。転居届ではありませんか。")]
        case "転居" where to == false:
            return [notice("move-out", "引っ越し先が\(town)の外です。転出届ではありませんか。")]
        case "転居" where from == false:
            return [notice("move-in", "前の住所が\(town)の外です。転入届ではありませんか。")]
        case "転居" where isSameAddress == true:
            return [notice("same-address", "前の住所と新しい住所が同じです。世帯変更届ではありませんか。")]
        case "世帯変更" where isSameAddress == false:
            return [notice("move-within", "前の住所と新しい住所が違います。転居届ではありませんか。")]
        default: return []
        }
    }

    /// What was said about the area against the address that was written.
    private var areas: [StoryNotice] {
        let prefecture = situation.catalogue.municipality.prefecture
        let isOut = text(.event) == "転出"
        let area = text(isOut ? "new-area" : .oldArea)
        let address = isOut ? text(.newMunicipality) : text(.oldAddress)
        guard let written = Prefectures.first(in: address) else { return [] }
        let isOwn = written == prefecture
        switch area {
        case "県内" where !isOwn:
            return [notice("area", "「県内」とありますが、住所は\(written)です。")]
        case "県外" where isOwn:
            return [notice("area", "「県外」とありますが、住所は\(written)です。")]
        case "国外":
            return [notice("area", "「国外」とありますが、住所は\(written)です。")]
        default: return []
        }
    }

    private var papers: [StoryNotice] {
        var found: [StoryNotice] = []
        let certificate = text("move-certificate")
        if text(.event) == "転入", text(.oldArea) == "国外", ["あり", "特例転入"].contains(certificate) {
            found.append(notice("certificate-abroad", "国外からの転入には、転出証明書がありません。前の住所を確かめてください。"))
        }
        if text(.event) == "転入", let moved = day(.moveDate), let planned = day(.plannedMoveDate), planned > moved {
            found.append(notice("planned-after-move", "転出予定日が、引っ越した日より後になっています。"))
        }
        if text("household-change") == "世帯合併", isSameAddress == false {
            found.append(notice("merge-address", "世帯を一つにするには、方書まで同じ住所でなければなりません。"))
        }
        return found
    }

    /// Somebody who was not born yet, or who is left alone and so heads the household by law.
    private var people: [StoryNotice] {
        var found: [StoryNotice] = []
        let born = situation.movers.compactMap { person -> CivilDate? in
            guard case .date(let birth) = situation.facts.values[FactKey(.birthDate, person)] else { return nil }
            return birth
        }
        if let moved = day(.moveDate), text(.event) != "転出", born.contains(where: { $0 > moved }) {
            found.append(notice("born-after-move", "引っ越した日より後に生まれた方がいます。出生届で住民票ができるので、この届出に入れるかを確かめてください。"))
        }
        if text("household-change") == "世帯主変更", situation.facts.people.count == 1 {
            found.append(notice("sole-member", "世帯に残る方が一人だけのときは、世帯主が明らかなので届出はいりません（住民基本台帳法施行令第25条）。"))
        }
        return found
    }

    private var town: String { situation.catalogue.municipality.name }

    /// Nil while the address is not known.
    private func isInTown(old: Bool) -> Bool? {
        if old {
            let code = text(.oldMunicipality)
            if !code.isEmpty { return code == situation.catalogue.municipality.code }
            if ["県内", "県外", "国外"].contains(text(.oldArea)), text(.event) == "転居" { return false }
        } else if text(.event) == "転居", ["県内", "県外", "国外"].contains(text("new-area")) {
            return false
        }
        let address = old ? text(.oldAddress) : text(.newMunicipality)
        if address.isEmpty { return nil }
        if address.contains(town) { return true }
        let isNamed = Prefectures.first(in: address) != nil || ["市", "町", "村", "区"].contains { address.hasSuffix($0) }
        return old ? (Prefectures.first(in: address) != nil ? false : nil) : (isNamed ? false : nil)
    }

    private var isSameAddress: Bool? {
        let (old, new) = (text(.oldAddress), text(.newTown) + text(.newLot))
        guard !old.isEmpty, !new.isEmpty else { return nil }
        let isSame = old == new || old.hasSuffix(town + new)
        return isSame && text(.oldBuilding) == text(.newBuilding)
    }

    private func notice(_ id: String, _ text: String) -> StoryNotice {
        StoryNotice(id: id, text: text)
    }

    private func day(_ item: ItemID) -> CivilDate? {
        guard case .date(let date) = situation.facts.values[FactKey(item)] else { return nil }
        return date
    }

    private func text(_ item: ItemID) -> String {
        switch situation.facts.values[FactKey(item)] {
        case .text(let text): text.string
        case .choice(let choice): choice
        default: ""
        }
    }
}

/// The prefectures by which an address may begin (都道府県).
enum Prefectures {
    static let names = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
        "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
        "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
        "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]

    static func first(in address: String) -> String? {
        names.first { address.hasPrefix($0) }
    }
}
