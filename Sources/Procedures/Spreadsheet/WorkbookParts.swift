import Rules

/// The XML parts of an xlsx file and how they point at each other (ブックの部品), ECMA-376 part 2.
struct WorkbookParts {
    struct Relations {
        /// Paths by the identifier of the relation.
        var paths: [String: String] = [:]
        /// Paths by the last word of the type of the relation.
        fileprivate var byType: [String: String] = [:]

        func path(ofType type: String) -> String? { byType[type] }
    }

    private let archive: Archive
    private let file: String
    private(set) var bookPath = ""

    init(_ bytes: [UInt8], file: String, largest: Int = Archive.usual) throws(Diagnostics) {
        self.file = file
        do {
            archive = try Archive(bytes, largest: largest)
        } catch {
            throw Diagnostics([error.diagnostic(file: file)])
        }
        guard let path = try relations(of: "").path(ofType: "officeDocument") else {
            throw Diagnostics([Archive.Fault.damaged.diagnostic(file: file)])
        }
        bookPath = path
    }

    func element(_ path: String) throws(Diagnostics) -> Element {
        try ElementReader.read(try bytes(path), file: "\(file)/\(path)")
    }

    func bytes(_ path: String) throws(Diagnostics) -> [UInt8] {
        guard let bytes = try member(path) else {
            throw Diagnostics([Archive.Fault.damaged.diagnostic(file: file)])
        }
        return bytes
    }

    func relations(of path: String) throws(Diagnostics) -> Relations {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let list = (folder.isEmpty ? "" : folder + "/") + "_rels/" + name + ".rels"
        guard let bytes = try member(list) else { return Relations() }
        var relations = Relations()
        for element in try ElementReader.read(bytes, file: "\(file)/\(list)").all("Relationship") {
            guard let id = element.attributes["Id"], let target = element.attributes["Target"],
                element.attributes["TargetMode"] != "External"
            else { continue }
            let resolved = WorkbookParts.resolved(target, in: folder)
            relations.paths[id] = resolved
            let type = element.attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
            relations.byType[type] = resolved
        }
        return relations
    }

    private func member(_ path: String) throws(Diagnostics) -> [UInt8]? {
        do {
            return try archive.member(path)
        } catch {
            throw Diagnostics([error.diagnostic(file: file)])
        }
    }

    private static func resolved(_ target: String, in folder: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for part in target.split(separator: "/") {
            if part == ".." {
                if !parts.isEmpty { parts.removeLast() }
            } else if part != "." {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

extension Archive.Fault {
    func diagnostic(file: String) -> Diagnostic {
        switch self {
        case .compoundFile, .encrypted:
            Diagnostic(
                file: file,
                message: "パスワード付きか古い形式（xls）のブックなので読めません",
                hint: "パスワードを外し、「Excelブック（xlsx）」で保存し直してください",
                english: "encrypted or binary workbook"
            )
        case .damaged:
            Diagnostic(
                file: file,
                message: "Excelブック（xlsx）として読めません",
                hint: "表計算ソフトで開けるか確かめ、「Excelブック（xlsx）」で保存し直してください",
                english: "not an xlsx file, or damaged"
            )
        case .tooLarge:
            Diagnostic(
                file: file,
                message: "ブックが大きすぎます",
                hint: "要らないシートや絵を除いて保存し直してください",
                english: "workbook too large"
            )
        }
    }
}
