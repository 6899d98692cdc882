import Japanese
import Madoguchi
import Rules

/// Reads `municipality.yaml`: the town's name, places, counters and groups of staff.
struct MunicipalityFile {
    static let keys = [
        "name", "code", "prefecture", "mayor", "school-board", "sites", "counters", "groups", "open-points", "floors",
    ]

    static func read(
        _ root: YamlField,
        towns: [Town],
        eras: EraTable,
        files: FolderFiles,
        _ findings: inout Findings
    ) -> Municipality? {
        guard let map = root.mapping(&findings) else { return nil }
        map.allow(keys, &findings)
        let name = map.requiredText("name", &findings)
        let code = map.requiredText("code", &findings)
        if let code, let field = map["code"] { checkCode(code, field, &findings) }
        let prefecture = map.requiredText("prefecture", &findings)
        let mayor = map.requiredText("mayor", &findings)
        let board = map.requiredText("school-board", &findings)
        let sites = map.required("sites", &findings)?.list(&findings).compactMap { site($0, &findings) } ?? []
        let counters = counters(map, sites, &findings)
        let groups = map.required("groups", &findings)?.list(&findings).compactMap { group($0, &findings) } ?? []
        checkTwice(map["sites"], "建物", &findings)
        checkTwice(map["groups"], "グループ", &findings)
        let floors = map["floors"]?.list(&findings).compactMap { floor($0, sites.map(\.id), files, &findings) } ?? []
        checkSpots(counters, floors, map["counters"], &findings)
        guard let name, let code, let prefecture, let mayor, let board else { return nil }
        return Municipality(
            name: name,
            code: code,
            prefecture: prefecture,
            mayor: mayor,
            schoolBoard: board,
            sites: sites,
            counters: counters,
            groups: groups,
            towns: towns,
            openPoints: OpenPointsField.read(map, &findings),
            floors: floors,
            eras: eras
        )
    }

    /// Six digits, the last of which checks the others (全国地方公共団体コードの検査数字).
    private static func checkCode(_ code: String, _ field: YamlField, _ findings: inout Findings) {
        let digits = code.utf8.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
        guard code.utf8.count == 6, digits.count == 6 else {
            return field.report(&findings, "6桁の数字ではありません", "全国地方公共団体コードを \"102041\" のように \" で囲んで書いてください")
        }
        let sum = zip(digits.prefix(5), [6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 }
        let expected = (11 - sum % 11) % 10
        if digits[5] != expected {
            field.report(&findings, "検査数字（6桁目）が合いません", "\(expected) のはずです。コードを確かめてください")
        }
    }

    private static func checkTwice(_ list: YamlField?, _ what: String, _ findings: inout Findings) {
        var seen: Set<String> = []
        for field in list?.list(&findings) ?? [] {
            guard let id = field.peek("id"), !seen.insert(id).inserted else { continue }
            field.report(&findings, "\(what)「\(id)」が二度書かれています", "id を変えるか、どちらかを消してください")
        }
    }

    private static func site(_ field: YamlField, _ findings: inout Findings) -> Site? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["id", "name", "hours", "phone", "open", "holidays"], &findings)
        guard let id = map.requiredText("id", &findings), let name = map.requiredText("name", &findings),
            let hours = map.requiredText("hours", &findings), let phone = map.requiredText("phone", &findings)
        else { return nil }
        return Site(id: id, name: name, hours: hours, phone: phone, openingHours: HoursField.read(map, &findings))
    }

    private static func counters(_ map: YamlMapping, _ sites: [Site], _ findings: inout Findings) -> [Counter] {
        let fields = map.required("counters", &findings)?.list(&findings) ?? []
        let ids = fields.compactMap { $0.peek("id") }
        var counters: [Counter] = []
        for field in fields {
            guard let counter = counter(field, sites.map(\.id), ids, &findings) else { continue }
            if counters.contains(where: { $0.id == counter.id }) {
                field.report(&findings, "窓口「\(counter.id.text)」が二度書かれています", "id を変えるか、どちらかを消してください")
            }
            counters.append(counter)
        }
        checkOrder(counters, fields, &findings)
        return counters
    }

    private static func counter(
        _ field: YamlField,
        _ sites: [String],
        _ ids: [String],
        _ findings: inout Findings
    ) -> Counter? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(
            [
                "id", "name", "number", "floor", "site", "order", "phone", "after", "stands-for", "open", "holidays",
                "at",
            ],
            &findings
        )
        let known = map["site"]?.word(&findings, sites.map { ($0, $0) })
        if map["site"] == nil { field.report(&findings, "「site」がありません", "窓口のある建物の id を書いてください") }
        let words = ids.map { ($0, CounterID($0)) }
        let after = map["after"]?.list(&findings).compactMap { $0.word(&findings, words) }
        let standsFor = map["stands-for"]?.list(&findings).compactMap { $0.word(&findings, words) }
        guard let id = map.requiredText("id", &findings), let name = map.requiredText("name", &findings),
            let floor = map.requiredText("floor", &findings), let site = known,
            let order = map.required("order", &findings)?.integer(&findings),
            let phone = map.requiredText("phone", &findings)
        else { return nil }
        return Counter(
            id: CounterID(id),
            name: name,
            number: map.text("number", &findings) ?? "",
            floor: floor,
            site: site,
            order: order,
            phone: phone,
            after: after ?? [],
            standsFor: standsFor ?? [],
            hours: HoursField.read(map, &findings),
            spot: map["at"].flatMap { spot($0, &findings) }
        )
    }

    /// `at: [34, 20]`
    private static func spot(_ field: YamlField, _ findings: inout Findings) -> PagePoint? {
        let numbers = field.list(&findings).compactMap { $0.decimal(&findings, 0...1_200) }
        guard numbers.count == 2 else {
            field.report(&findings, "位置が読めません", "見取図の左上からの mm を [横, 縦] で書いてください（例：[34, 20]）")
            return nil
        }
        return PagePoint(numbers[0], numbers[1])
    }

    /// `{site: main, floor: 1階, drawing: floors/main-1.svg}`
    private static func floor(
        _ field: YamlField,
        _ sites: [String],
        _ files: FolderFiles,
        _ findings: inout Findings
    ) -> Floor? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["site", "floor", "drawing"], &findings)
        let site = map.required("site", &findings)?.word(&findings, sites.map { ($0, $0) })
        guard let site, let name = map.requiredText("floor", &findings),
            let path = map.requiredText("drawing", &findings)
        else { return nil }
        guard let bytes = files[path] else {
            map["drawing"]?.report(&findings, "見取図「\(path)」がありません", "自治体のフォルダーからの場所を書いてください")
            return nil
        }
        var reader = DrawingReader(path: files.shown(path))
        let drawing = reader.read(bytes)
        findings.all += reader.diagnostics
        return drawing.map { Floor(site: site, name: name, plan: FloorPlan(size: $0.page, drawing: $0.figures)) }
    }

    private static func checkSpots(
        _ counters: [Counter],
        _ floors: [Floor],
        _ field: YamlField?,
        _ findings: inout Findings
    ) {
        for counter in counters {
            guard let spot = counter.spot else { continue }
            let floor = floors.first { $0.site == counter.site && $0.name == counter.floor }
            let fits = floor.map { spot.x <= $0.plan.size.width && spot.y <= $0.plan.size.height } ?? false
            if !fits {
                field?.report(&findings, "窓口「\(counter.id.text)」の at が見取図の中にありません", "floors にその階の見取図があるか確かめてください")
            }
        }
    }

    /// Whoever must come first must also stand earlier in the walk; that leaves no circle.
    private static func checkOrder(_ counters: [Counter], _ fields: [YamlField], _ findings: inout Findings) {
        for counter in counters {
            for earlier in counter.after {
                guard let other = counters.first(where: { $0.id == earlier }), other.order >= counter.order else {
                    continue
                }
                fields.first { $0.peek("id") == counter.id.text }?.report(
                    &findings,
                    "先に行く窓口「\(other.id.text)」の order が、この窓口より後になっています",
                    "order を \(counter.order) より小さくしてください"
                )
            }
        }
    }

    private static func group(_ field: YamlField, _ findings: inout Findings) -> StaffGroup? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["id", "name", "permissions"], &findings)
        let words = Permission.allCases.map { ($0.rawValue, $0) }
        let permissions =
            map.required("permissions", &findings)?.list(&findings).compactMap { $0.word(&findings, words) } ?? []
        guard let id = map.requiredText("id", &findings), let name = map.requiredText("name", &findings) else {
            return nil
        }
        return StaffGroup(id: id, name: name, permissions: Set(permissions))
    }
}
