import Foundation

/// Runs the cases of the public DMN conformance kit (適合試験): every `*.xml` with `testCases` below a folder.
package struct ConformanceKit: Sendable {
    package struct Failure: Sendable {
        package let file: String
        package let testCase: String
        package let message: String
    }

    package private(set) var passed = 0
    package private(set) var total = 0
    package private(set) var failures: [Failure] = []

    /// `passed N of M`, M being the `testCase` elements found.
    package var summary: String { "passed \(passed) of \(total)" }

    /// A case passes when each of its result nodes has the expected value; where the case expects an error, null.
    package static func run(_ directory: String) -> ConformanceKit {
        var kit = ConformanceKit()
        for folder in folders(below: directory) { kit.run(folder: folder) }
        return kit
    }

    private static func folders(below directory: String) -> [String] {
        var folders: Set<String> = [directory]
        let walk = FileManager.default.enumerator(atPath: directory)
        while let path = walk?.nextObject() as? String {
            let full = directory + "/" + path
            if full.hasSuffix(".xml") { folders.insert((full as NSString).deletingLastPathComponent) }
        }
        return folders.sorted()
    }

    private mutating func run(folder: String) {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let files = names.filter { $0.hasSuffix(".dmn") }.map { name in
            (name: name, data: Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data()))
        }
        for name in names where name.hasSuffix(".xml") {
            let data = Array(FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
            guard let root = try? ElementReader.read(data, file: name), root.name == "testCases" else { continue }
            // Only the tested model and what it imports: a folder may hold several models of one namespace.
            let wanted = root.text(of: "modelName") ?? ""
            let models = ModelSet(files: files.filter { $0.name != wanted } + files.filter { $0.name == wanted })
            let source = files.first { $0.name == wanted }
            let namespace = source.flatMap { try? ElementReader.read($0.data, file: wanted) }?.attributes["namespace"]
            for testCase in root.all("testCase") {
                let run = ConformanceCase(testCase, models, namespace: namespace ?? "")
                total += 1
                let problems = run.problems()
                if problems.isEmpty { passed += 1 }
                if let first = problems.first {
                    failures.append(
                        Failure(file: name, testCase: testCase.attributes["id"] ?? "", message: first)
                    )
                }
            }
        }
    }
}
