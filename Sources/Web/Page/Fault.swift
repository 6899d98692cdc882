package import Hummingbird
import Madoguchi

/// Why a request is refused, in words for the clerk. This file alone decides which status belongs to which category.
package struct Fault: Error, Hashable, Sendable {
    package enum Category: String, Hashable, Sendable, CaseIterable {
        case invalid, notFound, conflict, forbidden, unavailable, broken

        package var status: HTTPResponse.Status {
            switch self {
            case .invalid: .unprocessableContent
            case .notFound: .notFound
            case .conflict: .conflict
            case .forbidden: .forbidden
            case .unavailable: .serviceUnavailable
            case .broken: .internalServerError
            }
        }
    }

    package let category: Category
    /// What happened, in one sentence.
    package let sentence: String
    /// What to do now, in one sentence.
    package let remedy: String

    package init(_ category: Category, _ sentence: String, remedy: String) {
        self.category = category
        self.sentence = sentence
        self.remedy = remedy
    }

    static let notFound = Fault(
        .notFound,
        "この画面はありません。",
        remedy: "受付一覧に戻って、目的の受付を選び直してください。"
    )
    static let tooLarge = Fault(
        .invalid,
        "送られた内容が大きすぎます。",
        remedy: "ファイルを小さくするか、入力を短くして、もう一度送ってください。"
    )
    static let unreadable = Fault(
        .invalid,
        "送られた内容を読み取れませんでした。",
        remedy: "前の画面に戻って、もう一度送ってください。"
    )
    static let otherSite = Fault(
        .forbidden,
        "ほかのサイトから送られた操作は受け付けません。",
        remedy: "受付一覧を開いて、この画面から操作してください。"
    )
    static let broken = Fault(
        .broken,
        "システムの中で予期しないことが起きました。それまでに保存された入力は残っています。",
        remedy: "前の画面に戻って、もう一度お試しください。続くときは、お問い合わせ番号を添えて管理者に連絡してください。"
    )

    /// The words for an error of any layer; an unknown error is never shown.
    package init(telling error: any Error) {
        switch error {
        case let fault as Fault: self = fault
        case let error as StoreError: self.init(error)
        case let error as any HTTPResponseError: self = Fault(status: error.status)
        case is DocumentFault:
            self.init(
                .invalid,
                "書類に印刷できない文字や欄があるため、作成を止めました。",
                remedy: "受付の画面で、赤い印の付いた書類を確かめてください。"
            )
        default: self = .broken
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .conflict:
            self.init(
                .conflict,
                "ほかの窓口または別の画面で、同じところが先に変更されました。",
                remedy: "受付の画面を開き直すと最新の内容が出ます。確かめてから、もう一度入力してください。"
            )
        case .busy:
            self.init(
                .unavailable,
                "いま保存が混み合っています。",
                remedy: "数秒待ってから、もう一度送ってください。"
            )
        case .notJournaled, .damaged: self = .broken
        }
    }

    /// What the framework itself refuses.
    private init(status: HTTPResponse.Status) {
        switch status {
        case .notFound, .methodNotAllowed: self = .notFound
        case .contentTooLarge: self = .tooLarge
        case .badRequest, .unsupportedMediaType, .unprocessableContent: self = .unreadable
        default: self = .broken
        }
    }
}

/// The request needs a clerk who is logged in, and nobody is, or no longer (ログアウト状態).
struct NotLoggedIn: Error {}

/// The request needs a registered terminal (未登録端末).
struct NotATerminal: Error {}
