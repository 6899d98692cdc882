import Crypto
import Foundation
import Japanese

/// A file of a set as it is offered (中継するファイル).
struct RelayFile: Codable, Hashable, Sendable {
    let name: String
    let size: Int
    /// SHA-256 in lower-case hexadecimal.
    let digest: String

    /// Names and digests become paths on the other side.
    var isSafe: Bool {
        let isName = !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && !name.contains("/")
        return isName && !name.unicodeScalars.contains { $0.value < 0x20 } && RelayFile.isDigest(digest) && size >= 0
    }

    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

/// The files of one day that belong together (中継の一組).
struct RelaySet: Codable, Hashable, Sendable {
    /// Day and digest: the same files have the same name, corrected files another one.
    let name: String
    let files: [RelayFile]

    init(day: CivilDate, files: [RelayFile]) {
        self.files = files.sorted { $0.name < $1.name }
        name = RelaySet.name(day.iso, self.files)
    }

    var isSafe: Bool {
        !files.isEmpty && files.count <= 200 && files.allSatisfy(\.isSafe)
            && name.utf8.elementsEqual(RelaySet.name(String(name.prefix(10)), files).utf8)
            && CivilDate(iso: String(name.prefix(10))) != nil
    }

    private static func name(_ day: String, _ files: [RelayFile]) -> String {
        let lines = files.map { "\($0.digest)  \($0.name)\n" }.joined()
        let digest = SHA256.hash(data: Array(lines.utf8)).prefix(6).map { byte in
            String(UInt16(byte) + 256, radix: 16).dropFirst()
        }
        return day + "-" + digest.joined()
    }
}

/// Looks for sets that are complete and quiet in the in-house folder (庁内フォルダーの監視).
struct RelayWatch {
    let folder: URL
    let layout: Layout
    /// So long nothing of the set may have changed.
    let quiet: TimeInterval

    /// Complete and quiet sets, oldest first; what is still coming is left for the next look.
    func sets(now: Date) throws -> [RelaySet] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: [.isRegularFileKey, .contentModificationDateKey, .fileSizeKey]
        )
        var days: [CivilDate: [URL]] = [:]
        for file in files where try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
            guard let day = FileSet.day(inName: file.lastPathComponent) else { continue }
            days[day, default: []].append(file)
        }
        return try days.sorted { $0.key < $1.key }.compactMap { day, files in
            guard try isQuiet(files, now) else { return nil }
            let known = FileSet(files, layout)
            guard known.isComplete else { return nil }
            // Nothing but what the layout knows leaves the folder.
            let wanted = files.filter { layout.kind(of: $0.lastPathComponent) != nil || known.isControlFile($0) }
            let offered = wanted.compactMap(RelayWatch.file)
            return offered.count == wanted.count && !offered.isEmpty ? RelaySet(day: day, files: offered) : nil
        }
    }

    private func isQuiet(_ files: [URL], _ now: Date) throws -> Bool {
        try files.allSatisfy { file in
            var file = file
            file.removeAllCachedResourceValues()
            let changed = try file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            return changed.map { now.timeIntervalSince($0) >= quiet } ?? false
        }
    }

    private static func file(_ url: URL) -> RelayFile? {
        guard let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize,
            let digest = FileSet.digest(path: url.path)
        else { return nil }
        return RelayFile(name: url.lastPathComponent, size: size, digest: digest)
    }
}
