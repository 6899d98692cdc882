import Madoguchi

/// What can wait for another day (あとで行う手続): in two columns, by the place to go to.
extension SlipLayout {
    private static let columnWidth = (SlipPage.right - SlipPage.left - 6) / 2

    /// The procedures of one place.
    private struct Block {
        let place: String
        var items: [GuidanceSlip.LaterItem]

        func prefix(_ count: Int) -> Block { Block(place: place, items: Array(items.prefix(count))) }

        func dropFirst(_ count: Int) -> Block { Block(place: place, items: Array(items.dropFirst(count))) }
    }

    mutating func later() {
        guard !slip.later.isEmpty else { return }
        section(slip.words[.later], slip.words[.laterNote])
        var rest = blocks[...]
        while let first = rest.first {
            if page.ensure(height(of: first.prefix(1))) { page.y += 2 }
            let top = page.y
            let half = rest.reduce(0) { $0 + height(of: $1) } / 2
            var bottom = top
            for (x, wanted) in [(SlipPage.left, half), (SlipPage.left + SlipLayout.columnWidth + 6, .infinity)] {
                page.y = top
                while let block = rest.first, page.y - top < wanted {
                    let count = fitting(block)
                    guard count > 0 else { break }
                    write(block.prefix(count), x: x)
                    rest.removeFirst()
                    // The others of the place go on in the next column or on the next page, under its name again.
                    guard count == block.items.count else {
                        rest = [block.dropFirst(count)] + rest
                        break
                    }
                }
                bottom = max(bottom, page.y)
            }
            page.y = bottom
        }
        page.y += 1
    }

    /// How many items of a block find room on the rest of the page; one on a page that is still empty, however long it is.
    private func fitting(_ block: Block) -> Int {
        let most = block.items.count
        let count = (1...most).last { page.y + height(of: block.prefix($0)) <= SlipPage.bottom + 2 } ?? 0
        return count == 0 && page.y <= 20 ? 1 : count
    }

    private var blocks: [Block] {
        var blocks: [Block] = []
        for item in slip.later {
            if let place = blocks.firstIndex(where: { $0.place.utf8.elementsEqual(item.place.utf8) }) {
                blocks[place].items.append(item)
            } else {
                blocks.append(Block(place: item.place, items: [item]))
            }
        }
        return blocks
    }

    private mutating func write(_ block: Block, x: Double) {
        let width = SlipLayout.columnWidth
        let height = page.height(block.place, .gothicBold, 11, width: width - 4) + 0.6
        let ground = PageArea(x: x, y: page.y, width: width, height: height)
        page.draw(.rectangle(ground, SlipLayout.shade))
        page.y += 0.3
        page.write(block.place, .gothicBold, 11, x: x + 2, width: width - 4)
        page.y += 1
        for item in block.items {
            let room = page.rooms(item.name, .gothicBold, 11.5, width: width - 6).first ?? 0
            page.y += room
            page.write("□", .gothicBold, 11.5, x: x + 1, width: 6)
            page.y -= SlipPage.step(11.5) + room
            for line in lines(item) {
                page.write(line.text, line.font, line.size, x: x + line.indent, width: width - line.indent)
            }
        }
        page.y += 2
    }

    private func height(of block: Block) -> Double {
        let width = SlipLayout.columnWidth
        let head = page.height(block.place, .gothicBold, 11, width: width - 4)
        return block.items.flatMap(lines).reduce(head + 3.9) { sum, line in
            sum + page.height(line.text, line.font, line.size, width: width - line.indent)
        }
    }

    private func lines(_ item: GuidanceSlip.LaterItem) -> [Line] {
        var lines = [Line(text: item.name, font: .gothicBold, size: 11.5, indent: 6)]
        if let deadline = item.deadline {
            lines.append(Line(text: "\(slip.words[.deadline])：\(deadline)", font: .gothicBold, size: 11, indent: 6))
        }
        if !item.bring.isEmpty, deferred == .nothing {
            lines.append(Line(text: bring(item.bring), font: .gothic, size: 10.5, indent: 6))
        }
        return lines
    }
}
