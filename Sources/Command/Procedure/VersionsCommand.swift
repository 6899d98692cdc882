import ArgumentParser
import Foundation
import Madoguchi
import Procedures
import Storage

/// `madoguchi procedures versions`: which folder was in force when.
struct ProceduresVersionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions",
        abstract: "公開した自治体の定義の版を、公開した順に並べる",
        discussion: """
            例: madoguchi procedures versions --data data

            serve は、始まる時に --municipality のフォルダーとフォントを保管して公開します。一行に日時、版、フォントの組を出します。最後の行が今の版です。
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        for publication in try await data.open().packagePublications() {
            StandardOutput.write("\(publication.at.iso)\t\(publication.version)\t\(publication.fonts.hex)")
        }
    }
}

/// `madoguchi procedures restore`: the folder as it was.
struct ProceduresRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "保管した版の自治体の定義を、フォルダーに書き出す",
        discussion: """
            例: madoguchi procedures restore 3f6c… --data data --out municipalities/moto

            前の版に戻すには、書き出したフォルダーを serve の --municipality に指定します。版は初めの 8文字以上で足ります。
            """
    )

    @Argument(help: ArgumentHelp("版（procedures versions の二つ目）", valueName: "VERSION")) var version: String
    @OptionGroup var data: DataOption
    @Option(help: ArgumentHelp("書き出す新しいフォルダー", valueName: "DIR")) var out: String

    func validate() throws {
        let isDigest = version.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard isDigest, (8...64).contains(version.utf8.count) else {
            throw ValidationError("版は procedures versions の二つ目の列です。初めの 8文字以上を書いてください。")
        }
    }

    func run() async throws {
        let store = try data.open()
        let known = Set(try await store.packagePublications().map(\.version)).filter { $0.hasPrefix(version) }
        guard known.count == 1, let found = known.first,
            let files = try await store.read({ try $0.packageFiles(found) })
        else {
            throw CommandFailure(
                "版 \(version) は\(known.isEmpty ? "保管されていません" : "一つに決まりません")。procedures versions で確かめてください。"
            )
        }
        guard FolderFiles(name: out, contents: files).version == found else {
            throw CommandFailure("版 \(version) の中身が、名前と違います。データの控えから戻してください。")
        }
        guard !FileManager.default.fileExists(atPath: out) else {
            throw CommandFailure("\(out) がもうあります。新しいフォルダーの名前を指定してください。")
        }
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            let file = URL(filePath: out).appending(path: path)
            try? FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try InputFile.write(bytes, to: file.path)
        }
        StandardOutput.write("版 \(found.prefix(12)) を \(out) に書きました（\(files.count)個のファイル）。")
    }
}
