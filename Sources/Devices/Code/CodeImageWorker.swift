import Foundation
import Glibc

/// The inside of the process that opens pictures: a PNG on standard input, the codes' contents on standard output.
///
/// The output is one line of base64 for each code, or one line `!` and the kind of error. It runs with little memory
/// and little time, so that a picture made to hurt hurts only this process.
package enum CodeImageWorker {
    /// Runs and gives the exit status.
    package static func run() -> Int32 {
        limit()
        let input = FileHandle.standardInput.readData(ofLength: CodeImage.mostBytes + 1)
        let output = answer(to: input)
        FileHandle.standardOutput.write(Data(output.utf8))
        return 0
    }

    static func answer(to png: Data) -> String {
        do {
            let contents = try CodeImage.contents(png: png)
            return contents.map { Data($0).base64EncodedString() + "\n" }.joined()
        } catch {
            return "!" + name(error) + "\n"
        }
    }

    static func name(_ error: CodeError) -> String {
        switch error {
        case .noCodeInImage: "no-code"
        case .unreadableImage: "unreadable"
        case .tooLarge: "too-large"
        case .incomplete: "incomplete"
        case .damaged: "damaged"
        default: "failed"
        }
    }

    static func error(named name: String) -> CodeError {
        switch name {
        case "no-code": .noCodeInImage
        case "unreadable": .unreadableImage
        case "too-large": .tooLarge
        case "incomplete": .incomplete
        case "damaged": .damaged
        default: .workerFailed
        }
    }

    /// 2 GB of addresses, 10 seconds of computing, no files written, no core file.
    private static func limit() {
        set(__rlimit_resource_t(RLIMIT_AS.rawValue), 2 << 30)
        set(__rlimit_resource_t(RLIMIT_CPU.rawValue), 10)
        set(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), 0)
        set(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
    }

    private static func set(_ resource: __rlimit_resource_t, _ most: rlim_t) {
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        setrlimit(resource, &limit)
    }
}
