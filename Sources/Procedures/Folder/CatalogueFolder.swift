package import Madoguchi
package import Rules

/// A municipality's folder read as a catalogue (自治体定義の読込), with every mistake found on the way.
package struct CatalogueFolder: Sendable {
    /// Nil while the folder has mistakes.
    package let catalogue: Catalogue?
    package let findings: [Diagnostic]

    package init(_ files: FolderFiles) {
        var reader = FolderReader(files)
        let catalogue = reader.read()
        findings = reader.findings.placed
        self.catalogue = findings.contains { $0.severity == .error } ? nil : catalogue
    }

    /// The catalogue of a folder on disk, or all its mistakes.
    package static func load(_ folder: String) throws(Diagnostics) -> Catalogue {
        let read = CatalogueFolder(try FolderFiles(reading: folder))
        guard let catalogue = read.catalogue else { throw Diagnostics(read.findings) }
        return catalogue
    }
}

/// Reads the files of a folder one after the other; later files are checked against earlier ones.
struct FolderReader {
    let files: FolderFiles
    var findings = Findings()
    private(set) var items: ItemsFile?
    private(set) var texts: [TextsFile] = []

    init(_ files: FolderFiles) {
        self.files = files
    }

    mutating func read() -> Catalogue? {
        let towns = TownsFile.read(files, &findings)
        let eras = ErasFile.read(files, &findings)
        var municipality = root("municipality.yaml").flatMap {
            MunicipalityFile.read($0, towns: towns, eras: eras, files: files, &findings)
        }
        readTexts()
        items = root("items.yaml").map { ItemsFile($0, &findings) }
        let known = items?.items ?? []
        let disclosure = root("protection.yaml").flatMap { ProtectionFile.read($0, items: known, &findings) }
        municipality?.disclosure = disclosure ?? .closed
        let names = Names(
            known.map(\.name) + Set(known.compactMap(\.path?.context)).sorted() + BuiltInName.ofPerson
                + BuiltInName.ofVisit
        )
        let reader = ProcedureFile(files: files, municipality: municipality, items: known, names: names)
        let procedures = files.folders(under: "procedures/").compactMap { reader.read($0, &findings) }
        checkTexts()
        guard let municipality, items != nil else { return nil }
        return Catalogue(
            municipality: municipality,
            version: files.version,
            items: known,
            procedures: procedures,
            texts: slipTexts(
                with: Dictionary(texts.map { ($0.language, $0.texts) }, uniquingKeysWith: { first, _ in first })
            )
        )
    }

    /// `slip/<language>.yaml`: what the guidance slip says in a language, beside the texts of the screens.
    private mutating func slipTexts(with texts: [String: [String: String]]) -> [String: [String: String]] {
        var all = texts
        for path in files.paths(under: "slip/", ending: ".yaml") {
            let language = String(path.dropFirst("slip/".count).dropLast(".yaml".count))
            guard let field = root(path) else { continue }
            let file = TextsFile(field, language: language, &findings)
            for (key, text) in file.texts { all[language, default: [:]]["slip.\(key)"] = text }
        }
        // Words and their readings are no translation: nothing is missing in it.
        if files["furigana.yaml"] != nil, let field = root("furigana.yaml") {
            all[Catalogue.kana] = TextsFile(field, language: Catalogue.kana, &findings).texts
        }
        return all
    }

    private mutating func root(_ path: String) -> YamlField? {
        guard let bytes = files[path] else {
            findings.add(files.shown(path), message: "ファイルがありません", hint: "municipalities/example-shi から写して直してください")
            return nil
        }
        return YamlFile(bytes, file: files.shown(path), &findings).root
    }

    private mutating func readTexts() {
        for path in files.paths(under: "texts/", ending: ".yaml") {
            let language = String(path.dropFirst("texts/".count).dropLast(".yaml".count))
            guard let field = root(path) else { continue }
            texts.append(TextsFile(field, language: language, &findings))
        }
        if !texts.contains(where: { $0.language == "ja" }) {
            findings.add(files.shown("texts/ja.yaml"), message: "日本語の文言がありません", hint: "texts/ja.yaml を作ってください")
        }
    }

    /// Every text an item names must exist, and sentences may read only names that exist.
    private mutating func checkTexts() {
        guard let japanese = texts.first(where: { $0.language == "ja" }), let items else { return }
        let known = Array(japanese.texts.keys)
        for item in items.items {
            guard let map = items.fields[item.id] else { continue }
            let keys =
                item.choices.map(\.textKey)
                + [item.question?.textKey, item.question?.explanationKey].compactMap { $0 }
            for key in keys where japanese.texts[key] == nil {
                let guess = Spelling.closest(to: key, among: known).map { "もしかして「\($0)」ではありませんか" }
                map.field.report(&findings, "文言「\(key)」がありません", guess ?? "texts/ja.yaml に「\(key): …」を書いてください")
            }
        }
    }
}
