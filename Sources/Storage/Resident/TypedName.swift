import Japanese

/// What was typed to find a name (氏名検索), and how close a name's key comes to it.
///
/// Ranks: 0 as registered, 1 on the first level, 2 on the second; 3 to 5 the same from the given name on. Latin words
/// may stand in any order and be begun: 0 where they are the whole name, else 1.
struct TypedName {
    let form: NameForm
    /// The second level, also as the beginning of a longer text: 関が is ケ once 原 follows.
    let seconds: [String]
    /// The longest word, which leads to the fewest names.
    let leadingWord: String?

    /// Nil where nothing of the text can be searched for.
    init?(_ text: String) {
        form = NameForm(SearchKey.apart(text) ?? text)
        guard !form.first.isEmpty || !form.words.isEmpty else { return nil }
        leadingWord = form.words.max { $0.utf8.count < $1.utf8.count }
        var seconds = form.seconds
        let scalars = Array(form.seconds[0].unicodeScalars)
        if scalars.count >= 2, scalars.last == "カ", scalars[scalars.count - 2].value >= 0x3400 {
            seconds.append(String(String.UnicodeScalarView(scalars.dropLast() + ["ケ"])))
        }
        self.seconds = seconds
    }

    /// The best rank among a person's keys; nil where none fits.
    func rank(among keys: [NameKey]) -> Int? {
        keys.compactMap { rank(of: $0) }.min()
    }

    private func rank(of key: NameKey) -> Int? {
        if leadingWord != nil { return rank(ofWord: key) }
        guard key.part != .word, seconds.contains(where: { key.second.utf8.starts(with: $0.utf8) }) else { return nil }
        let base = key.part == .whole ? 0 : 3
        let exact = key.exact.isEmpty ? key.first : key.exact
        if exact.utf8.starts(with: form.exact.utf8) { return base }
        return key.first.utf8.starts(with: form.first.utf8) ? base + 1 : base + 2
    }

    private func rank(ofWord key: NameKey) -> Int? {
        guard key.part == .word, let leadingWord, key.second.utf8.starts(with: leadingWord.utf8) else { return nil }
        let names = key.first.utf8.split(separator: UInt8(ascii: " "))
        guard form.words.allSatisfy({ word in names.contains { $0.starts(with: word.utf8) } }),
            key.exact.utf8.starts(with: form.first.utf8)
        else { return nil }
        let isWhole =
            key.first.utf8.elementsEqual(form.joinedWords.utf8) && key.exact.utf8.elementsEqual(form.first.utf8)
        return isWhole ? 0 : 1
    }

    /// 1 or 2 where a key is the same whole name on that level; for people who come back (再転入).
    func wholeLevel(among keys: [NameKey]) -> Int? {
        keys.compactMap { key -> Int? in
            switch key.part {
            case .given: return nil
            case .word: return rank(ofWord: key) == 0 ? 1 : nil
            case .whole:
                guard form.words.isEmpty, seconds.contains(where: { $0.utf8.elementsEqual(key.second.utf8) }) else {
                    return nil
                }
                return key.first.utf8.elementsEqual(form.first.utf8) ? 1 : 2
            }
        }.min()
    }
}
