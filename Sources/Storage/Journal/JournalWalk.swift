import Madoguchi

/// Walks the journal's chain from its first link, holding one row at a time (証跡の検証).
struct JournalWalk {
    let journal: JournalTable
    /// A head kept elsewhere; without one a cut-off end cannot be seen.
    let head: JournalHead?

    func verify() throws -> JournalVerification {
        var last = JournalHead(sequence: 0, hash: JournalChain.beginning)
        var broken: JournalVerification?
        try journal.connection.forEach(
            """
            SELECT sequence, at, staff, terminal, action, case_id, residents, detail, previous, hash
            FROM journal ORDER BY sequence
            """
        ) { row in
            let link = try JournalWalk.link(row)
            let hash = try row.text(9)
            if let fault = try fault(of: link, hash: hash, after: last) {
                broken = fault
                return false
            }
            last = JournalHead(sequence: link.sequence, hash: hash)
            return true
        }
        if let broken { return broken }
        if let head, head.sequence > last.sequence {
            return .broken(
                sequence: last.sequence + 1,
                reason: "控えには\(head.sequence)件目まであるはずですが、記録は\(last.sequence)件目で終わっています。"
            )
        }
        return .intact(entries: last.sequence, head: last.hash)
    }

    private func fault(
        of link: JournalChain.Link,
        hash: String,
        after last: JournalHead
    ) throws -> JournalVerification? {
        let expected = last.sequence + 1
        guard link.sequence == expected else {
            return .broken(sequence: expected, reason: "\(expected)件目の記録がありません。")
        }
        guard link.previous == last.hash else {
            return .broken(sequence: expected, reason: "前の記録とつながりません。並べ替え、差し替え、または削除の疑いがあります。")
        }
        guard JournalChain.hash(of: link) == hash else {
            return .broken(sequence: expected, reason: "内容がハッシュ値と合いません。書き換えの疑いがあります。")
        }
        if let head, head.sequence == expected, head.hash != hash {
            return .broken(sequence: expected, reason: "控えのハッシュ値と違います。記録全体が作り直された疑いがあります。")
        }
        guard try residentsAgree(with: link) else {
            return .broken(sequence: expected, reason: "対象者の番号が記録の参照と合いません。書き換えの疑いがあります。")
        }
        return nil
    }

    /// Erased residents are missing beside the row; those that are there must be the chained ones.
    private func residentsAgree(with link: JournalChain.Link) throws -> Bool {
        let letters = Array(link.residents.utf8)
        let count = letters.count / 64
        for (position, number, salt) in try journal.residents(of: link.sequence) {
            guard (0..<count).contains(position) else { return false }
            let reference = JournalChain.reference(
                to: number.digits,
                position: position,
                sequence: link.sequence,
                salt: salt
            )
            guard letters[position * 64..<position * 64 + 64].elementsEqual(reference.utf8) else { return false }
        }
        return true
    }

    private static func link(_ row: SQLRow) throws -> JournalChain.Link {
        JournalChain.Link(
            sequence: try row.integer(0),
            at: try row.long(1),
            staff: try row.optionalText(2),
            terminal: try row.optionalText(3),
            action: try row.text(4),
            caseID: try row.optionalText(5),
            residents: try row.text(6),
            detail: try row.text(7),
            previous: try row.text(8)
        )
    }
}
