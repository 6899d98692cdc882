import Foundation

/// Opens a PDF from outside in processes of its own with limits, never in the server (背景の取り込み): `qpdf` leaves one plain page
/// of it, `pdftoppm` a picture for the screen. Both run without a network, a home or an environment of ours.
package struct BackgroundWorker: Sendable {
    package struct Made: Sendable {
        package let page: [UInt8]
        package let picture: [UInt8]
    }

    private let folder: URL

    /// Works in a new folder among the temporary files.
    package init() {
        folder = FileManager.default.temporaryDirectory.appending(path: "madoguchi-background-\(UUID().uuidString)")
    }

    package func make(from source: [UInt8], page: Int) throws(BackgroundFault) -> Made {
        guard source.count <= BackgroundPage.mostBytes else { throw .tooLarge }
        let files = FileManager.default
        let (given, plain) = (folder.appending(path: "given.pdf"), folder.appending(path: "plain.pdf"))
        defer { try? files.removeItem(at: folder) }
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(source).write(to: given)
        } catch {
            throw .tools
        }
        // 0: encrypted, 2: not; anything else did not read.
        switch try run("qpdf", ["--is-encrypted", given.path]) {
        case 0: throw .encrypted
        case 2: break
        default: throw .unreadable
        }
        let made = try run(
            "qpdf",
            [
                "--empty", "--pages", given.path, "\(page)", "--", "--object-streams=disable", "--deterministic-id",
                "--coalesce-contents", "--decode-level=generalized", "--stream-data=compress",
                "--recompress-flate", "--remove-unreferenced-resources=yes", plain.path,
            ]
        )
        guard made == 0 || made == 3, let bytes = files.contents(atPath: plain.path) else {
            // A page number out of range and a damaged file end alike; a first page exists in any that reads.
            throw page == 1 ? .unreadable : .noSuchPage(page)
        }
        _ = try BackgroundPage(Array(bytes))
        let picture = folder.appending(path: "picture")
        let drawn = try run("pdftoppm", ["-r", "110", "-png", "-singlefile", plain.path, picture.path])
        guard drawn == 0, let png = files.contents(atPath: picture.path + ".png"), png.count <= BackgroundPage.mostBytes
        else { throw .unreadable }
        return Made(page: Array(bytes), picture: Array(png))
    }

    /// 1 GB of addresses, 10 seconds of computing, files of 32 MB, no core file.
    private func run(_ tool: String, _ arguments: [String]) throws(BackgroundFault) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/prlimit")
        process.arguments =
            ["--as=1073741824", "--cpu=10", "--fsize=33554432", "--core=0", "/usr/bin/\(tool)"] + arguments
        process.environment = ["LC_ALL": "C", "PATH": "/usr/bin", "HOME": folder.path]
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { throw .tools }
        process.waitUntilExit()
        guard process.terminationReason == .exit else { throw .tooLarge }
        // 127: there is no such program.
        guard process.terminationStatus != 127 else { throw .tools }
        return process.terminationStatus
    }
}
