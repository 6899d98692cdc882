import Documents
import Japanese
import Madoguchi
import Rules
import Storage
import Web

/// The thing asked about is bad: one sentence that says what, where and how to mend it, without personal data.
struct CommandFailure: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}

/// The Japanese sentences for the errors of every layer (誤りの文). This file alone words them for the command line.
enum FailureText {
    /// Nil for what the argument parser has to say, and for what nobody foresaw.
    static func sentences(for error: any Error) -> [String]? {
        switch error {
        case let failure as CommandFailure: [failure.sentence]
        case let findings as Diagnostics: findings.all.map(\.description)
        case let fault as DocumentFault: fault.problems.map(\.description)
        case let fault as FontCharacters.Fault: [fault.sentence]
        case let fault as StartFault: [fault.description]
        case let fault as SealFault: [fault.description]
        case let error as StoreError: [sentence(for: error)]
        case let error as StorageError: [sentence(for: error)]
        default: nil
        }
    }

    private static func sentence(for error: StoreError) -> String {
        switch error {
        case .conflict: "ほかの窓口が同じところを先に変更しました。もう一度実行してください。"
        case .notJournaled: "証跡に残らない変更は保存できません。開発元に知らせてください。"
        case .busy: "データフォルダーをほかの処理が使っています。数秒待ってから、もう一度実行してください。"
        case .damaged(let what):
            "データフォルダーのデータベースを読めません（\(what)）。別の場所に写しを取り、控えから戻してください。"
        }
    }

    private static func sentence(for error: StorageError) -> String {
        switch error {
        case .newerSchema(let found, let known):
            "データフォルダーは新しい版のプログラムのものです（形式 \(found)、このプログラムは \(known) まで）。プログラムを更新してください。"
        case .file(let operation, let code):
            "データフォルダーのファイルを扱えません（\(operation)、\(code)）。場所、空き容量、書き込みの権限を確かめてください。"
        case .engine(let code): "連携データの世代を書けません（SQLite \(code)）。空き容量を確かめて、もう一度取り込んでください。"
        case .importRunning: "別の取り込みが動いています。終わってから、もう一度実行してください。"
        case .duplicateResident: "同じ宛名番号の住民が二人います。送り元の出力を確かめてください。"
        case .countMismatch(let given, let found):
            "渡した住民は\(given)人、書けた住民は\(found)人です。空き容量を確かめて、もう一度取り込んでください。"
        case .notADelta: "全件の取り込みに差分が混ざりました。開発元に知らせてください。"
        case .noBase: "差分を重ねる元の世代がありません。先に全件のファイルを取り込んでください。"
        case .noKey: "個人番号の鍵ファイルがないか、このデータのものではありません。控えの鍵ファイルを元の場所に戻してください。"
        case .badKeyFile: "個人番号の鍵ファイルを読めません。控えの鍵ファイルを元の場所に戻してください。"
        case .unknownGeneration(let name): "連携データの世代「\(name)」は残っていません。残っている世代を選んでください。"
        }
    }
}
