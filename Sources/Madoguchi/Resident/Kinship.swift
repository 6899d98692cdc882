/// One step between two members of a family (続柄の一段).
package enum KinshipStep: Hashable, Sendable {
    case child, parent
    /// `isRegistered` is false for 夫（未届） and 妻（未届）.
    case spouse(isRegistered: Bool)
    /// `isElder` as seen from where the step begins; nil where it is not known.
    case sibling(isElder: Bool?)

    var reversed: KinshipStep {
        switch self {
        case .child: .parent
        case .parent: .child
        case .spouse: self
        case .sibling(let isElder): .sibling(isElder: isElder.map { !$0 })
        }
    }
}

/// How somebody stands to the head of the household (続柄), in the vocabulary of the register: 世帯主, ten words joined by
/// 「の」 over at most four steps, 縁故者 and 同居人. A grandchild is 子の子 (住民記録システム標準仕様書 1.1.11).
package enum Kinship: Hashable, Sendable {
    package enum Sex: Hashable, Sendable { case male, female }

    /// A step and who stands at its end.
    package struct Link: Hashable, Sendable {
        package var step: KinshipStep
        package var sex: Sex?

        package init(_ step: KinshipStep, _ sex: Sex? = nil) {
            self.step = step
            self.sex = sex
        }
    }

    /// From the head to this person; empty for the head.
    case family([Link])
    case relative, lodger

    static let words: [(String, Link)] = [
        ("夫", Link(.spouse(isRegistered: true), .male)), ("妻", Link(.spouse(isRegistered: true), .female)),
        ("夫（未届）", Link(.spouse(isRegistered: false), .male)),
        ("妻（未届）", Link(.spouse(isRegistered: false), .female)),
        ("子", Link(.child)), ("父", Link(.parent, .male)), ("母", Link(.parent, .female)),
        ("兄", Link(.sibling(isElder: true), .male)), ("姉", Link(.sibling(isElder: true), .female)),
        ("弟", Link(.sibling(isElder: false), .male)), ("妹", Link(.sibling(isElder: false), .female)),
    ]

    /// Nil for words the register does not have, such as 孫 or 祖父.
    package init?(_ text: String) {
        let written = text.split(separator: " ").joined().replacing("(", with: "（").replacing(")", with: "）")
        switch written {
        case "世帯主": self = .family([])
        case "縁故者": self = .relative
        case "同居人": self = .lodger
        case "子（子の夫）": self = .family([Link(.child), Link(.spouse(isRegistered: true), .male)])
        case "子（子の妻）": self = .family([Link(.child), Link(.spouse(isRegistered: true), .female)])
        default:
            var links: [Link] = []
            for part in written.split(separator: "の", omittingEmptySubsequences: false) {
                guard let link = Kinship.words.first(where: { $0.0 == part })?.1 else { return nil }
                links.append(link)
            }
            guard links.count <= 4 else { return nil }
            self = .family(links)
        }
    }

    /// The word of the register; nil while the sex or the order of birth that decides it is not known.
    package var text: String? {
        switch self {
        case .relative: return "縁故者"
        case .lodger: return "同居人"
        case .family(let links):
            if links.isEmpty { return "世帯主" }
            if links.count > 4 { return "縁故者" }
            var parts: [String] = []
            for link in links {
                guard let word = Kinship.word(link) else { return nil }
                parts.append(word)
            }
            return parts.joined(separator: "の")
        }
    }

    private static func word(_ link: Link) -> String? {
        if link.step == .child { return "子" }
        guard let sex = link.sex else { return nil }
        return words.first { $0.1.step == link.step && $0.1.sex == sex }?.0
    }
}

/// Works out how somebody stands to a new head from how both stood to the old one (続柄の再計算).
///
/// What a family tree cannot tell (whose child, which brother) comes out as a proposal to be confirmed, or not at all.
struct KinshipChange {
    /// The sex of the old head, and of the new one.
    var oldHead: Kinship.Sex?
    var newHead: Kinship.Sex?
    /// Whether the person is older than the new head.
    var isElder: Bool?
    /// The sex of the person.
    var sex: Kinship.Sex?
    /// Nobody else of the household has the new head's word.
    var newHeadIsAlone = false
    /// A spouse's child stays 妻の子, where only an adoption would make it 子.
    var keepsStepchildren = false

    /// The relationship, and whether nothing had to be assumed.
    func relationship(of person: Kinship, toHead head: Kinship) -> (kinship: Kinship, isCertain: Bool)? {
        switch (person, head) {
        case (.family(let links), .family(let headLinks)):
            if let beyond = beyond(headLinks, links) { return beyond }
            var path = reversed(headLinks) + links
            if !path.isEmpty { path[path.count - 1].sex = sex ?? path[path.count - 1].sex }
            return reduced(path)
        case (.family, let other): return (other, false)
        case (let other, _): return (other, true)
        }
    }

    /// 子の妻 is the wife of the new head where the new head is the only 子: the way goes on from the new head.
    private func beyond(_ headLinks: [Kinship.Link], _ links: [Kinship.Link]) -> (kinship: Kinship, isCertain: Bool)? {
        let stem = links.prefix(headLinks.count)
        guard newHeadIsAlone, !headLinks.isEmpty, links.count > headLinks.count,
            zip(stem, headLinks).allSatisfy({ $0.step == $1.step && $0.sex == $1.sex })
        else { return nil }
        var path = Array(links.dropFirst(headLinks.count))
        path[path.count - 1].sex = sex ?? path[path.count - 1].sex
        // One has one father and one spouse, but may have another child elsewhere.
        let isOnly = headLinks.allSatisfy { $0.step == .parent || $0.step == .spouse(isRegistered: true) }
        return (.family(path), isOnly)
    }

    /// The relationship to a head to whom the old head stands as the bridge says.
    func relationship(of person: Kinship, through bridge: Kinship) -> (kinship: Kinship, isCertain: Bool)? {
        switch (person, bridge) {
        case (.family(let links), .family(let bridgeLinks)):
            var path = bridgeLinks + links
            if !path.isEmpty { path[path.count - 1].sex = sex ?? path[path.count - 1].sex }
            return reduced(path)
        case (.family, let other): return (other, false)
        case (let other, _): return (other, true)
        }
    }

    /// From the new head back to the old one.
    private func reversed(_ links: [Kinship.Link]) -> [Kinship.Link] {
        links.indices.reversed().map { index in
            Kinship.Link(links[index].step.reversed, index == 0 ? oldHead : links[index - 1].sex)
        }
    }

    private func reduced(_ links: [Kinship.Link]) -> (Kinship, Bool)? {
        var path = links
        var isCertain = true
        var index = 0
        while index + 1 < path.count {
            if keepsStepchildren, case .spouse = path[index].step, path[index + 1].step == .child {
                isCertain = false
                index += 1
                continue
            }
            guard let step = joined(path[index].step, path[index + 1].step, isWhole: path.count == 2) else {
                index += 1
                continue
            }
            isCertain = isCertain && step.isCertain
            if let one = step.step {
                path.replaceSubrange(index...(index + 1), with: [Kinship.Link(one, path[index + 1].sex)])
            } else if path.count > 2 {
                path.removeSubrange(index...(index + 1))
            } else {
                return nil
            }
            index = max(0, index - 1)
        }
        return (.family(path), isCertain)
    }

    /// Two steps that make one, or none; nil where the register says both words.
    private func joined(
        _ first: KinshipStep,
        _ second: KinshipStep,
        isWhole: Bool
    ) -> (step: KinshipStep?, isCertain: Bool)? {
        switch (first, second) {
        case (.spouse, .spouse): (nil, true)
        case (.parent, .child): (.sibling(isElder: isWhole ? isElder : nil), isWhole)
        case (.child, .parent): (.spouse(isRegistered: true), false)
        case (.spouse, .child): (.child, false)
        case (.parent, .spouse): (.parent, false)
        case (.sibling, .sibling): (.sibling(isElder: isWhole ? isElder : nil), false)
        case (.sibling, .parent): (.parent, true)
        case (.child, .sibling): (.child, true)
        default: nil
        }
    }
}
