import Madoguchi

/// Searching by a foreign name that is spelt a little differently from the register's (綴り違い), where nothing else is found.
extension ResidentSearch {
    /// So many words that are near a typed one are tried, and so many names made of them.
    private static let mostWords = 6
    private static let mostNames = 24

    func misspeltSteps(
        _ name: TypedName,
        address: AddressFilter,
        in connection: SQLConnection
    ) throws -> [SearchStep] {
        var names: [[String]] = [[]]
        for word in name.form.words {
            let near = try words(near: word, in: connection)
            names = names.flatMap { begun in near.map { begun + [$0] } }
            names = Array(names.prefix(ResidentSearch.mostNames))
        }
        let typed = name.form.words
        return names.filter { !$0.elementsEqual(typed) }.flatMap { words in
            guard let other = TypedName((words + [name.form.exact]).joined(separator: " ")) else {
                return [SearchStep]()
            }
            return nameSteps(other, address: address).map { step in
                var step = step
                step.rank += ResidentSearch.misspeltRank
                return step
            }
        }
    }

    /// The word itself where somebody's name has it or begins with it, then the words one letter away.
    private func words(near word: String, in connection: SQLConnection) throws -> [String] {
        let isKnown = try connection.first(
            "SELECT 1 FROM name_key WHERE part = ? AND second BETWEEN ? AND ? LIMIT 1",
            [.integer(NameKey.Part.word.rawValue)] + range(word)
        ) { _ in true }
        var near: [String] = []
        for rest in WordTypos.rests(of: word) {
            try connection.forEach("SELECT word FROM word_typo WHERE rest = ? ORDER BY word", [.text(rest)]) { row in
                let other = try row.text(0)
                if other != word, !near.contains(other), WordTypos.areNear(word, other) { near.append(other) }
                return near.count < ResidentSearch.mostWords
            }
        }
        return (isKnown == nil ? [] : [word]) + near
    }
}
