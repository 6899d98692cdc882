/// A place on a form that takes a value (記入欄).
package struct Box: Hashable, Sendable, Codable {
    /// Unique within the form.
    package var id: String
    /// What a person calls it when it is missing, such as 届出人の電話番号.
    package var name: String
    package var area: PageArea
    /// The FEEL expression that gives the value.
    package var value: Formula
    /// The FEEL expression that says whether the box is filled at all. Nil: always.
    package var visible: Formula?
    /// The form is incomplete while this box is visible and empty.
    package var isRequired: Bool
    /// As ``isRequired``, but only where this is true, such as 異動種別 != "転出".
    package var requiredWhen: Formula?
    /// Belongs to the office's own columns: filled later, outside the signed content.
    package var isOffice: Bool
    package var kind: BoxKind
    package var style: TextStyle

    package init(
        id: String,
        name: String,
        area: PageArea,
        value: Formula,
        visible: Formula? = nil,
        isRequired: Bool = false,
        requiredWhen: Formula? = nil,
        isOffice: Bool = false,
        kind: BoxKind = .text,
        style: TextStyle = TextStyle()
    ) {
        self.id = id
        self.name = name
        self.area = area
        self.value = value
        self.visible = visible
        self.isRequired = isRequired
        self.requiredWhen = requiredWhen
        self.isOffice = isOffice
        self.kind = kind
        self.style = style
    }
}

/// What a box does with its value.
package enum BoxKind: Hashable, Sendable, Codable {
    /// Writes the value; numbers and dates as Japanese text.
    case text
    /// Writes one part of a date (和暦の部分).
    case datePart(DatePart)
    /// One letter per cell (一文字枠), as many cells as the number says.
    case comb(cells: Int)
    /// Marks the box itself when the value is true.
    case mark(MarkKind)
    /// Marks the printed choice that equals the value (丸囲み), or each of them when the value is a list.
    case choice(MarkKind, [Choice])

    /// One printed choice and where it stands.
    package struct Choice: Hashable, Sendable, Codable {
        package var value: String
        package var area: PageArea

        package init(_ value: String, _ area: PageArea) {
            self.value = value
            self.area = area
        }
    }
}

/// How a true answer is shown.
package enum MarkKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// An ellipse round the printed words (丸囲み).
    case circle
    /// A tick in a printed square (レ点).
    case check
    /// A double line through printed words (見え消し).
    case strike
    /// A filled square or dot (塗りつぶし).
    case fill
}

/// A part of a civil date (暦日), in the Japanese calendar unless it says otherwise.
package enum DatePart: String, Hashable, Sendable, Codable, CaseIterable {
    /// 令和
    case era
    /// 8, or 元 in the first year
    case year
    case month
    case day
    /// 令和8年4月1日
    case wareki
    /// R8.4.1
    case warekiShort
    /// 2026年4月1日
    case seireki
    /// 2026
    case seirekiYear
}

/// How text is set in its box.
package struct TextStyle: Hashable, Sendable, Codable {
    package var font: FormFont
    /// The size one would like, in points.
    package var size: Double
    /// The smallest size allowed, in points; text that does not fit even then wraps, then goes to an annexed sheet.
    package var smallest: Double
    package var align: TextAlign
    package var valign: VerticalAlign
    package var isVertical: Bool
    /// Lines may break before the size is reduced.
    package var wraps: Bool
    /// Room kept free inside the box on the left and right, in millimetres.
    package var padding: Double

    package init(
        font: FormFont = .registered,
        size: Double = 11,
        smallest: Double = 6,
        align: TextAlign = .left,
        valign: VerticalAlign = .middle,
        isVertical: Bool = false,
        wraps: Bool = false,
        padding: Double = 0.8
    ) {
        self.font = font
        self.size = size
        self.smallest = smallest
        self.align = align
        self.valign = valign
        self.isVertical = isVertical
        self.wraps = wraps
        self.padding = padding
    }

    package enum VerticalAlign: String, Hashable, Sendable, Codable, CaseIterable {
        case top, middle, bottom
    }
}
