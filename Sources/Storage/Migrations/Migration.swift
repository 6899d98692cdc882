/// One numbered, forward-only step of the database's schema (移行). A published step is never edited and names no app type.
struct Migration {
    let number: Int
    let name: String
    let sql: String

    static let all: [Migration] = [
        .beginning, .registry, .externalCharacters, .packages, .keptProtections, .caseAddresses, .journalActions,
    ]
}
