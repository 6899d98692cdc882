package import Madoguchi

extension ReceptionDesk {
    /// The case as the first counter sees it.
    package func view(of id: CaseID) async throws -> CaseView {
        try await view(of: id, at: CounterID("citizen"))
    }
}
