import ArgumentParser
import Documents
import Japanese
import Madoguchi

/// `madoguchi text check`: what a text is made of, and whether it may be registered.
struct TextCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "文字ごとに、符号・MJ文字図形名・字形の有無・縮退した字を出し、登録できるかを調べる",
        discussion: """
            例: madoguchi text check 葛󠄂城

            一行に一文字、位置・符号・MJ文字図形名・字形・CP932 に縮退した字をタブで区切ります。
            登録できない文字があれば、場所と直し方を言い、1 で終わります。
            """
    )

    @Argument(help: ArgumentHelp("氏名や住所などの文字", valueName: "TEXT")) var text: String
    @Flag(help: "台帳から来た文字として調べる（消せない文字は残して知らせる）") var register = false
    @OptionGroup var fonts: FontOption

    func run() async throws {
        let inspection = TextInspection.inspect(text, source: register ? .register : .entry)
        let table = try FontTable.read(fonts.paths.registered)
        let glyphs = try PDFRenderer(fonts: fonts.paths).screenGlyphs
        for (place, sequence) in CharacterSequence.all(in: RegisteredText(text)).prefix(1_000).enumerated() {
            let isShown = glyphs.isShown(sequence)
            let plain = Degradation.of(sequence.text, to: .cp932)
            let cells = [
                "\(place + 1)", sequence.notation, table.name(of: sequence)?.description ?? "",
                isShown ? "字形あり" : "字形なし",
                plain.needsEye ? plain.text : "",
            ]
            StandardOutput.write(cells.joined(separator: "\t"))
        }
        for sentence in inspection.sentences { StandardError.write(sentence) }
        if !inspection.isAccepted { throw ExitCode(1) }
    }
}
