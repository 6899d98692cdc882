import Japanese
import Madoguchi

/// Writes texts as they came into a generation that is being made (外字を含む元の値の書込み).
struct ReceivedRows {
    enum Owner {
        case person(Int)
        case state(Int)

        fileprivate func bind(to statement: BulkStatement) {
            switch self {
            case .person(let id):
                statement.bind(0)
                statement.bind(id)
            case .state(let id):
                statement.bind(1)
                statement.bind(id)
            }
        }
    }

    private let insert: BulkStatement
    private let delete: BulkStatement
    private let elsewhere: BulkStatement

    init(_ database: BulkDatabase) throws {
        insert = try database.prepare("INSERT OR REPLACE INTO received VALUES (?, ?, ?, ?, ?)")
        delete = try database.prepare("DELETE FROM received WHERE past = ? AND owner = ?")
        elsewhere = try database.prepare("INSERT INTO received_elsewhere VALUES (?, ?, ?)")
    }

    func insert(_ texts: [ReceivedText], of owner: Owner) throws {
        for text in texts {
            owner.bind(to: insert)
            insert.bind(text.place.rawValue)
            insert.bind(text.column)
            insert.bind(text.text.string)
            try insert.step()
        }
    }

    func forget(_ owner: Owner) throws {
        owner.bind(to: delete)
        try delete.step()
    }

    func insert(elsewhere characters: [UnidentifiedCharacter]) throws {
        for character in characters {
            for place in character.places {
                elsewhere.bind(character.character.notation)
                elsewhere.bind(place.column)
                elsewhere.bind(place.count)
                try elsewhere.step()
            }
        }
    }
}
