/// The fixed words of the guidance slip (手続案内書の文言), by key in the language of the citizen; ruby stands in them as ｜漢字《かんじ》.
package struct SlipWords: Hashable, Sendable, Codable {
    package enum Key: String, CaseIterable, Sendable {
        case title, number, issued, people, show, stops, later, bring, deadline, start, law, place, done, stamp, help,
            page,
            map
        case hours, honorific, things, laws
        case stopsNote = "stops.note"
        case laterNote = "later.note"
        case isDone = "procedure.done"
    }

    private var texts: [String: String]

    /// `text` gives the sentence of a key such as `slip.title`, or the key itself where there is none.
    package init(_ text: (String) -> String) {
        texts = [:]
        for key in Key.allCases {
            let name = "slip.\(key.rawValue)"
            let found = text(name)
            if !found.utf8.elementsEqual(name.utf8) { texts[key.rawValue] = found }
        }
    }

    package static let japanese = SlipWords { $0 }

    package subscript(key: Key) -> String { texts[key.rawValue] ?? SlipWords.standard(key) }

    private static func standard(_ key: Key) -> String {
        switch key {
        case .title: "手続案内書"
        case .number: "受付番号"
        case .issued: "発行日"
        case .people: "手続をする方"
        case .show: "窓口でお見せください"
        case .stops: "今日まわる窓口"
        case .stopsNote: "番号の順におまわりください"
        case .later: "あとで行う手続"
        case .laterNote: "今日でなくてもよいものです"
        case .bring: "持ち物"
        case .deadline: "期限"
        case .start: "始まり"
        case .law: "根拠"
        case .place: "場所"
        case .done: "済"
        case .stamp: "済印"
        case .isDone: "済"
        case .help: "わからないときは"
        case .page: "{枚数}枚のうち{番号}枚目"
        case .map: "窓口の場所"
        case .hours: "受付"
        case .honorific: "様"
        case .things: "あとで行う手続の持ち物"
        case .laws: "始まりと期限の根拠"
        }
    }
}
