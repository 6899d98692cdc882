/// One row that decides, or may decide (該当行).
package struct Match: Sendable, Hashable {
    /// From 0; nil for the default results of a table in which no row matched.
    package let row: Int?
    package let id: String
    package let outputs: Context
    /// By the names of the annotation columns; an empty cell has none.
    package let annotations: [String: String]
    /// The known values of the columns whose condition this row states.
    package let matched: Context
    /// Other rows that might turn out to be the matching one without changing the answer.
    package var alternatives: [Int] = []

    init(
        row: Int?,
        id: String = "",
        outputs: Context,
        annotations: [String: String] = [:],
        matched: Context = Context()
    ) {
        self.row = row
        self.id = id
        self.outputs = outputs
        self.annotations = annotations
        self.matched = matched
    }
}

/// What a table says about a situation in which some facts may be unknown (判定結果).
package enum TableOutcome: Sendable, Hashable {
    /// Nothing that is unknown can change the answer.
    case decided([Match])
    /// Names of the unknown inputs that can still change the answer, cheapest first, and the rows still possible.
    ///
    /// Without needs the rows contradict each other under a policy that forbids it (U, A): nothing is left to ask, and
    /// the table is wrong, not the situation.
    case undecided(needs: [String], possible: [Match])
    /// No row matches, whatever the unknown inputs are.
    case noMatch
}
