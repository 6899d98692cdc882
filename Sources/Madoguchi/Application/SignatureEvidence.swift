import Japanese

/// What proves a signature later (署名の証拠): one text, made of an act and its stamp alone, so that the same record always
/// gives the same bytes. Its digest is sealed into each document and stands in the journal.
package struct SignatureEvidence: Hashable, Sendable {
    package let caseID: CaseID
    package let act: SigningAct
    package let stamp: Stamp
    /// Version of the municipality's package of each document, by number.
    package let packages: [Int: String]

    package init(caseID: CaseID, act: SigningAct, stamp: Stamp, packages: [Int: String]) {
        self.caseID = caseID
        self.act = act
        self.stamp = stamp
        self.packages = packages
    }

    /// A line for each statement: its name, a tab, its value; the handwriting stands there as its own lines.
    package var text: String {
        var lines = [
            "madoguchi-signature\t1", "case\t\(caseID.text)", "act\t\(act.number)", "method\t\(act.method.rawValue)",
            "role\t\(SignatureEvidence.plain(act.role ?? ""))", "signer\t\(act.signer?.text ?? "")",
            "at\t\(stamp.at.iso)", "terminal\t\(stamp.terminal?.text ?? "")",
            "staff\t\((stamp.staff ?? act.attendant)?.text ?? "")",
        ]
        if let proxy = act.proxy {
            lines.append("proxy\t\(SignatureEvidence.plain(proxy.name.string))")
            lines.append("proxy-relation\t\(SignatureEvidence.plain(proxy.relation))")
            lines.append("proxy-reason\t\(SignatureEvidence.plain(proxy.reason))")
        }
        for document in act.documents {
            let package = packages[document.document] ?? ""
            lines.append("document\t\(document.document)\t\(document.digest.hex)\t\(SignatureEvidence.plain(package))")
        }
        for font in act.fonts { lines.append("font\t\(SignatureEvidence.plain(font.name))\t\(font.digest.hex)") }
        return (lines + [strokes]).joined(separator: "\n")
    }

    /// Place in millionths of the area, time in milliseconds, pressure in ten-thousandths.
    package var strokes: String {
        var lines = ["aspect\t\(SignatureEvidence.scaled(act.ink.aspect, 1_000_000))"]
        for stroke in act.ink.strokes {
            let points = stroke.points.map { point in
                let x = SignatureEvidence.scaled(point.x, 1_000_000)
                let y = SignatureEvidence.scaled(point.y, 1_000_000)
                return "\(x),\(y),\(point.time),\(SignatureEvidence.scaled(point.pressure, 10_000))"
            }
            lines.append("stroke\t\(points.joined(separator: " "))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func scaled(_ value: Double, _ factor: Double) -> Int {
        let scaled = (value * factor).rounded()
        return scaled.magnitude < 1e15 ? Int(scaled) : 0
    }

    /// Tabs and line ends would let one value pass for two statements.
    private static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": scalars.append(contentsOf: "\\\\".unicodeScalars)
            case "\t": scalars.append(contentsOf: "\\t".unicodeScalars)
            case "\n": scalars.append(contentsOf: "\\n".unicodeScalars)
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

extension [SignatureEvidence] {
    /// The evidence of all who signed one document, in the order they signed.
    package var bytes: [UInt8] { Array<UInt8>(map(\.text).joined(separator: "\n").utf8) }
    package var strokeBytes: [UInt8] { Array<UInt8>(map(\.strokes).joined(separator: "\n").utf8) }
}

extension ReceptionCase {
    /// The evidence for a document: every act that covers its content.
    package func evidence(for document: DocumentRecord) -> [SignatureEvidence] {
        let packages = Dictionary(documents.map { ($0.number, $0.package) }, uniquingKeysWith: { first, _ in first })
        return records.compactMap { record in
            guard case .signing(let act) = record.body, act.covers(document) else { return nil }
            return SignatureEvidence(caseID: id, act: act, stamp: record.stamp, packages: packages)
        }
    }
}
