import ArgumentParser
import Foundation
import Registry

/// `madoguchi registry relay`: carries the core system's files from the in-house network to the server.
struct RegistryRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relay",
        abstract: "連携データを庁内フォルダーから窓口のサーバーへ中継する",
        discussion: """
            例: madoguchi registry relay --config relay.yaml

            設定の role が sender なら送り側、receiver なら受け側です。一組がそろって動かなくなるまで待ち、検査値を確かめ、
            互いに証明書を確かめた通信で送ります。切れても続きから送り直し、受領証が届くまで送り側のファイルは消しません。
            受け側の設定に data と layout があれば、届いた組を順に取り込みます。
            """
    )

    @Option(help: ArgumentHelp("設定のファイル", valueName: "FILE")) var config: String
    @OptionGroup var municipality: MunicipalityOption
    @Flag(help: "送り側で、一度だけ見て終わる") var once = false

    func run() async throws {
        let text = String(decoding: Data(try InputFile.bytes(config)), as: UTF8.self)
        do {
            switch try RelaySettings.read(text) {
            case .sending(let settings, let layout):
                let sender = RelaySender(settings, layout: try LayoutFolder.layout(layout, of: municipality))
                try await send(sender, every: settings.interval)
            case .receiving(let settings):
                try await receive(settings)
            }
        } catch let fault as RelayFault {
            throw CommandFailure(RegistryRelayCommand.sentence(fault))
        }
    }

    private func receive(_ settings: RelaySettings.Receiving) async throws {
        let intake = try settings.intake.map {
            try RelayIntake($0, inbox: settings.inbox, municipality: municipality)
        }
        if intake != nil { LowPriority.begin() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await RelayReceiver(settings).run(
                    ready: { StandardError.write("中継を待ち受けています（\($0)番）。") },
                    arrived: { StandardOutput.write("受け取りました: \($0.set)（\($0.files)ファイル、\($0.bytes)バイト）") }
                )
            }
            if let intake { group.addTask { await intake.run(every: .seconds(5)) } }
            try await group.next()
            group.cancelAll()
        }
    }

    private func send(_ sender: RelaySender, every interval: TimeInterval) async throws {
        while true {
            do {
                for receipt in try await sender.look() {
                    StandardOutput.write("送りました: \(receipt.set)（\(receipt.files)ファイル、\(receipt.bytes)バイト）")
                }
            } catch  where !once {
                let fault = error as? RelayFault
                let sentence = fault.map(RegistryRelayCommand.sentence) ?? "受け側とつながりません。"
                StandardError.write("\(sentence)\(Int(interval))秒後にもう一度試します。送り側のファイルは残っています。")
            }
            if once { return }
            try await Task.sleep(for: .seconds(interval))
        }
    }

    private static func sentence(_ fault: RelayFault) -> String {
        switch fault {
        case .garbled: "相手の応えを読めません。両側のプログラムの版を確かめてください。"
        case .cut: "受領証の前に通信が切れました。"
        case .refused("disk"): "受け側の空き容量が足りません。受け側のディスクを空けてください。"
        case .refused("checksum"): "受け側で検査値が合いませんでした。最初から送り直します。"
        case .refused(let why): "受け側に断られました（\(why)）。"
        case .unreadable(let file): "\(file) を読めません。場所と権限を確かめてください。"
        case .badSettings(let what): "中継の設定が違います: \(what)。"
        }
    }
}
