import Madoguchi
import Testing

@Suite("続柄")
struct KinshipTests {
    @Test(
        "住民票の語は読めて、同じ語に戻る",
        arguments: [
            "世帯主", "夫", "妻", "夫（未届）", "妻（未届）", "子", "父", "母", "兄", "姉", "弟", "妹", "子の子", "子の妻", "妻の母", "父の母",
            "子の子の子の子", "縁故者", "同居人",
        ]
    )
    func roundTrip(word: String) throws {
        #expect(try #require(Kinship(word)).text == word)
    }

    @Test("住民票にない語は読まない", arguments: ["孫", "祖父", "おじ", "甥", "準世帯主", "子の子の子の子の子", "の子", "子の", ""])
    func refused(word: String) {
        #expect(Kinship(word) == nil)
    }

    @Test("括弧は半角でもよく、子（子の妻）も読める")
    func spellings() {
        #expect(Kinship("妻(未届)") == Kinship("妻（未届）"))
        #expect(Kinship("子（子の妻）")?.text == "子の妻")
    }
}
