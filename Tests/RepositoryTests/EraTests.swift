import Testing

/// Dates of a town are read and printed in the eras of its `eras.yaml`, never in those the library knows by itself.
@Suite struct EraTests {
    /// What reads or writes a date and takes the eras as an argument.
    private static let calls = [
        "DateReading.read(", "DayText.plain(", "DayText.long(", "FormFilling(", "ResidentQuery(typed", "CodeReader(",
        "SearchText(", "FactAnswers.value(", "FactForm.text(", ".filled(from", "SentenceTemplate.words(",
        "BoxContent(", "ResidentMapper(", "WrittenDate(",
    ]
    /// The library itself, what the town writer makes up, and figures of speed.
    private static let exempt = ["Sources/Japanese/", "Sources/Registry/Town/", "Sources/Command/Bench/"]

    @Test func everyDateGoesThroughTheTownsEras() throws {
        let files = try Repository.here.files(under: ["Sources"], extensions: ["swift"])
            .filter { file in !Self.exempt.contains { file.path.hasPrefix($0) } }
        #expect(files.flatMap(Self.findings) == [])
    }

    @Test(arguments: [
        "let a = DateReading.read(text, today: today)", "day.wareki?.text", "FormFilling(form).draft(from: data)",
        "let a = day.wareki!.text",
    ])
    func aDateWithoutErasIsFound(source: String) {
        #expect(Self.findings(TextFile("Sources/Web/File.swift", source)).count == 1)
    }

    @Test(arguments: [
        "let a = DateReading.read(text(of: item), today: today, eras: ports.eras)", "day.wareki(in: eras)?.text",
        "// DateReading.read(text)", "FormFilling(form, eras: eras).draft(from: data)", "case wareki",
        "struct FormFilling {}", "return days.map { DayText.plain($0, eras) }",
    ])
    func aDateWithErasIsNotFound(source: String) {
        #expect(Self.findings(TextFile("Sources/Web/File.swift", source)) == [])
    }

    private static func findings(_ file: TextFile) -> [Finding] {
        let code = file.swift.code
        let calls = calls.flatMap { call in
            places(of: Array(call.utf8), in: code)
                .filter { !argument(of: code, from: $0 + call.utf8.count).contains("ras") && !isForm(code, call, $0) }
                .map { Finding(file.path, line(of: $0, in: code), "\(call) without the town's eras") }
        }
        let properties = places(of: Array(".wareki".utf8), in: code).filter { place in
            let next = code.dropFirst(place + 7).first ?? 0x20
            return next == UInt8(ascii: "?") || next == UInt8(ascii: "!")
        }
        return calls + properties.map { Finding(file.path, line(of: $0, in: code), ".wareki without the town's eras") }
    }

    /// A form was given the eras before it is filled.
    private static func isForm(_ code: [UInt8], _ call: String, _ place: Int) -> Bool {
        guard call.hasPrefix(".filled") else { return false }
        return String(decoding: code[max(0, place - 80)..<place], as: UTF8.self).contains("illing")
    }

    /// From the opening bracket to the one that closes it.
    private static func argument(of code: [UInt8], from start: Int) -> String {
        var depth = 1
        let inner = code[start...].prefix { byte in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            return depth > 0
        }
        return String(decoding: inner, as: UTF8.self)
    }
}
