import Japanese
import Rules

/// How many lines of a file came in (件数).
package struct FileCount: Sendable, Hashable {
    package var entity: Entity
    package var file: String
    /// Lines with data, header left out.
    package var lines = 0
    package var accepted = 0
    package var rejected = 0
    /// Lines of earlier states, which the searches do not need (履歴).
    package var history = 0
}

/// Reads one file of a layout from its first byte to its last and reports what is wrong with it.
struct TableReader {
    /// So many findings of one file are kept; beyond that they are only counted.
    static let mostFindings = 200

    let layout: Layout
    let file: FileLayout
    let name: String
    private(set) var mapping: ExternalMapping
    private(set) var count: FileCount
    private(set) var findings: [Diagnostic] = []
    /// Whether nothing of the file may be used.
    private(set) var isRefused = false

    init(layout: Layout, file: FileLayout, name: String, mapping: ExternalMapping) {
        self.layout = layout
        self.file = file
        self.name = name
        self.mapping = mapping
        count = FileCount(entity: file.entity, file: name)
    }

    /// Calls `take` for every good line; a fault thrown by it counts against the line.
    mutating func read(path: String, _ take: (Row, RowPlan) throws -> Taken) throws {
        let mapped: MappedFile
        do {
            mapped = try MappedFile(path: path)
        } catch {
            return refuse("ファイルを開けません。", "ファイルがあるか、読む権限があるかを確かめてください。")
        }
        switch layout.encoding {
        case .utf8, .cp932: try read(mapped, as: SingleBytes.self, take)
        case .utf16LittleEndian: try read(mapped, as: LittleEndianPairs.self, take)
        case .utf16BigEndian: try read(mapped, as: BigEndianPairs.self, take)
        }
        judgeRejects()
    }

    enum Taken {
        case accepted, history
    }

    private mutating func read<Units: CodeUnits>(
        _ mapped: borrowing MappedFile,
        as units: Units.Type,
        _ take: (Row, RowPlan) throws -> Taken
    ) throws {
        let bytes = mapped.bytes
        guard let start = beginning(of: bytes) else { return }
        let decoder = FieldDecoder(layout.encoding)
        var scanner = CSVScanner<Units>(bytes, from: start, dialect: layout.dialect)
        guard let plan = plan(&scanner, decoder, bytes) else { return }
        var reader = RowReader(plan, decoder, bytes, layout.dialect, mapping)
        var record = CSVRecord()
        var row = Row()
        var released = 0
        var frame = RecordFrame(layout.control)
        reading: while true {
            switch scanner.next(into: &record) {
            case .end: break reading
            case .broken(let fault):
                count.lines += 1
                reject(record.line, LineFault(fault))
            case .record where frame.isFrame(record, decoder, bytes): continue
            case .record:
                count.lines += 1
                do {
                    try reader.read(record, into: &row)
                    switch try take(row, plan) {
                    case .accepted: count.accepted += 1
                    case .history: count.history += 1
                    }
                } catch let fault as LineFault {
                    reject(record.line, fault)
                }
            }
            if scanner.position - released > 8 << 20 {
                mapped.release(before: scanner.position)
                released = scanner.position
            }
        }
        if let fault = frame.fault(lines: count.lines) { refuse(fault.message, fault.hint) }
        mapping = reader.mapping
        report(reader.unknownCodes)
        tell(reader.oddities)
    }

    /// Letters that are taken in as registered, and that somebody should look at.
    private mutating func tell(_ oddities: [TextInspection.Kind: Int]) {
        for (kind, times) in oddities.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let message = "\(kind.japanese)が\(times)か所にあります。登録のとおりに取り込みました。"
            findings.append(Diagnostic(.note, file: name, message: message, hint: "基幹システムの内容を確かめてください。"))
        }
    }

    /// Where the text begins; nil where the file is refused.
    private mutating func beginning(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard !bytes.isEmpty else {
            // A business without anybody has a file with a header, or one of no bytes where there is none.
            if layout.hasHeader || file.entity == .resident {
                refuse("ファイルが空です。", "送り元の出力が終わっているか確かめてください。")
            }
            return nil
        }
        if let looks = EncodingCheck.mismatch(bytes, layout) {
            let said = layout.encoding.rawValue
            refuse("文字コードが違います。\(looks)のようですが、レイアウト定義では \(said) です。", "送り元の出力の設定か、レイアウト定義の encoding を直してください。")
            return nil
        }
        let mark = layout.encoding.byteOrderMark
        let hasMark = !mark.isEmpty && bytes.starts(with: mark)
        if layout.byteOrderMark == .always, !hasMark {
            refuse("先頭に BOM がありません。", "送り元の出力の設定か、レイアウト定義の byte-order-mark を直してください。")
            return nil
        }
        if layout.byteOrderMark == .never, hasMark {
            refuse("先頭に BOM があります。", "送り元の出力の設定か、レイアウト定義の byte-order-mark を直してください。")
            return nil
        }
        if (bytes.count - (hasMark ? mark.count : 0)) % layout.encoding.unitWidth != 0 {
            refuse("ファイルの長さが半端です。", "途中で切れていないか、送り元のファイルと大きさを比べてください。")
            return nil
        }
        return hasMark ? mark.count : 0
    }

    private mutating func plan<Units: CodeUnits>(
        _ scanner: inout CSVScanner<Units>,
        _ decoder: FieldDecoder,
        _ bytes: UnsafeRawBufferPointer
    ) -> RowPlan? {
        var header: [String]?
        if layout.hasHeader {
            var record = CSVRecord()
            guard scanner.next(into: &record) == .record else {
                refuse("先頭の見出し行を読めません。", "1行目に項目名が並んでいるか確かめてください。", line: 1)
                return nil
            }
            header = record.fields.map {
                decoder.text(UnsafeRawBufferPointer(rebasing: bytes[$0.start..<$0.end])) ?? ""
            }
        }
        switch RowPlan.make(file, header: header, codes: layout.codes) {
        case .success(let plan): return plan
        case .failure(let missing):
            let names = missing.names.prefix(5).map { "「\($0)」" }.joined()
            let more = missing.names.count > 5 ? "ほか\(missing.names.count - 5)列" : ""
            refuse("必要な列がありません: \(names)\(more)。", "送り元の出力項目か、レイアウト定義の列の名前を直してください。", line: 1)
            return nil
        }
    }
}

// MARK: - Findings

extension TableReader {
    private mutating func refuse(_ message: String, _ hint: String, line: Int = 0) {
        isRefused = true
        findings.append(Diagnostic(file: name, line: line, message: message, hint: hint))
    }

    private mutating func reject(_ line: Int, _ fault: LineFault) {
        count.rejected += 1
        guard findings.count < TableReader.mostFindings else { return }
        findings.append(
            Diagnostic(file: name, line: line, column: fault.column, message: fault.message, hint: fault.hint)
        )
    }

    private mutating func judgeRejects() {
        let kept = findings.filter { $0.line > 0 }.count
        if count.rejected > kept {
            findings.append(
                Diagnostic(.note, file: name, message: "読めない行はほかに\(count.rejected - kept)行あります。")
            )
        }
        guard !isRefused, count.rejected > 0 else { return }
        let share = Double(count.rejected) / Double(max(1, count.lines)) * 100
        guard share > file.rejectLimit else { return }
        let hint = "直したファイルを送り元から受け取ってください。前回までのデータはそのまま使えます。"
        refuse("読めない行が\(count.lines)行のうち\(count.rejected)行あり、限度（\(file.rejectLimit)％）を超えました。", hint)
    }

    private mutating func report(_ codes: [RowReader.UnknownCode: Int]) {
        let sorted = codes.sorted { ($0.key.column, $0.key.code) < ($1.key.column, $1.key.code) }
        for (unknown, times) in sorted.prefix(50) {
            // A code is at most a few letters; anything longer may be somebody's name in the wrong column.
            let shown = unknown.code.utf8.count <= 8 ? "「\(unknown.code)」" : "長い値"
            findings.append(
                Diagnostic(
                    .warning,
                    file: name,
                    message: "「\(unknown.column)」にコード表にない値 \(shown) が\(times)件あります。",
                    hint: "レイアウト定義の codes に加えてください。それまでは元の値のまま取り込みます。"
                )
            )
        }
    }
}

extension LineFault {
    init(_ fault: CSVFault) {
        switch fault {
        case .unclosedQuote:
            self.init("引用符が閉じていません。", "行の終わりまでに引用符があるか確かめてください。")
        case .textAfterQuote(let column):
            self.init(column: column, "閉じた引用符の後に文字があります。", "値の中の引用符は二つ続けて書きます。")
        case .nul(let column):
            self.init(column: column, "文字ではないデータ(NUL)が入っています。", "送り元のファイルが壊れていないか確かめてください。")
        case .strayReturn(let column):
            self.init(column: column, "行の途中に復帰文字(CR)があります。", "改行は CRLF か LF にそろえてください。")
        case .tooLong:
            self.init("1行が長すぎます。", "改行が抜けていないか確かめてください。")
        }
    }
}
