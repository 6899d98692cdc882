/// One node of a parsed expression (構文木).
///
/// Chains of equal operators are flat, so that a long expression is wide and not deep.
indirect enum Node: Sendable {
    case literal(Value)
    case name(String, offset: Int)
    case path(Node, String)
    case filter(Node, Node)
    case call(Node, [Argument])
    case list([Node])
    case context([ContextEntry])
    case function(FunctionNode)
    case conditional(Node, then: Node, otherwise: Node)
    /// `readsPartial` tells whether the body asks for the results so far.
    case iteration([Iteration], Node, readsPartial: Bool)
    case quantified(every: Bool, [Iteration], Node)
    case conjunction([Node])
    case disjunction([Node])
    case comparison(ComparisonOperator, Node, Node)
    case between(Node, low: Node, high: Node)
    case membership(Node, [Node])
    case instance(Node, FeelType)
    case arithmetic(Node, [Operand])
    case negation(Node)
    case range(low: Node, includesLow: Bool, high: Node, includesHigh: Bool)
    /// `>= 65`: a test of the value under test, or, as a value of its own, a half-open range.
    case test(ComparisonOperator, Node)

    struct Argument: Sendable {
        let name: String?
        let node: Node
    }

    struct ContextEntry: Sendable {
        let name: String
        let node: Node
    }

    struct Operand: Sendable {
        let symbol: ArithmeticOperator
        let node: Node
    }

    struct Iteration: Sendable {
        let name: String
        let domain: Node
        /// The end of a domain written `1..5`.
        let end: Node?
    }
}

struct FunctionNode: Sendable {
    let parameters: [Parameter]
    let body: Node
    /// A function whose body is Java or PMML; the engine refuses to run it.
    let isExternal: Bool

    struct Parameter: Sendable, Hashable {
        let name: String
        let type: FeelType
    }
}

enum ComparisonOperator: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

enum ArithmeticOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
}
