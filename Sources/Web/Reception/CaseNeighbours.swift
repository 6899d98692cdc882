import Japanese
import Madoguchi

/// What other cases and the core data say of a case's people (ほかの受付・以前の住民): shown, never guessed.
struct CaseNeighbours: Sendable {
    var overlays: [Overlay] = []
    /// People without a number who may be a resident of today or of before (再転入).
    var returns: [Return] = []

    struct Overlay: Hashable, Sendable {
        let person: String
        let line: OverlayLine
    }

    struct Return: Hashable, Sendable {
        let person: String
        let key: String
        let isCertain: Bool
        let candidates: [ResidentLine]
    }
}

extension StoreReading {
    func neighbours(of view: CaseView, _ viewing: OverlayViewing) throws -> CaseNeighbours {
        var neighbours = CaseNeighbours()
        for person in view.receptionCase.people {
            let name = view.name(of: person.key).string
            if let number = person.resident {
                guard let resident = try resident(number) else { continue }
                let others = try overlays(of: resident, by: viewing.catalogue)
                    .filter { $0.caseID != view.receptionCase.id }
                neighbours.overlays += others.map {
                    CaseNeighbours.Overlay(person: name, line: OverlayLine($0, of: resident, viewing))
                }
            } else {
                let match = try match(person.key, of: view.receptionCase)
                guard !match.residents.isEmpty else { continue }
                neighbours.returns.append(
                    CaseNeighbours.Return(
                        person: name,
                        key: person.key.text,
                        isCertain: match.isCertain,
                        candidates: match.residents.map {
                            ResidentLine($0, today: viewing.today, for: .reception)
                        }
                    )
                )
            }
        }
        return neighbours
    }
}
