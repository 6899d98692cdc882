extension Builtin {
    /// Functions with regular expressions (正規表現), DMN 1.5 Table 74 and XPath 3.1 §5.6.
    static let patterns: [Builtin] = [
        Builtin("matches", "input: string, pattern: string, flags: string?") {
            (arguments, evaluation) throws(Exhausted) in
            guard let pattern = pattern(arguments, flags: 2) else { return .null }
            var matcher = Matcher(pattern, scalars(arguments, 0), evaluation.budget)
            return .boolean(try matcher.firstMatch(from: 0) != nil)
        },
        Builtin("replace", "input: string, pattern: string, replacement: string, flags: string?") {
            (arguments, evaluation) throws(Exhausted) in
            guard let pattern = pattern(arguments, flags: 3) else { return .null }
            return try replace(arguments, pattern, evaluation)
        },
        Builtin("split", "string: string, delimiter: string") { (arguments, evaluation) throws(Exhausted) in
            guard let pattern = pattern(arguments, flags: 2) else { return .null }
            return try split(scalars(arguments, 0), pattern, evaluation)
        },
    ]

    private static func pattern(_ arguments: Arguments, flags index: Int) -> Pattern? {
        Pattern.Flags(arguments.string(index)).flatMap { Pattern(arguments.string(1), flags: $0) }
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// All matches from left to right; nil when the pattern matches nothing at all, which XPath forbids here.
    private static func matches(
        _ input: [Unicode.Scalar],
        _ pattern: Pattern,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> [[Range<Int>?]]? {
        var probe = Matcher(pattern, [], evaluation.budget)
        guard try probe.firstMatch(from: 0) == nil else { return nil }
        var matcher = Matcher(pattern, input, evaluation.budget)
        var found: [[Range<Int>?]] = []
        var place = 0
        while place <= input.count, let match = try matcher.firstMatch(from: place), let whole = match[0] {
            found.append(match)
            place = whole.isEmpty ? whole.upperBound + 1 : whole.upperBound
        }
        return found
    }

    private static func split(
        _ input: [Unicode.Scalar],
        _ pattern: Pattern,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value {
        guard let found = try matches(input, pattern, evaluation) else { return .null }
        var parts: [Value] = []
        var place = 0
        for match in found {
            guard let whole = match[0] else { continue }
            parts.append(.string(text(input[place..<whole.lowerBound])))
            place = whole.upperBound
        }
        parts.append(.string(text(input[place...])))
        return .list(parts)
    }

    private static func replace(
        _ arguments: Arguments,
        _ pattern: Pattern,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value {
        let input = scalars(arguments, 0)
        guard let found = try matches(input, pattern, evaluation),
            let template = template(scalars(arguments, 2), pattern)
        else { return .null }
        var result: [Unicode.Scalar] = []
        var place = 0
        for match in found {
            guard let whole = match[0] else { continue }
            result += input[place..<whole.lowerBound]
            for part in template {
                switch part {
                case .text(let text): result.append(text)
                case .group(let number): if let range = match[number] { result += input[range] }
                }
            }
            try evaluation.budget.spend(1 + result.count / 4096)
            place = whole.upperBound
        }
        result += input[place...]
        try evaluation.budget.spend(result.count / 16)
        return .string(text(result))
    }

    private enum TemplatePart {
        case text(Unicode.Scalar)
        case group(Int)
    }

    /// `$1` is a group, `\$` and `\\` are the signs themselves; anything else after these signs is an error.
    private static func template(_ text: [Unicode.Scalar], _ pattern: Pattern) -> [TemplatePart]? {
        if pattern.flags.contains(.literal) { return text.map(TemplatePart.text) }
        var parts: [TemplatePart] = []
        var index = 0
        while index < text.count {
            let scalar = text[index]
            index += 1
            if scalar == "\\" {
                guard index < text.count, text[index] == "\\" || text[index] == "$" else { return nil }
                parts.append(.text(text[index]))
                index += 1
            } else if scalar == "$" {
                guard index < text.count, Lexer.isDigit(text[index]) else { return nil }
                var number = Int(text[index].value - 48)
                index += 1
                while index < text.count, Lexer.isDigit(text[index]),
                    number * 10 + Int(text[index].value - 48) <= pattern.groups
                {
                    number = number * 10 + Int(text[index].value - 48)
                    index += 1
                }
                // A group the pattern does not have stands for nothing.
                if number <= pattern.groups { parts.append(.group(number)) }
            } else {
                parts.append(.text(scalar))
            }
        }
        return parts
    }
}
