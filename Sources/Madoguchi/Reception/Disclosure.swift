/// Who looks at an output that speaks of a protected person (見る人).
package enum Viewer: String, Hashable, Sendable, Codable, CaseIterable {
    /// Staff outside a case: searching, looking at a household, reading lists.
    case clerk
    /// Everybody at a case that nobody has released.
    case stopped
    /// The protected person, and the clerk with her.
    case subject
    /// Anybody else at a released case, and the clerk with them.
    case other
}

/// What leaves the program towards a person, paper or another system (出力).
package enum Outlet: String, Hashable, Sendable, Codable, CaseIterable {
    case search, household, matches
    case receptionList = "reception-list"
    case casePage = "case"
    case panel, form, slip, code
    case entryList = "entry-list"
    case entry, feed, error, journal, log, url, verification, properties, command
    case printJob = "print-job"

    package var japanese: String {
        switch self {
        case .search: "住民検索"
        case .household: "世帯の画面"
        case .matches: "宛名番号の照合"
        case .receptionList: "受付一覧・お知らせ"
        case .casePage: "受付画面"
        case .panel: "来庁者画面"
        case .form: "様式（確認・PDF・印刷）"
        case .slip: "手続案内書"
        case .code: "二次元コード"
        case .entryList: "入力待ちの画面"
        case .entry: "入力データ（CSV）"
        case .feed: "画面の自動更新の知らせ"
        case .error: "エラーの画面"
        case .journal: "証跡"
        case .log: "ログ"
        case .url: "URL"
        case .verification: "書類の検証・再現の結果"
        case .properties: "応答の見出し・ファイル名・PDFの属性"
        case .command: "管理の命令の出力"
        case .printJob: "印刷ジョブの名前と属性"
        }
    }
}

/// How long a release of a stopped case lasts (解除の期限); it never outlasts its day.
package struct ReleaseTerms: Hashable, Sendable, Codable {
    /// After the second person gave it.
    package var minutes = 120
    /// After the last application of the case was handed in: the papers are still to be printed.
    package var minutesAfterClosing = 15

    package init() {}

    func end(of release: Instant) -> Instant { release.adding(seconds: minutes * 60) }
}

/// Who may see in which output where a protected person is (支援措置の開示表), from `protection.yaml`.
///
/// A town can only narrow what the program allows: what is not written is not shown.
package struct Disclosure: Hashable, Sendable, Codable {
    /// Items that tell where somebody lives, has lived or goes to, or how to reach them (居所のわかる項目).
    package var whereabouts: Set<ItemID>
    package var shown: [Viewer: Set<Outlet>]
    /// How long a release lasts.
    package var release = ReleaseTerms()

    package init(whereabouts: Set<ItemID>, shown: [Viewer: Set<Outlet>]) {
        self.whereabouts = whereabouts
        self.shown = shown
    }

    package func shows(_ outlet: Outlet, to viewer: Viewer) -> Bool {
        shown[viewer]?.contains(outlet) ?? false
    }

    /// What a town without a table of its own shows: nothing to anybody.
    package static let closed = Disclosure(whereabouts: ItemID.whereabouts, shown: [:])

    /// The widest table: her own case, and nothing else (住民基本台帳事務処理要領 第5-10).
    package static func allows(_ outlet: Outlet, to viewer: Viewer) -> Bool {
        viewer == .subject && [.casePage, .form, .panel, .entry].contains(outlet)
    }
}

extension ItemID {
    /// Under disclosure suppression (支援措置): noted by the register, a certificate, or the visit itself.
    package static let isProtected: ItemID = "disclosure-suppression"

    /// Of the program's own items those that every town must treat as whereabouts.
    package static let whereabouts: Set<ItemID> = [
        .phone, .newPostalCode, .newTown, .newLot, .newBuilding, .newMunicipality, .oldPostalCode, .oldAddress,
        .oldBuilding, .oldMunicipality, .notifierAddress, .domicile, .school,
    ]
}
