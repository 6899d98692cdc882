package import Japanese
package import Rules

/// Which day of the case decides whose law and paper apply (施行日の考え方): the move's, the filing's, the issue's.
package struct GoverningDates: Hashable, Sendable {
    /// Japanese names of date items.
    package var rule: String
    package var form: String
    package var output: String

    package init(rule: String = "異動日", form: String = "届出日", output: String = "届出日") {
        self.rule = rule
        self.form = form
        self.output = output
    }
}

/// A form as it was printed from one day to another (様式の版).
package struct FormEdition: Sendable {
    /// The first day on which it is used; nil where nobody remembers an earlier one.
    package var from: CivilDate?
    /// The last day on which it is used; nil while it is in force.
    package var until: CivilDate?
    /// What the procedure is called on it.
    package var name: String
    package var form: Form?

    package init(from: CivilDate?, until: CivilDate?, name: String, form: Form?) {
        self.from = from
        self.until = until
        self.name = name
        self.form = form
    }

    func isUsed(on day: CivilDate) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}

/// Something handed out when the procedure is done (交付物), such as a 資格確認書; which one depends on the day of issue.
package struct Output: Sendable {
    package var text: String
    package var from: CivilDate?
    package var until: CivilDate?
    package var condition: Expression?
    package var law: String

    package init(text: String, from: CivilDate?, until: CivilDate?, condition: Expression?, law: String) {
        self.text = text
        self.from = from
        self.until = until
        self.condition = condition
        self.law = law
    }

    package func isIssued(on day: CivilDate, _ context: Context) -> Bool {
        guard (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true) else { return false }
        return condition.map { $0.evaluate(in: context) == .boolean(true) } ?? true
    }
}

/// A point the town has to confirm before real use (要確認事項).
package struct OpenPoint: Hashable, Sendable, Codable {
    package var text: String
    /// Not yet confirmed against the law or with the town.
    package var isUnverified: Bool

    package init(text: String, isUnverified: Bool) {
        self.text = text
        self.isUnverified = isUnverified
    }
}

extension Procedure {
    /// The edition used on that day; without a day, the latest one.
    package func edition(on day: CivilDate?) -> FormEdition {
        let current = FormEdition(from: nil, until: nil, name: name, form: form)
        guard let day else { return editions.last ?? current }
        return editions.last { $0.isUsed(on: day) } ?? current
    }
}

extension Situation {
    /// The day of a date item by its Japanese name. The day of issue is the day of filing unless another one is known.
    package func day(named name: String) -> CivilDate? {
        guard case .date(let date) = visit[name] else { return name == "交付日" ? noticeDate : nil }
        return date.civil
    }

    /// The edition of the procedure's form that applies to this visit.
    package func edition(of procedure: Procedure) -> FormEdition {
        procedure.edition(on: day(named: procedure.governing.form))
    }

    /// What is handed out, by person where the verdict is about people.
    package func outputs(of procedure: Procedure, for verdict: Verdict) -> [(output: Output, people: [PersonKey])] {
        guard verdict.outcome == .due || verdict.outcome == .guidance, let day = day(named: procedure.governing.output)
        else { return [] }
        let people = verdict.application.person.map { [$0] } ?? verdict.people
        return procedure.outputs.compactMap { output in
            if people.isEmpty { return output.isIssued(on: day, context(for: nil)) ? (output, []) : nil }
            let receivers = people.filter { output.isIssued(on: day, context(for: $0)) }
            return receivers.isEmpty ? nil : (output, receivers)
        }
    }

    /// Papers for whomever it is due or told to; each once.
    package func brings(of procedure: Procedure, for verdict: Verdict) -> [Bring] {
        guard verdict.outcome == .due || verdict.outcome == .guidance else { return [] }
        let concerned = verdict.application.person.map { [$0] } ?? verdict.people
        let people: [PersonKey?] = concerned.isEmpty ? [nil] : concerned
        return people.flatMap { brings(of: procedure, for: $0) }.reduce(into: []) { found, bring in
            if !found.contains(where: { $0.words.utf8.elementsEqual(bring.words.utf8) }) { found.append(bring) }
        }
    }

    /// What to bring, with whether it may follow another day.
    package func brings(of procedure: Procedure, for person: PersonKey?) -> [Bring] {
        let context = context(for: person)
        return procedure.brings.filter { bring in
            bring.condition.map { $0.evaluate(in: context) == .boolean(true) } ?? true
        }
    }
}
