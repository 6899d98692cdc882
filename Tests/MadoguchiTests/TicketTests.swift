import Madoguchi
import Testing

@Suite("手続案内書の受付券")
struct TicketTests {
    let ticket = Ticket(random: [0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0, 0x13, 0x57])

    @Test("印刷した符号は、そのまま読み取れる")
    func readsItself() throws {
        #expect(try Ticket(reading: ticket.text) == ticket)
        #expect(try Ticket(reading: ticket.spaced + "\r\n") == ticket)
        #expect(ticket.text.utf8.count == 20)
    }

    @Test("全角・小文字・ハイフンの違い・O と 0 の取り違えがあっても読み取れる")
    func readsEchoes() throws {
        let wide = String(
            String.UnicodeScalarView(ticket.text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0)! })
        )
        #expect(try Ticket(reading: wide) == ticket)
        #expect(try Ticket(reading: ticket.text.lowercased()) == ticket)
        let letters = ticket.text.dropFirst(3).map { $0 == "0" ? "O" : $0 == "1" ? "l" : $0 }
        #expect(try Ticket(reading: "mgI" + String(letters)) == ticket)
    }

    @Test("一文字の読み違いと隣どうしの入れ替わりは必ず見つかる")
    func findsEveryWrongLetter() {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let letters = Array(ticket.text)
        for place in 3..<20 {
            for other in alphabet where other != letters[place] {
                var wrong = letters
                wrong[place] = other
                #expect(throws: TicketError.misread) { try Ticket(reading: String(wrong)) }
            }
        }
        for place in 3..<17 where letters[place] != letters[place + 1] {
            var wrong = letters
            wrong.swapAt(place, place + 1)
            #expect(throws: TicketError.misread) { try Ticket(reading: String(wrong)) }
        }
    }

    @Test("途中で切れた符号と、ほかの符号を区別する")
    func tellsHalvesFromStrangers() {
        #expect(throws: TicketError.incomplete) { try Ticket(reading: String(ticket.text.prefix(12))) }
        #expect(throws: TicketError.notATicket) { try Ticket(reading: "https://example.jp/") }
        #expect(throws: TicketError.notATicket) { try Ticket(reading: "") }
        #expect(throws: TicketError.notATicket) { try Ticket(reading: ticket.text + "7") }
    }
}
