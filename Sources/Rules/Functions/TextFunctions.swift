extension Builtin {
    /// Functions of text (文字列), DMN 1.5 Table 74; positions and lengths count code points.
    static let texts: [Builtin] = [
        Builtin("substring", "string: string, start position: number, length: number?") {
            (arguments, _) throws(Exhausted) in
            substring(arguments)
        },
        Builtin("string length", "string: string") { (arguments, _) throws(Exhausted) in
            .number(arguments.string(0).unicodeScalars.count)
        },
        Builtin("upper case", "string: string") { (arguments, evaluation) throws(Exhausted) in
            try evaluation.budget.spend(arguments.string(0).utf8.count / 16)
            return .string(arguments.string(0).uppercased())
        },
        Builtin("lower case", "string: string") { (arguments, evaluation) throws(Exhausted) in
            try evaluation.budget.spend(arguments.string(0).utf8.count / 16)
            return .string(arguments.string(0).lowercased())
        },
        Builtin("substring before", "string: string, match: string") { (arguments, _) throws(Exhausted) in
            let text = scalars(arguments, 0)
            guard let place = find(scalars(arguments, 1), in: text) else { return .string("") }
            return .string(String(String.UnicodeScalarView(text[..<place])))
        },
        Builtin("substring after", "string: string, match: string") { (arguments, _) throws(Exhausted) in
            let text = scalars(arguments, 0)
            let match = scalars(arguments, 1)
            guard let place = find(match, in: text) else { return .string("") }
            return .string(String(String.UnicodeScalarView(text[(place + match.count)...])))
        },
        Builtin("contains", "string: string, match: string") { (arguments, _) throws(Exhausted) in
            .boolean(find(scalars(arguments, 1), in: scalars(arguments, 0)) != nil)
        },
        Builtin("starts with", "string: string, match: string") { (arguments, _) throws(Exhausted) in
            .boolean(arguments.string(0).utf8.starts(with: arguments.string(1).utf8))
        },
        Builtin("ends with", "string: string, match: string") { (arguments, _) throws(Exhausted) in
            .boolean(arguments.string(0).utf8.reversed().starts(with: arguments.string(1).utf8.reversed()))
        },
        Builtin("string join", "list: list, delimiter: string?") {
            (arguments, evaluation) throws(Exhausted) in
            try join(arguments, evaluation)
        },
    ]

    static func scalars(_ arguments: Arguments, _ index: Int) -> [Unicode.Scalar] {
        Array(arguments.string(index).unicodeScalars)
    }

    private static func find(_ needle: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int? {
        guard let first = needle.first else { return 0 }
        guard needle.count <= text.count else { return nil }
        for place in 0...(text.count - needle.count)
        where text[place] == first && text[place..<(place + needle.count)].elementsEqual(needle) {
            return place
        }
        return nil
    }

    private static func substring(_ arguments: Arguments) -> Value {
        let text = scalars(arguments, 0)
        guard let position = arguments.number(1).rounded(.down)?.intValue, position != 0 else { return .null }
        let start = position > 0 ? position - 1 : text.count + position
        guard start >= 0, start < text.count else { return .null }
        var count = text.count - start
        if let length = arguments.optionalNumber(2) {
            guard length >= .one else { return .null }
            count = min(count, length.rounded(.down)?.intValue ?? count)
        }
        return .string(String(String.UnicodeScalarView(text[start..<(start + count)])))
    }

    private static func join(_ arguments: Arguments, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        var text = ""
        var isFirst = true
        for item in arguments.list(0) {
            if item.isNull { continue }
            guard case .string(let part) = item else { return .null }
            if !isFirst { text += arguments.string(1) }
            text += part
            isFirst = false
            try evaluation.budget.spend(1 + (part.utf8.count + arguments.string(1).utf8.count) / 16)
        }
        return .string(text)
    }
}
