package import Madoguchi
package import Rules

/// Reads a form from its files (様式の読み込み); docs/developing/forms.md describes them.
package struct FormReader {
    /// A file of the form: the path named in messages, and its bytes.
    package struct File: Sendable {
        package var path: String
        package var bytes: [UInt8]

        package init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    package private(set) var diagnostics: [Diagnostic] = []

    package init() {}

    /// Nil when a mistake leaves no form; every mistake is in ``diagnostics``.
    ///
    /// `background` lies below the first sheet, `continuationBackground` below each additional one.
    package mutating func form(
        drawing: File,
        boxes: File,
        continuation: File? = nil,
        background: PageBackground? = nil,
        continuationBackground: PageBackground? = nil
    ) -> Form? {
        let sheet = read(drawing)
        let additional = continuation.flatMap { read($0) }
        var findings = Findings()
        let root = YamlFile(boxes.bytes, file: boxes.path, &findings).root
        var reader = BoxesReader(findings: findings)
        var form = root.flatMap { reader.form($0, sheet, additional) }
        form?.sheet.background = background
        form?.continuation?.background = continuationBackground
        diagnostics += reader.findings.all
        return diagnostics.contains { $0.severity == .error } ? nil : form
    }

    private mutating func read(_ file: File) -> DrawingReader.Drawing? {
        var reader = DrawingReader(path: file.path)
        let drawing = reader.read(file.bytes)
        diagnostics += reader.diagnostics
        return drawing
    }
}

/// Points at a key of `boxes.yaml`, or at a key of its `items` (様式ファイルの位置).
struct FormPlaces {
    private let file: FormReader.File

    init(_ file: FormReader.File) {
        self.file = file
    }

    func report(_ key: String, _ message: String, _ hint: String, _ findings: inout Findings) {
        var ignored = Findings()
        let map = YamlFile(file.bytes, file: file.path, &ignored).root?.mapping(&ignored)
        let items = map?["items"]?.mapping(&ignored)
        let entry = ((map?.entries ?? []) + (items?.entries ?? [])).first { $0.key.label == key }
        findings.add(
            file.path,
            line: entry?.key.line ?? 1,
            column: entry?.key.column ?? 1,
            message: message,
            hint: hint
        )
    }
}
