import Foundation
import Japanese
import Madoguchi
import Storage
import TestSupport

/// The commands that open the data folder, called on the folder of the day (管理の命令).
extension ProtectedDay {
    /// How each of them is called; a new one is missing here, and a test says so. `serve` answers through the routes.
    func calls(_ id: CaseID, paper: String) async throws -> [String: [String]] {
        let generations = try await office.store.generations().map(\.generation)
        let (newest, oldest) = (generations.first ?? "", generations.last ?? "")
        let day = office.clock.now.day.iso
        return [
            "documents replay": ["--day", day], "documents verify": [paper], "signature verify": [paper],
            "journal verify": [], "journal head": [], "keys rotate": [], "procedures versions": [],
            "procedures restore": ["00000000", "--out", office.folder.path + "/restored"],
            "registry difference": [oldest, newest, "--numbers"],
            "registry import": [office.folder.path + "/秘匿町77番地.csv", "--layout", "flat-minimal"],
            "registry apply-external": [], "registry search": ["ヤマダ", "--include-former"], "registry status": [],
            "registry switch": [newest],
            "staff add": ["--id", "new", "--name", "新人", "--counter", "citizen", "--group", "reception"],
            "staff disable": ["--id", "new"], "staff reset": ["--id", "new"],
            "terminal issue": ["--id", "new-1", "--name", "新", "--counter", "citizen"], "terminal list": [],
            "terminal revoke": ["--id", "new-1"], "text import-external": [paper], "text palette": [],
        ]
    }

    /// Of which the whole output is elsewhere in the matrix: `serve` is every route, `documents render` draws a file of
    /// answers that somebody wrote and opens no data folder (its `--data` is that file).
    static let otherwiseSeen: Set<String> = ["serve", "documents render"]

    /// Commands whose help names a data folder.
    static func commandsOnData() throws -> Set<String> {
        var waiting: [[String]] = [[]]
        var found: Set<String> = []
        while let path = waiting.popLast() {
            let help = try Program.run(path + ["--help"]).output
            let inner = Program.commands(in: help)
            waiting += inner.map { path + [$0] }
            if inner.isEmpty, help.contains("  --data <") { found.insert(path.joined(separator: " ")) }
        }
        return found
    }

    /// What each command says, on standard output and on standard error.
    func commands(_ known: Outputs, about id: CaseID) async throws -> Outputs {
        var outputs = known
        let file = office.folder.appendingPathComponent("paper.pdf")
        let papers = try await office.store.read { tx in
            try tx.receptionCase(id)?.documents.compactMap { try tx.documentBytes($0.digest) } ?? []
        }
        try Data(papers.first ?? Array("%PDF-1.7\n%%EOF".utf8)).write(to: file)
        for (command, arguments) in try await calls(id, paper: file.path).sorted(by: { $0.key < $1.key }) {
            let words = command.split(separator: " ").map(String.init)
            let outcome = try Program.run(words + arguments + ["--data", office.folder.path])
            // What somebody typed themselves comes back to them: the name of the file that is not there.
            let said = (outcome.output + outcome.errors).replacing(office.folder.path, with: "…")
            outputs.add(.command, said.replacing("秘匿町77番地.csv", with: "…"))
        }
        return outputs
    }
}
