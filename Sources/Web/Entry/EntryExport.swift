import Hummingbird
import Japanese
import Madoguchi

extension WebServer {
    /// The day's rows of one procedure for the robot, as CSV (入力データの出力); each export is journalled.
    func exportEntries(_ context: StaffContext) async throws -> Response {
        guard let day = context.parameters.get("day").flatMap({ CivilDate(iso: $0) }),
            let file = context.parameters.get("procedure"), file.hasSuffix(".csv")
        else { throw Fault.notFound }
        let procedure = ProcedureID(String(file.dropLast(".csv".utf8.count)))
        guard let defined = ports.desk.catalogue.procedure(procedure) else { throw Fault.notFound }
        let rows = try await told {
            try await self.ports.desk.exportEntries(of: procedure, receivedOn: day, by: context.hand)
        }
        let table = CommaSeparated(
            header: ["入力キー"] + defined.entry.map(\.header) + ["文字警告"],
            rows: rows.map { row in
                [row.key] + row.cells.map(\.value.string) + [row.warnings.joined(separator: "・")]
            }
        )
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(procedure.text)-\(day.iso).csv\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: table.text))
        )
    }
}

/// Comma-separated values (RFC 4180) in UTF-8 with a byte order mark; every value is quoted and kept to the last scalar.
struct CommaSeparated: Hashable, Sendable {
    let header: [String]
    let rows: [[String]]

    var text: String {
        "\u{FEFF}" + ([header] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private func quoted(_ value: String) -> String {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append("\"") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
