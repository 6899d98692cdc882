/// Why a page of PDF cannot lie under a form (背景にできない理由).
package enum BackgroundFault: Error, Hashable, Sendable {
    /// No PDF, or a damaged one.
    case unreadable
    case encrypted
    /// More objects or bytes than a printed page needs, or more time than it may take.
    case tooLarge
    case noSuchPage(Int)
    /// A font that is not embedded, by its name.
    case font(String)
    /// A font without a table of characters, so that its text could not be read out.
    case unreadableFont(String)
    /// Something a page on paper does not need: programs, references to other files.
    case forbidden(String)
    /// The page and the sheet differ in size.
    case size
    /// The tools are not installed.
    case tools
}

extension BackgroundFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable: "PDF として読めません。様式を作り直すか、「PDF/A として保存」し直してください。"
        case .encrypted: "暗号化された PDF は使えません。パスワードと制限を外して保存し直してください。"
        case .tooLarge: "PDF が大きすぎるか、複雑すぎます。様式の一枚だけを 8 MB 以下で保存し直してください。"
        case .noSuchPage(let page): "PDF に \(page)ページ目がありません。--page を確かめてください。"
        case .font(let name): "フォント「\(name)」が埋め込まれていません。「すべてのフォントを埋め込む」を選んで保存し直してください。"
        case .unreadableFont(let name):
            "フォント「\(name)」に文字の対応表がなく、読み上げられる PDF になりません。「PDF/A として保存」し直してください。"
        case .forbidden(let what): "紙の様式に要らないもの（\(what)）が入っています。取り除いて保存し直してください。"
        case .size: "背景の PDF と form.svg の用紙の大きさが違います。どちらかを合わせてください。"
        case .tools: "qpdf と pdftoppm が動きません。Debian の qpdf と poppler-utils を入れてください。"
        }
    }
}
