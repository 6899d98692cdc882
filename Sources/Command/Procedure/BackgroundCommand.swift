import ArgumentParser
import Documents
import Madoguchi

/// `madoguchi procedures background`: a city's own printed page below a form.
struct BackgroundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "background",
        abstract: "市の原本様式の PDF から、様式の背景を作る",
        discussion: """
            例: madoguchi procedures background idoutodoke.pdf --out municipalities/example-shi/procedures/resident-move

            PDF は制限した別のプロセス（qpdf、pdftoppm）で開きます。できた background.pdf と background.png を様式と一緒に置くと、
            form.svg の線や文字の下に、元の線と文字のまま印字されます。続紙には --sheet continuation を付けると、
            continuation-background.pdf と .png ができます。同じ名前のファイルは置き換わります。
            """
    )

    @Argument(help: ArgumentHelp("市の様式の PDF", valueName: "FILE.pdf")) var file: String
    @Option(help: ArgumentHelp("使うページ", valueName: "N")) var page = 1
    @Option(help: ArgumentHelp("form は一枚目、continuation は続紙", valueName: "SHEET")) var sheet = Sheet.form
    @Option(help: ArgumentHelp("手続のフォルダー", valueName: "DIR")) var out: String

    /// Which sheet of the form the page lies below, and what its files are called.
    enum Sheet: String, ExpressibleByArgument, CaseIterable {
        case form, continuation

        var file: String {
            switch self {
            case .form: "background"
            case .continuation: "continuation-background"
            }
        }
    }

    func validate() throws {
        guard (1...9_999).contains(page) else { throw ValidationError("「--page」は 1 からの番号です。") }
    }

    func run() async throws {
        let source = try InputFile.bytes(file)
        do {
            let made = try BackgroundWorker().make(from: source, page: page)
            try InputFile.write(made.page, to: "\(out)/\(sheet.file).pdf")
            try InputFile.write(made.picture, to: "\(out)/\(sheet.file).png")
            StandardOutput.write("背景を作りました: \(out)/\(sheet.file).pdf（\(made.page.count)バイト）、\(sheet.file).png")
        } catch let fault as BackgroundFault {
            throw CommandFailure("\(file): \(fault)")
        }
    }
}
