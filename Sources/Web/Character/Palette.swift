import Hummingbird
import Japanese
import Madoguchi

/// Characters to choose from where a keyboard cannot type them (文字パレット), as a page of its own.
struct PalettePage: Page {
    static let template = "character/palette"
    let frame: Frame
    let form: PaletteForm
}

/// The same inside the dialog that a field opens.
struct PaletteForm: Page {
    static let template = "character/form"
    let action: String
    let strokes: String
    let reading: String
    let similar: String
    let radicals: [Radical]
    let results: PaletteResults?

    struct Radical: Sendable {
        let number: Int
        let character: String
        let isChosen: Bool
    }
}

/// What was found; the part that changes while the form stays.
struct PaletteResults: Page {
    static let template = "character/results"
    let summary: String
    let choices: [Choice]
    let isEmpty: Bool
    /// Where the next page begins; empty on the last one.
    let next: String

    var hasNext: Bool { !next.isEmpty }

    struct Choice: Sendable {
        /// The character with its variation selector.
        let character: String
        let label: String
    }
}

extension WebServer {
    func addPalette(to staff: StaffRoutes) {
        staff.on(.palettePage) { request, context in
            let form = PaletteForm(SubmittedForm(fields: []), nil)
            if request.headers[.part] != nil { return try self.templates.response(form) }
            return try self.templates.response(try await self.palettePage(form, context))
        }
        staff.on(.paletteSearch) { request, context in
            let typed = try await SubmittedForm.read(request, limit: context.maxUploadSize)
            let results = try await self.found(typed)
            if request.headers[.part] != nil { return try self.templates.response(results) }
            return try self.templates.response(try await self.palettePage(PaletteForm(typed, results), context))
        }
    }

    private func palettePage(_ form: PaletteForm, _ context: StaffContext) async throws -> PalettePage {
        let frame = try await ports.store.read { store in try self.frame("文字パレット", at: nil, context, store) }
        return PalettePage(frame: frame, form: form)
    }

    private func found(_ typed: SubmittedForm) async throws -> PaletteResults {
        guard
            let query = CharacterPalette.Query(
                strokes: typed["strokes"],
                radical: typed["radical"],
                reading: typed["reading"],
                similarTo: typed["similar"]
            )
        else { return PaletteResults(nil) }
        let offset = Int(typed["offset"]) ?? 0
        guard let choices = await ports.findCharacters?(query, offset) else {
            throw Fault(
                .unavailable,
                "文字パレットの表を用意できていません。",
                remedy: "少し待ってからもう一度開いてください。続くときは、管理者に madoguchi text palette を実行してもらってください。"
            )
        }
        return PaletteResults(choices)
    }
}

extension PaletteForm {
    init(_ typed: SubmittedForm, _ results: PaletteResults?) {
        action = Address.characters.path
        strokes = typed["strokes"]
        reading = typed["reading"]
        similar = typed["similar"]
        let chosen = Int(typed["radical"])
        radicals = KangxiRadical.numbers.compactMap { number in
            KangxiRadical.character(number).map { radical in
                Radical(number: number, character: String(Character(radical)), isChosen: number == chosen)
            }
        }
        self.results = results
    }
}

extension PaletteResults {
    /// Nil where nothing was asked for.
    init(_ found: CharacterChoices?) {
        choices = (found?.choices ?? []).map { choice in
            let name = choice.name.map { " \($0)" } ?? ""
            return Choice(
                character: choice.sequence.text.string,
                label: "\(choice.sequence.notation)\(name) \(choice.strokes)画"
            )
        }
        isEmpty = choices.isEmpty
        next = found?.next.map(String.init) ?? ""
        summary = found.map { "\($0.count)字" } ?? "画数・部首・読み・似た字のどれかを入れてください。"
    }
}
