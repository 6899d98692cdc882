import Testing

@testable import Madoguchi

@Suite("続柄の再計算")
struct KinshipChangeTests {
    private static let words = Kinship.words.map(\.0) + ["世帯主", "縁故者", "同居人", "子の子", "子の妻", "妻の母", "父の母", "兄の子"]

    @Test("どの二人の組でも、住民票にない語は出ない", arguments: words)
    func onlyTheVocabulary(head: String) throws {
        let headKinship = try #require(Kinship(head))
        for word in Self.words {
            let person = try #require(Kinship(word))
            for sex in [Kinship.Sex.male, .female, nil] {
                for isElder in [true, false, nil] {
                    let change = KinshipChange(oldHead: .male, newHead: .female, isElder: isElder, sex: sex)
                    let text = change.relationship(of: person, toHead: headKinship)?.kinship.text
                    #expect(text.map { Kinship($0) != nil } ?? true, "\(head) \(word) \(text ?? "")")
                }
            }
        }
    }

    @Test(
        "元の世帯主は、新しい世帯主の続柄の裏返しになる",
        arguments: [
            ("妻", "夫"), ("子", "父"), ("父", "子"), ("兄", "弟"), ("弟", "兄"), ("妻の母", "子の夫"), ("子の子", "父の父"),
            ("妻（未届）", "夫（未届）"),
        ]
    )
    func theOldHead(head: String, expected: String) throws {
        let change = KinshipChange(oldHead: .male, newHead: nil, isElder: nil, sex: .male)
        let found = change.relationship(of: .family([]), toHead: try #require(Kinship(head)))
        // Between the two stands a 子 whose sex the register does not tell.
        #expect(found?.kinship.text == (head == "子の子" ? nil : expected))
    }

    @Test("五代を超えると縁故者になる")
    func tooFar() throws {
        let change = KinshipChange(oldHead: .male, newHead: .male, isElder: nil, sex: .female)
        let found = change.relationship(of: try #require(Kinship("子の子の子")), toHead: try #require(Kinship("父の父")))
        #expect(found?.kinship.text == "縁故者")
    }
}
