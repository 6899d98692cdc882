/// How long a table takes to answer (計測), for the product's own figures.
package enum TableBenchmark {
    package struct Figures: Sendable {
        package let rows: Int
        package let compilation: Duration
        package let median: Duration
        package let percentile95: Duration
        /// Every evaluation, shortest first.
        package let times: [Duration]
    }

    /// A made-up table of four columns with that many rows, asked `count` times with everything known.
    package static func run(rows: Int, count: Int = 1_000) throws(Diagnostics) -> Figures {
        let clock = ContinuousClock()
        let source = source(rows: rows)
        let start = clock.now
        let table = try DecisionTable(compiling: source, names: source.inputs.map(\.label))
        let compilation = clock.now - start
        var times: [Duration] = []
        for number in 0..<max(count, 1) {
            let known = Context([
                ("年齢", .number(number % 100)), ("区分", .string("区分\(number % max(rows / 10, 1))")),
                ("扶養", .boolean(number.isMultiple(of: 2))), ("人数", .number(number % 60)),
            ])
            times.append(clock.measure { _ = table.evaluate(known) })
        }
        times.sort()
        return Figures(
            rows: rows,
            compilation: compilation,
            median: times[times.count / 2],
            percentile95: times[min(times.count - 1, times.count * 95 / 100)],
            times: times
        )
    }

    private static func source(rows: Int) -> TableSource {
        TableSource(
            name: "計測",
            hitPolicy: .collect,
            inputs: [
                TableSource.Input(label: "年齢", type: "integer"), TableSource.Input(label: "区分"),
                TableSource.Input(label: "扶養", type: "boolean"), TableSource.Input(label: "人数", type: "integer"),
            ],
            outputs: [TableSource.Output(name: "要否"), TableSource.Output(name: "期限")],
            rows: (0..<rows).map { row in
                TableSource.Row(
                    id: "\(row)",
                    conditions: [
                        "[\(row % 100)..\(row % 100 + 5)]", "\"区分\(row / 10)\"",
                        row.isMultiple(of: 3) ? "" : "\(row.isMultiple(of: 2))", "> \(row % 50)",
                    ],
                    results: ["\"必要\"", "\(row)"]
                )
            }
        )
    }
}
