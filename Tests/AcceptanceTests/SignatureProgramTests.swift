import Foundation
import Madoguchi
import Storage
import TestSupport
import Testing

/// The built program over the data of a counter that a citizen signed at (署名の検証の命令).
@Suite("署名の検証の命令と本物のデータ")
struct SignatureProgramTests {
    /// Exit status, what it says, what it complains of.
    private func verify(_ file: String, data: String) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "madoguchi")
        process.arguments = ["signature", "verify", file, "--data", data]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // A few lines each: neither pipe fills up.
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        return (process.terminationStatus, text(output), text(errors))
    }

    @Test("封印した書類は 0 で、何がいつどこで署名されたかを氏名なしに言い、一バイト違えば 1 でわけを言う")
    func sealedDocument() async throws {
        let office = try CounterDesk()
        let id = try await office.familyIsReceived()
        let view = try await office.desk.view(of: id)
        let document = try #require(view.application(ApplicationKey("resident-move"))?.current)
        let seal = try #require(view.receptionCase.seal(of: document))
        var bytes = try #require(try await office.store.read { try $0.documentBytes(seal.sealed) })
        let file = office.folder.appending(path: "shorui.pdf")
        try Data(bytes).write(to: file)
        let good = try verify(file.path, data: office.folder.path)
        #expect(good.status == 0 && good.errors.isEmpty, "\(good.errors)")
        let number = view.receptionCase.opening.number.text
        let lines = good.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "署名は証拠のとおりです: 受付 \(number) の書類 \(document.number)「\(document.title)」")
        #expect(lines.contains { $0.hasPrefix("封印 ") && $0.contains("証明書 SHA-256 ") })
        #expect(lines.contains("様式の版 \(document.package)"))
        #expect(lines.contains { $0.contains("\(office.clock.now.iso) 端末 t-citizen 職員 ") && $0.hasSuffix("筆画 3") })
        #expect(!good.output.contains("湊") && !good.output.contains("090-0000-0000"))
        // The paper's own first page, one byte later.
        bytes[bytes.count / 3] ^= 1
        try Data(bytes).write(to: file)
        let changed = try verify(file.path, data: office.folder.path)
        #expect(changed.status == 1 && changed.output.isEmpty)
        #expect(changed.errors.hasPrefix(file.path + ": "))
    }
}
