/// Runs a ``Pattern`` over a text (照合), depth first with a stack of its own.
struct Matcher {
    private enum Step {
        case run(instruction: Int, place: Int)
        /// Undo a group on the way back.
        case restore(slot: Int, place: Int?)
    }

    private let pattern: Pattern
    private let text: [Unicode.Scalar]
    private let budget: Budget
    private var slots: [Int?]
    private var visited: [UInt64] = []
    /// Bits set since the last match began, so that a text with many matches is not cleared whole each time.
    private var touched: [Int] = []

    init(_ pattern: Pattern, _ text: [Unicode.Scalar], _ budget: Budget) {
        self.pattern = pattern
        self.text = text
        self.budget = budget
        slots = []
    }

    /// The leftmost match at or after `start`: where each group begins and ends, the whole match first.
    mutating func firstMatch(from start: Int) throws(Exhausted) -> [Range<Int>?]? {
        if !pattern.hasReferences { try forget() }
        for place in start..<(text.count + 1) where try match(at: place) {
            return (0...pattern.groups).map { group in
                guard let low = slots[group * 2], let high = slots[group * 2 + 1], low <= high else { return nil }
                return low..<high
            }
        }
        return nil
    }

    private mutating func forget() throws(Exhausted) {
        if visited.isEmpty || touched.count >= visited.count {
            let words = (pattern.program.count * (text.count + 1)) / 64 + 1
            try budget.spend(words / 8)
            visited = [UInt64](repeating: 0, count: words)
        } else {
            for bit in touched { visited[bit / 64] = 0 }
        }
        touched.removeAll(keepingCapacity: true)
    }

    private mutating func match(at start: Int) throws(Exhausted) -> Bool {
        slots = [Int?](repeating: nil, count: (pattern.groups + 1) * 2)
        var stack: [Step] = [.run(instruction: 0, place: start)]
        var count = 0
        while let step = stack.popLast() {
            switch step {
            case .restore(let slot, let place): slots[slot] = place
            case .run(let instruction, let place):
                count += 1
                // With references nothing is remembered, and every step copies and compares.
                if pattern.hasReferences || count.isMultiple(of: 16) { try budget.spend(pattern.hasReferences ? 4 : 1) }
                if try follow(instruction, place, &stack) { return true }
            }
        }
        return false
    }

    /// Runs from there until it fails or forks; true at the end of the pattern.
    private mutating func follow(_ start: Int, _ from: Int, _ stack: inout [Step]) throws(Exhausted) -> Bool {
        var instruction = start
        var place = from
        var steps = 0
        while true {
            steps += 1
            if steps.isMultiple(of: 64) { try budget.spend() }
            if isVisited(instruction, place) { return false }
            switch pattern.program[instruction] {
            case .done: return true
            case .set(let set):
                guard place < text.count,
                    set.contains(text[place], ignoringCase: pattern.flags.contains(.ignoringCase))
                else { return false }
                place += 1
            case .lineStart: guard isLineStart(place) else { return false }
            case .lineEnd: guard isLineEnd(place) else { return false }
            case .save(let slot):
                stack.append(.restore(slot: slot, place: slots[slot]))
                slots[slot] = place
            case .jump(let target):
                instruction = target
                continue
            case .fork(let first, let second):
                stack.append(.run(instruction: second, place: place))
                instruction = first
                continue
            case .reference(let group):
                guard let end = afterGroup(group, at: place) else { return false }
                place = end
            }
            instruction += 1
        }
    }

    private mutating func isVisited(_ instruction: Int, _ place: Int) -> Bool {
        guard !visited.isEmpty else { return false }
        let bit = instruction * (text.count + 1) + place
        let mask: UInt64 = 1 << UInt64(bit % 64)
        if visited[bit / 64] & mask != 0 { return true }
        visited[bit / 64] |= mask
        if touched.count < visited.count { touched.append(bit) }
        return false
    }

    private func isLineStart(_ place: Int) -> Bool {
        place == 0 || (pattern.flags.contains(.multiline) && place < text.count && text[place - 1] == "\n")
    }

    private func isLineEnd(_ place: Int) -> Bool {
        place == text.count || (pattern.flags.contains(.multiline) && text[place] == "\n")
    }

    private func afterGroup(_ group: Int, at place: Int) -> Int? {
        guard let low = slots[group * 2], let high = slots[group * 2 + 1] else { return place }
        guard place + high - low <= text.count else { return nil }
        let isSame = zip(text[low..<high], text[place...]).allSatisfy { a, b in
            a == b || (pattern.flags.contains(.ignoringCase) && CharacterClass.variants(a).contains(b))
        }
        return isSame ? place + high - low : nil
    }
}
