/// A function as a value (関数): one of the library, one written in FEEL, or one that the model offers.
package final class FeelFunction: Sendable {
    typealias Native = @Sendable ([Value], Evaluation) throws(Exhausted) -> Value

    enum Body: Sendable {
        case builtin(Builtin)
        case written(Node, Scope)
        case native(Native)
        /// Java or PMML: known by name, never run.
        case external
    }

    /// The name under which the function may call itself.
    let name: String?
    let parameters: [FunctionNode.Parameter]
    let result: FeelType
    let body: Body

    init(name: String? = nil, parameters: [FunctionNode.Parameter], result: FeelType = .any, body: Body) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.body = body
    }

    func named(_ name: String) -> FeelFunction {
        self.name == nil ? FeelFunction(name: name, parameters: parameters, result: result, body: body) : self
    }
}

extension FeelFunction: Hashable {
    package static func == (left: FeelFunction, right: FeelFunction) -> Bool {
        if case .builtin(let a) = left.body, case .builtin(let b) = right.body { return sameText(a.name, b.name) }
        return left === right
    }

    package func hash(into hasher: inout Hasher) {
        if case .builtin(let builtin) = body {
            hashText(builtin.name, into: &hasher)
        } else {
            hasher.combine(ObjectIdentifier(self))
        }
    }
}
