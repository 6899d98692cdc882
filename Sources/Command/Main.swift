import ArgumentParser
import Foundation

/// The program's entrance: exit status 0 good, 1 the thing asked about is bad, 2 wrong call.
@main
enum Main {
    static func main() async {
        do {
            var command = try MadoguchiCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            StandardError.write(failure.sentence)
            exit(1)
        } catch {
            leave(with: error)
        }
    }

    /// Help goes to standard output with 0; a wrong call to standard error with 2.
    private static func leave(with error: any Error) -> Never {
        let message = MadoguchiCommand.fullMessage(for: error)
        switch MadoguchiCommand.exitCode(for: error) {
        case .success:
            Swift.print(message)
            exit(0)
        case .validationFailure:
            StandardError.write(message)
            exit(2)
        default:
            if !(error is ExitCode) { StandardError.write("予期しない誤りで止まりました。\(type(of: error))") }
            exit(1)
        }
    }
}

struct MadoguchiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "madoguchi",
        abstract: "書かない窓口システム: サーバーと管理の道具",
        discussion: "例: madoguchi serve --demo --data data --municipality municipalities/example-shi",
        subcommands: [
            ServeCommand.self, TownCommand.self, RegistryCommand.self, ProceduresCommand.self, JudgeCommand.self,
            RulesCommand.self, TextCommand.self, DocumentsCommand.self, JournalCommand.self, StaffCommand.self,
            TerminalCommand.self, BenchCommand.self,
        ])
}

/// The thing asked about is bad: one sentence that says what, where and how to mend it, without personal data.
struct CommandFailure: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}

enum StandardError {
    static func write(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
