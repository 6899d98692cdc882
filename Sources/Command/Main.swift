import ArgumentParser
import Devices
import Foundation

/// The program's entrance: exit status 0 good, 1 the thing asked about is bad, 2 wrong call.
@main
enum Main {
    static func main() async {
        // The inside of the process that opens pictures from outside; no command, because nobody types it.
        if CommandLine.arguments.dropFirst().first == CodeIntake.workerMark { exit(CodeImageWorker.run()) }
        do {
            var command = try MadoguchiCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    /// Help goes to standard output with 0, a wrong call to standard error with 2, everything else with 1.
    private static func leave(with error: any Error) -> Never {
        if let sentences = FailureText.sentences(for: error) {
            for sentence in sentences { StandardError.write(sentence) }
            exit(1)
        }
        switch MadoguchiCommand.exitCode(for: error) {
        case .success:
            StandardOutput.write(HelpText.japanese(MadoguchiCommand.fullMessage(for: error)))
            exit(0)
        case .validationFailure:
            StandardError.write(WrongCall.sentence(MadoguchiCommand.message(for: error)))
            exit(2)
        default:
            if !(error is ExitCode) {
                StandardError.write("予期しない誤りで止まりました（\(type(of: error))）。同じことが続くときは、この文を開発元に知らせてください。")
            }
            exit(1)
        }
    }
}

struct MadoguchiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "madoguchi",
        abstract: "書かない窓口システム: サーバーと管理の道具",
        discussion: """
            例: madoguchi serve --data data --demo

            終了の値: 0 よい、1 調べたものに誤りがある、2 呼び出し方が違う
            """,
        subcommands: [
            ServeCommand.self, TownCommand.self, RegistryCommand.self, ProceduresCommand.self, JudgeCommand.self,
            RulesCommand.self, TextCommand.self, DocumentsCommand.self, SignatureCommand.self, JournalCommand.self,
            StaffCommand.self, TerminalCommand.self, KeysCommand.self, BenchCommand.self,
        ]
    )
}
