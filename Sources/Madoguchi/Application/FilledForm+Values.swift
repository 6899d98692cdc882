import Japanese

extension FilledForm {
    /// What stands in each box, by page and box: the form's content without its drawing, to tell one version from another.
    package var values: [String: String] {
        var values: [String: String] = [:]
        for (index, page) in pages.enumerated() {
            for entry in page.entries {
                let key = index == 0 ? entry.box : "\(index + 1)/\(entry.box)"
                values[key, default: ""] += FilledForm.words(entry.content)
            }
        }
        return values
    }

    private static func words(_ content: FilledPage.Content) -> String {
        switch content {
        case .text(let text, _), .comb(let text, _, _): text.string
        case .mark(let kind): "〔\(kind.rawValue)〕"
        case .code(let text): text
        }
    }
}
