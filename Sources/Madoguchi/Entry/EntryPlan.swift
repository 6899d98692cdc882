import Japanese
import Rules

/// Builds the robot's rows from what was handed in (入力データの作成).
package struct EntryPlan: Sendable {
    private let view: CaseView

    package init(_ view: CaseView) {
        self.view = view
    }

    /// One row per submission of the procedure; for 異動届 one per person who moves.
    package func rows(of application: ApplicationKey) -> [EntryRow] {
        guard let state = view.application(application), let submission = state.submission,
            !view.receptionCase.isWithdrawn, !state.procedure.entry.isEmpty, !isHeld(application)
        else { return [] }
        let persons: [PersonKey?] =
            application.person.map { [$0] } ?? view.receptionCase.movers.map { $0.key }
        return persons.map { person in
            let context = view.situation.context(for: person)
            let cells = state.procedure.entry.map { column in
                EntryRow.Cell(
                    header: column.header,
                    value: RegisteredText(words(column.value.evaluate(in: context)))
                )
            }
            return EntryRow(
                key: key(application, person, state),
                caseID: view.receptionCase.id,
                application: application,
                receivedOn: submission.receivedOn,
                cells: cells,
                warnings: cells.filter { EntryPlan.isWarned($0.value) }.map(\.header)
            )
        }
    }

    /// Whether a suppression keeps a submission out of the robot's rows (支援措置による入力の保留): nobody has released it, or
    /// what was released for somebody else would lack what was said before. An empty cell would wipe out the register's.
    package func isHeld(_ application: ApplicationKey) -> Bool {
        guard let viewer = view.protection.viewer else { return false }
        if view.catalogue.municipality.disclosure.shows(.entry, to: viewer) { return false }
        guard viewer == .other, let submission = view.receptionCase.submissions[application],
            let release = view.protection.since
        else { return true }
        return submission.sequence < release
    }

    /// Entry screens of older systems and the robots before them speak CP932: what that cannot carry may arrive as something else.
    private static func isWarned(_ value: RegisteredText) -> Bool {
        Degradation.of(value, to: .cp932).needsEye
    }

    private func key(_ application: ApplicationKey, _ person: PersonKey?, _ state: ApplicationState) -> String {
        let version = state.document?.version ?? 0
        return "\(view.receptionCase.id.text)-\(application.procedure.text)-\(person?.text ?? "0")-v\(version)"
    }

    /// Robots want days as `20260401` and flags as 1 and 0.
    private func words(_ value: Value) -> String {
        switch value {
        case .date(let date): date.civil?.iso.filter { $0 != "-" } ?? ""
        case .boolean(let flag): flag ? "1" : "0"
        default: SentenceTemplate.words(value, view.catalogue.municipality.eras)
        }
    }
}
