/// A municipal form (様式) as data: its drawing, the boxes that values go into, tables of persons, signature areas.
///
/// It is read from `form.svg` and `boxes.yaml` of a procedure; docs/developing/forms.md describes both.
package struct Form: Hashable, Sendable, Codable {
    /// The procedure's identifier, such as `resident-move`.
    package var id: String
    /// What the citizen calls it, such as 住民異動届.
    package var title: String
    /// The edition of the printed form (様式の版), such as `2026-04-01`.
    package var version: String
    package var sheet: FormSheet
    /// The additional sheet (続紙) for rows beyond the first sheet's tables.
    package var continuation: FormSheet?
    /// The data items the expressions may read.
    package var items: [DataItem]

    package init(
        id: String,
        title: String,
        version: String,
        sheet: FormSheet,
        continuation: FormSheet? = nil,
        items: [DataItem]
    ) {
        self.id = id
        self.title = title
        self.version = version
        self.sheet = sheet
        self.continuation = continuation
        self.items = items
    }
}

/// One sheet of a form: what is printed on it and what is filled in.
package struct FormSheet: Hashable, Sendable, Codable {
    package var page: PageSize
    /// Everything printed except the office's own columns.
    package var drawing: [Figure]
    /// The office's own columns (事務処理欄): printed, but outside the signed content.
    package var officeDrawing: [Figure]
    package var boxes: [Box]
    package var tables: [PersonTable]
    package var signatures: [SignaturePlace]
    package var codes: [CodeArea]
    /// The city's own printed page below everything else.
    package var background: PageBackground?

    package init(
        page: PageSize,
        drawing: [Figure],
        officeDrawing: [Figure] = [],
        boxes: [Box] = [],
        tables: [PersonTable] = [],
        signatures: [SignaturePlace] = [],
        codes: [CodeArea] = [],
        background: PageBackground? = nil
    ) {
        self.page = page
        self.drawing = drawing
        self.officeDrawing = officeDrawing
        self.boxes = boxes
        self.tables = tables
        self.signatures = signatures
        self.codes = codes
        self.background = background
    }
}

/// A data item a form reads (項目), with the type its values have.
package struct DataItem: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case text, number, date, boolean, context, list
    }

    package var name: String
    package var kind: Kind

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// Rows of persons (異動者の表): the boxes of the first row, repeated downwards.
package struct PersonTable: Hashable, Sendable, Codable {
    package var id: String
    /// A FEEL expression that gives the list.
    package var rows: Formula
    /// The name under which a row's boxes read their person, such as 人.
    package var element: String
    /// The distance of two rows in millimetres.
    package var step: Double
    /// How many rows this sheet holds.
    package var capacity: Int
    /// The boxes of the first row.
    package var boxes: [Box]

    package init(id: String, rows: Formula, element: String, step: Double, capacity: Int, boxes: [Box]) {
        self.id = id
        self.rows = rows
        self.element = element
        self.step = step
        self.capacity = capacity
        self.boxes = boxes
    }
}

/// Where somebody signs (署名欄).
package struct SignatureArea: Hashable, Sendable, Codable {
    package var id: String
    /// Who signs here, as the panel says it, such as 届出人.
    package var signer: String
    package var area: PageArea
    /// Areas of one role are signed at one go; the second head of household has a role of its own.
    package var role: String

    /// The role of the one who files.
    package static let notifier = "届出人"

    package init(id: String, signer: String, area: PageArea, role: String = SignatureArea.notifier) {
        self.id = id
        self.signer = signer
        self.area = area
        self.role = role
    }
}

/// A signature area of a form and when it is needed.
package struct SignaturePlace: Hashable, Sendable, Codable {
    package var area: SignatureArea
    /// The area is there when this is true. Nil: always.
    package var visible: Formula?

    package init(_ area: SignatureArea, visible: Formula? = nil) {
        self.area = area
        self.visible = visible
    }
}

/// Where a two-dimensional code stands (二次元コード).
package struct CodeArea: Hashable, Sendable, Codable {
    package var id: String
    package var area: PageArea
    /// A FEEL expression that gives the text of the code.
    package var value: Formula

    package init(id: String, area: PageArea, value: Formula) {
        self.id = id
        self.area = area
        self.value = value
    }
}
