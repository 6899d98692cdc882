import Foundation

/// Links of a page that lead to a file that is not there.
func brokenLinks(in file: TextFile, exists: (String) -> Bool) -> [Finding] {
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return Markdown(file).links.compactMap { line, target in
        let isElsewhere = ["http://", "https://", "mailto:", "#"].contains { target.hasPrefix($0) }
        let path = target.components(separatedBy: "#")[0]
        guard !isElsewhere, !path.isEmpty else { return nil }
        let whole = URL(fileURLWithPath: "/" + folder).appendingPathComponent(path).standardizedFileURL.path
        return exists(String(whole.dropFirst()))
            ? nil : Finding(file.path, line, "links to \(path), which does not exist")
    }
}

/// Each part of a decision record under the names it may have.
private let decisionParts = [["Status", "State"], ["Context", "Question"], ["Decision"], ["Consequences"]]

/// Decision records that lack a part, share a number, or are missing for a package.
func decisionFaults(_ records: [TextFile], packages: [String]) -> [Finding] {
    let numbers = records.map { $0.path.components(separatedBy: "/").last?.prefix(4) ?? "" }
    var findings: [Finding] = []
    for (record, number) in zip(records, numbers) {
        if number.contains(where: { !"0123456789".contains($0) }) || number.count != 4 {
            findings.append(Finding(record.path, "the name begins with four digits"))
        }
        if numbers.count(where: { $0 == number }) > 1 {
            findings.append(Finding(record.path, "shares the number \(number) with another record"))
        }
        let page = Markdown(record)
        let title = page.headings.first { $0.level == 1 }?.text ?? ""
        if !title.hasPrefix(number + " ") && !title.hasPrefix(number + ". ") {
            findings.append(Finding(record.path, "the title is `# \(number). …`"))
        }
        for part in decisionParts where !page.parts.contains(where: { part.contains($0) }) {
            findings.append(Finding(record.path, "has no part \(part.joined(separator: " or "))"))
        }
    }
    for package in packages where !records.contains(where: { names($0.text, package) }) {
        findings.append(Finding("Package.swift", "no decision record names the package \(package)"))
    }
    return findings
}

private func names(_ text: String, _ package: String) -> Bool {
    Markdown.codeSpans(text.replacingOccurrences(of: "```", with: "")).contains(package)
}

/// Names of the packages a manifest depends on.
func packages(ofManifest manifest: String) -> [String] {
    manifest.components(separatedBy: ".package(url: \"").dropFirst().compactMap { rest in
        let url = rest.components(separatedBy: "\"")[0]
        let name = url.components(separatedBy: "/").last ?? ""
        return name.hasSuffix(".git") ? String(name.dropLast(4)) : name
    }
}

/// Debian packages a manifest asks for.
func debianPackages(ofManifest manifest: String) -> [String] {
    manifest.components(separatedBy: ".apt([").dropFirst().flatMap { rest in
        rest.components(separatedBy: "]")[0].components(separatedBy: "\"").enumerated()
            .compactMap { $0.offset.isMultiple(of: 2) ? nil : $0.element }
    }
}

/// Packages named twice or wrongly, and packages the manifest needs that are not there.
func packageListFaults(_ list: TextFile, needed: [String]) -> [Finding] {
    var seen: Set<String> = []
    var findings: [Finding] = []
    for (number, line) in list.lines.enumerated() where !line.isEmpty && line.first != "#" {
        let isName = line.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || "+-.".contains($0)) }
        if !isName { findings.append(Finding(list.path, number + 1, "a line is one package's name")) }
        if !seen.insert(String(line)).inserted {
            findings.append(Finding(list.path, number + 1, "\(line) is named twice"))
        }
    }
    return findings + needed.filter { !seen.contains($0) }.map { Finding(list.path, "\($0) is missing") }
}

/// Mistakes of a change log.
func changelogFaults(_ file: TextFile) -> [Finding] {
    let headings = Markdown(file).headings
    var findings: [Finding] = []
    if headings.first(where: { $0.level == 2 })?.text != "Unreleased" {
        findings.append(Finding(file.path, "the first part is `## Unreleased`"))
    }
    let known = ["追加", "変更", "修正", "法改正対応"]
    for heading in headings where heading.level == 3 && !known.contains(heading.text) {
        findings.append(Finding(file.path, "`### \(heading.text)` is none of \(known.joined(separator: ", "))"))
    }
    return findings
}

/// Names of the program's commands: those it states, and those the argument parser makes of a type's name.
func commandNames(in files: [TextFile]) -> Set<String> {
    var names: Set<String> = []
    for file in files {
        let text = file.swift
        let stated = String(decoding: text.withoutComments, as: UTF8.self).components(separatedBy: "commandName: \"")
        names.formUnion(stated.dropFirst().map { $0.components(separatedBy: "\"")[0] })
        let words = text.words
        for index in words.indices.dropFirst(3) where words[index].text.hasSuffix("ParsableCommand") {
            let type = words[index - 2].text.lowercased()
            names.insert(type.hasSuffix("command") ? String(type.dropLast(7)) : type)
        }
    }
    return names
}

/// Commands of a page's table `command | …` that the program does not have.
func unknownCommands(in file: TextFile, known: Set<String>) -> [Finding] {
    Markdown(file).tables.filter { $0.header.first == "command" || $0.header.first == "コマンド" }.flatMap(\.rows)
        .flatMap { row in
            Markdown.codeSpans(row.cells[0]).flatMap { span in
                span.split(separator: " ").dropFirst().prefix { $0.allSatisfy { $0.isLowercase } }
                    .filter { !known.contains(String($0)) }
                    .map { Finding(file.path, row.line, "`\(span)`: there is no command \($0)") }
            }
        }
}

/// Targets of `make` that a page names and the Makefile does not have.
func unknownMakeTargets(in file: TextFile, makefile: String) -> [Finding] {
    let targets = Set(makefile.split(separator: "\n").compactMap { $0.split(separator: ":").first }.map(String.init))
    return file.lines.enumerated().flatMap { number, line in
        Markdown.codeSpans(String(line)).filter { $0.hasPrefix("make ") }
            .map { String($0.dropFirst(5)) }
            .filter { !targets.contains($0) }
            .map { Finding(file.path, number + 1, "`make \($0)` does not exist") }
    }
}
