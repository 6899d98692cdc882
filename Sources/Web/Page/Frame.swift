import Japanese
import Madoguchi

/// What surrounds every page of a clerk (画面の枠): banner, menu, source date. Ready to print.
package struct Frame: Sendable {
    package let title: String
    package let town: String
    /// 研修・お試し or 本番, with its colour; the frame is never without it.
    package let mode: ModeMark
    package let assets: String
    package let today: String
    package let registry: RegistryMark
    package let menu: [MenuItem]
    package let staffName: String
    package let counterName: String
    package let terminalName: String
    package let logout: String
    /// Seconds after which the page locks itself.
    package let idleSeconds: Int
    package let staffID: String
    /// The case the page is about; nil on lists.
    package var caseBanner: CaseBanner?

    package struct ModeMark: Hashable, Sendable {
        package let name: String
        /// Class of the frame: `mode-live` or `mode-trial`.
        package let style: String
    }

    /// 連携データ基準日時
    package struct RegistryMark: Hashable, Sendable {
        package let text: String
        /// The daily file is missing or more than two days old: the clerk must look.
        package let isDoubtful: Bool
    }

    package struct MenuItem: Hashable, Sendable {
        package let label: String
        package let path: String
        package let key: String
        package let isCurrent: Bool
    }

    /// 受付番号・届出人・異動種別 of the open case.
    package struct CaseBanner: Hashable, Sendable {
        package let number: String
        package let event: String
        package let name: String

        package init(number: String, event: String, name: String) {
            self.number = number
            self.event = event
            self.name = name
        }
    }
}

/// The places of the menu.
package enum MenuPlace: String, CaseIterable, Sendable {
    case cases, residents, entries

    var label: String {
        switch self {
        case .cases: "受付一覧"
        case .residents: "住民検索"
        case .entries: "入力待ち"
        }
    }

    var address: Address {
        switch self {
        case .cases: .cases(.all)
        case .residents: .residents
        case .entries: .entries(nil)
        }
    }

    var key: String {
        switch self {
        case .cases: "F3"
        case .residents: "F2"
        case .entries: "F10"
        }
    }

    var permission: Permission {
        switch self {
        case .cases: .receive
        case .residents: .search
        case .entries: .entry
        }
    }
}

extension WebServer {
    /// The frame of a clerk's page; made in the transaction that reads the page, so that both show the same moment.
    func frame(
        _ title: String,
        at place: MenuPlace?,
        _ context: StaffContext,
        _ store: any StoreReading
    ) throws -> Frame {
        let municipality = ports.municipality
        let session = context.session
        return Frame(
            title: title,
            town: municipality.name,
            mode: mode,
            assets: assets.root,
            today: DayText.long(ports.clock.now.day, ports.eras),
            registry: registryMark(try store.registryStatus()),
            menu: MenuPlace.allCases.filter { context.permissions.contains($0.permission) }.map { item in
                Frame.MenuItem(
                    label: item.label,
                    path: item.address.path,
                    key: item.key,
                    isCurrent: item == place
                )
            },
            staffName: session.staff.name,
            counterName: municipality.counter(session.terminal.counter)?.name ?? "",
            terminalName: session.terminal.name,
            logout: Address.logout.path,
            idleSeconds: settings.idleSeconds,
            staffID: session.staff.id.text
        )
    }

    var mode: Frame.ModeMark {
        settings.isDemo
            ? Frame.ModeMark(name: "お試し(架空のデータ)", style: "mode-trial")
            : Frame.ModeMark(name: "本番", style: "mode-live")
    }

    private func registryMark(_ status: RegistryStatus?) -> Frame.RegistryMark {
        guard let status else {
            return Frame.RegistryMark(text: "まだ取り込まれていません", isDoubtful: true)
        }
        let age = ports.clock.now.day.dayNumber - status.businessDate.dayNumber
        return Frame.RegistryMark(
            text: "\(DayText.long(status.businessDate, ports.eras))現在(取込 \(DayText.moment(status.importedAt)))",
            isDoubtful: age > 3
        )
    }
}
