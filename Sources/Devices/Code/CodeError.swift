/// Why a 2D code could not be used (二次元コードの読み取り失敗); never holds any of the code's content.
package enum CodeError: Error, Hashable, Sendable {
    /// Nothing was read.
    case empty
    /// The code ends before its own end mark, or has fewer people than it says.
    case incomplete
    /// A part that belongs to another set than the parts read before.
    case otherSet
    /// A part whose place in the set makes no sense.
    case badPart
    /// The check value differs: the code was misread or is damaged.
    case damaged
    /// No profile of this municipality knows the code.
    case unknown
    /// The bytes are no text in any encoding that the profile allows.
    case unreadableText
    /// A record has too few or too many fields, or a kind the profile does not know; the record's number from 1.
    case wrongRecord(Int)
    /// A field does not hold what it should; the record's number from 1 and the field's name.
    case wrongField(Int, String)
    case tooLarge
    /// The picture holds no code.
    case noCodeInImage
    /// The picture is not a PNG or is damaged.
    case unreadableImage
    /// The process that opens pictures failed or took too long.
    case workerFailed

    /// What happened and what to do, for the clerk's screen.
    package var sentence: String {
        switch self {
        case .empty: "コードが読み取れていません。読取機をコードに近づけて、もう一度読み取ってください。"
        case .incomplete: "コードが途中までしか読み取れていません。コード全体を写して、もう一度読み取ってください。"
        case .otherSet: "前に読んだものとは別の証明書のコードです。読み取りをやり直し、同じ証明書のコードを続けて読み取ってください。"
        case .badPart: "コードの番号が合いません。最初のコードから読み取り直してください。"
        case .damaged: "コードの検査値が合いません。汚れや折れがないか確かめて読み取り直し、読めなければ紙を見て入力してください。"
        case .unknown: "このコードは使えません。転出証明書か手続案内書のコードかどうかを確かめてください。"
        case .unreadableText: "コードの文字を読めません。紙を見て入力し、システム担当へ発行元の市区町村を知らせてください。"
        case .wrongRecord(let record):
            "コードの\(record)件目の書き方が決まりと違います。紙を見て入力し、システム担当へ発行元の市区町村を知らせてください。"
        case .wrongField(let record, let name):
            "コードの\(record)件目の「\(name)」を読めません。紙を見て入力し、システム担当へ発行元の市区町村を知らせてください。"
        case .tooLarge: "コードの内容が大きすぎます。転出証明書か手続案内書のコードかどうかを確かめてください。"
        case .noCodeInImage: "画像の中にコードが見つかりません。コード全体がはっきり写るように撮り直してください。"
        case .unreadableImage: "画像を開けません。PNG形式の画像を選んでください。"
        case .workerFailed: "画像からコードを読み取れませんでした。もう一度試し、だめなら読取機で読むか、紙を見て入力してください。"
        }
    }
}
