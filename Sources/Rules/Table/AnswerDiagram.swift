/// Every way the unknown can turn out, as a shared tree (判定木): which answers are possible, and which unknowns decide.
///
/// A reduced ordered decision diagram: a level whose branches all lead to the same node does not decide and is left out,
/// so what is left is exactly what can still change the answer.
struct AnswerDiagram {
    struct Found {
        /// The dimensions that can change the answer.
        var deciding: [Int]
        /// All rows that some answer names.
        var rows: Bits
        /// The answer, when there is only one.
        var only: Answer?
    }

    private struct State: Hashable {
        let level: Int
        let rows: Bits
    }

    private struct Branch: Hashable {
        let level: Int
        let children: [Int]
    }

    private let classes: [[Bits]]
    private let answer: (Bits) -> Answer
    private var memory: [State: Int] = [:]
    private var leaves: [Answer: Int] = [:]
    private var branches: [Branch: Int] = [:]
    private var answers: [Int: Answer] = [:]
    private var deciding: Set<Int> = []
    private var rows = Bits(count: 0)
    private var nextNode = 0
    /// Words of row sets that may still be looked at; beyond that the exact answer is given up for one that may name too
    /// much, never too little.
    private var work = 4_000_000

    init(_ classes: [[Bits]], _ answer: @escaping (Bits) -> Answer) {
        self.classes = classes
        self.answer = answer
    }

    mutating func explore(_ start: Bits) -> Found {
        rows = start
        for row in start.rows { rows[row] = false }
        guard let root = node(0, start) else { return rough(start) }
        collect(root)
        return Found(deciding: deciding.sorted(), rows: rows, only: answers[root])
    }

    private mutating func node(_ level: Int, _ kept: Bits) -> Int? {
        if level == classes.count { return leaf(kept) }
        let state = State(level: level, rows: kept)
        if let seen = memory[state] { return seen }
        work -= (kept.words.count + 4) * classes[level].count
        guard work > 0 else { return nil }
        var children: [Int] = []
        for part in classes[level] {
            guard let child = node(level + 1, kept.intersection(part)) else { return nil }
            children.append(child)
        }
        let number: Int
        if children.allSatisfy({ $0 == children[0] }) {
            number = children[0]
        } else {
            // One child for each class in order: two nodes are the same only if every value leads to the same place.
            let branch = Branch(level: level, children: children)
            number = branches[branch] ?? nextNode
            if number == nextNode {
                branches[branch] = number
                nextNode += 1
            }
        }
        memory[state] = number
        return number
    }

    private mutating func leaf(_ kept: Bits) -> Int {
        let found = answer(kept)
        for row in found.rows { rows[row] = true }
        if let number = leaves[found] { return number }
        leaves[found] = nextNode
        answers[nextNode] = found
        nextNode += 1
        return nextNode - 1
    }

    private mutating func collect(_ root: Int) {
        let byNumber = Dictionary(branches.map { ($0.value, $0.key) }, uniquingKeysWith: { a, _ in a })
        var open = [root]
        var seen: Set<Int> = []
        while let number = open.popLast() {
            guard seen.insert(number).inserted, let branch = byNumber[number] else { continue }
            deciding.insert(branch.level)
            open += branch.children
        }
    }

    /// Everything that tells two rows apart.
    private func rough(_ start: Bits) -> Found {
        let levels = classes.indices.filter { level in
            Set(classes[level].map(start.intersection)).count > 1
        }
        return Found(deciding: levels, rows: start, only: nil)
    }
}
