/// Turns filled forms and slips into bytes for paper and screen. The same input gives the same bytes.
package protocol DocumentRenderer: Sendable {
    /// What stands in the way of printing, without writing anything.
    func problems(in form: PrintedForm) -> [DocumentProblem]

    /// One PDF of all forms in the given order and, last, the guidance slip (手続案内書).
    ///
    /// Throws ``DocumentFault`` rather than print a wrong or missing character.
    func pdf(of forms: [PrintedForm], slip: GuidanceSlip?) throws -> [UInt8]

    /// One SVG text per page, drawn from the same layout as the PDF, glyphs as outlines: no font is needed to see it.
    /// A character without a glyph is shown as its code points in a box, so that an unfinished form can be looked at.
    func preview(of form: PrintedForm) throws -> [String]

    /// The fonts in use, so that it is known later what a document was set in.
    func fontVersions() throws -> [FontVersion]
}

extension DocumentRenderer {
    package func fontVersions() throws -> [FontVersion] { [] }

    /// Forms alone.
    package func pdf(of forms: [PrintedForm]) throws -> [UInt8] {
        try pdf(of: forms, slip: nil)
    }

    /// The slip alone.
    package func slip(_ slip: GuidanceSlip) throws -> [UInt8] {
        try pdf(of: [], slip: slip)
    }
}

/// Why a form cannot be printed as it is.
package struct DocumentProblem: Hashable, Sendable, Codable {
    package enum Kind: Hashable, Sendable, Codable {
        /// No font at hand draws this character, or this variant of it: its code points such as `U+8FBB U+E0102`.
        case missingGlyph(codePoints: String)
        /// Reading the finished document back found another glyph than the registered one.
        case wrongGlyph(codePoints: String)
        /// Reading the finished document back found it damaged.
        case readBack
        /// The text fits neither the box nor an annexed sheet.
        case overflow
        /// A comb has fewer cells than the text has letters.
        case tooManyLetters(cells: Int)
        /// Ink for an area the form does not have, or ink that is no signature.
        case signature
        /// A font file is missing or damaged.
        case font
        /// The city's own page below the form cannot be used: why, in a sentence.
        case background(String)
        /// The text of a two-dimensional code is too long.
        case code
    }

    package var kind: Kind
    /// The form's title, such as 住民異動届.
    package var form: String
    /// What a person calls the box. Never the value: errors carry no personal data.
    package var field: String

    package init(_ kind: Kind, form: String, field: String) {
        self.kind = kind
        self.form = form
        self.field = field
    }
}

/// Printing was refused.
package struct DocumentFault: Error, Hashable, Sendable {
    package let problems: [DocumentProblem]

    package init(_ problems: [DocumentProblem]) {
        self.problems = problems
    }
}

extension DocumentProblem: CustomStringConvertible {
    /// What happened and what to do, for staff.
    package var description: String {
        switch kind {
        case .missingGlyph(let codePoints):
            "「\(form)」の「\(field)」にある文字(\(codePoints))の字形が、使えるフォントにありません。"
                + "外字の対応表（madoguchi text import-external）に同定の結果を加えて連携データを取り込み直すか、"
                + "追加文字のフォント（サーバーの設定 --added-font）を入れてください。急ぐときは、紙の様式に手書きで届け出てもらってください。"
        case .wrongGlyph(let codePoints):
            "「\(form)」の「\(field)」の文字(\(codePoints))が、登録された字形で描けませんでした。印刷を止めました。"
                + "フォントのファイルが入れ替わっていないか確かめてください。"
        case .readBack:
            "「\(form)」\(field.isEmpty ? "" : "の「\(field)」")を書いたあとの検査に通りませんでした。印刷を止めました。もう一度作り、同じなら開発元に知らせてください。"
        case .overflow:
            "「\(form)」の「\(field)」が欄に入りきりません。様式の欄を広げるか、折り返しを許してください。"
        case .tooManyLetters(let cells):
            "「\(form)」の「\(field)」は\(cells)文字の枠ですが、それより長い値です。値を確かめてください。"
        case .signature:
            "「\(form)」の署名「\(field)」が読み取れません。もう一度署名してもらってください。"
        case .font:
            "フォント「\(field)」が読めません。フォントのパッケージが入っているか確かめてください。"
        case .background(let reason): "「\(form)」の背景の PDF が使えません。\(reason)"
        case .code:
            "「\(form)」の二次元コード「\(field)」の内容が長すぎます。"
        }
    }
}
