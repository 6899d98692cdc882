/// A test of Swift Testing as its source declares it.
struct TestName: Hashable {
    /// The innermost type it stands in, or empty.
    let suite: String
    let function: String
    /// The name people read, or empty.
    let display: String

    /// What a document may call it: its display name, its function, or both suite and function as `--filter` takes them.
    func answers(to name: String) -> Bool {
        name == display || name == function || name == "\(suite)/\(function)"
    }
}

extension SwiftText {
    /// Every `@Test` of the file.
    var tests: [TestName] {
        var types: [(name: String, depth: Int)] = []
        var depth = 0
        var tests: [TestName] = []
        for index in words.indices {
            switch words[index].text {
            case "{": depth += 1
            case "}":
                depth -= 1
                if let last = types.last, last.depth >= depth { types.removeLast() }
            case "struct", "class", "actor", "enum", "extension":
                if index + 1 < words.count, index == 0 || words[index - 1].text != "." {
                    types.append((words[index + 1].text, depth))
                }
            case "Test" where index > 0 && words[index - 1].text == "@":
                if let name = functionName(after: index, in: words) {
                    let display = displayName(after: words[index])
                    tests.append(TestName(suite: types.last?.name ?? "", function: name, display: display))
                }
            default: break
            }
        }
        return tests
    }

    private func functionName(after index: Int, in words: [SwiftWord]) -> String? {
        guard let function = words[index...].firstIndex(where: { $0.text == "func" }) else { return nil }
        return words.indices.contains(function + 1) ? words[function + 1].text : nil
    }

    /// The text that is the attribute's first argument.
    private func displayName(after word: SwiftWord) -> String {
        let rest = withoutComments[(word.offset + word.text.utf8.count)...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "(") else { return "" }
        let argument = rest.dropFirst().drop { $0 <= 0x20 }
        guard argument.first == UInt8(ascii: "\"") else { return "" }
        return String(decoding: argument.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }
}
