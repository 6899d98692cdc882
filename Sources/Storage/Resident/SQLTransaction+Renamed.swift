import Japanese
import Madoguchi

/// Residents whom a case of these days calls otherwise than the data do (当日の氏名の変更), found by their new name.
extension SQLTransaction {
    /// Only where the page has room: they come after those whom the data call so.
    func renamed(_ query: ResidentQuery, besides hits: [ResidentHit]) throws -> [ResidentHit] {
        let form = NameForm(query.name)
        guard !form.searchText.isEmpty, query.address.isEmpty, query.number.isEmpty, query.offset == 0,
            hits.count < query.limit
        else { return [] }
        let numbers = try connection.rows(
            """
            SELECT DISTINCT resident FROM case_person_key AS k
            JOIN case_person AS p ON p.case_id = k.case_id AND p.person = k.person
            WHERE k.item IN ('name', 'kana') AND k.key BETWEEN ? AND ? AND resident IS NOT NULL LIMIT ?
            """,
            range(form.searchText) + [.integer(query.limit * 4)]
        ) { ResidentNumber(try $0.text(0)) }
        let known = Set(hits.map(\.resident.number))
        let found = try numbers.filter { !known.contains($0) }.compactMap { try renamed($0, query) }
        return Array(found.prefix(query.limit - hits.count))
    }

    private func renamed(_ number: ResidentNumber, _ query: ResidentQuery) throws -> ResidentHit? {
        guard let resident = try resident(number), query.birthDate == nil || resident.birthDate == query.birthDate,
            query.includesFormer || resident.standing == .current
        else { return nil }
        let wanted = NameForm(query.name).searchText
        let isRenamed = try overlays(of: resident).filter(\.counts).flatMap(\.values).contains { field in
            guard field.item == .name || field.item == .kana, case .text(let text) = field.value else { return false }
            return NameForm(text.string).searchText.utf8.starts(with: wanted.utf8)
        }
        return isRenamed ? ResidentHit(resident: resident, rank: 1) : nil
    }
}
