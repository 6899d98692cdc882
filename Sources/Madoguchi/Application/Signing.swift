package import Japanese

/// How a signature was given (署名の方法).
package enum SigningMethod: String, Hashable, Sendable, Codable, CaseIterable {
    /// With the pen on the panel (電子の自署).
    case electronic
    /// By hand on the printed form, which the clerk saw (紙に自署).
    case paper
    /// The printed name is enough (記名).
    case printedName = "printed-name"
    /// Somebody wrote for a signer who cannot (代筆).
    case proxy

    package var japanese: String {
        switch self {
        case .electronic: "電子"
        case .paper: "紙に自署"
        case .printedName: "記名"
        case .proxy: "代筆"
        }
    }
}

/// Who wrote for a signer who cannot write, and why, as the clerk recorded it (代筆の記録).
package struct Proxy: Hashable, Sendable, Codable {
    package let name: RegisteredText
    /// What the writer is to the signer, such as 長女, or 職員.
    package let relation: String
    package let reason: String

    package init(name: RegisteredText, relation: String, reason: String) {
        self.name = name
        self.relation = relation
        self.reason = reason
    }

    /// As it stands in the signature area: 代筆　山田花子（長女）.
    package var remark: RegisteredText { RegisteredText("代筆　\(name.string)（\(relation)）") }
}

/// A font as it was when a document was made (フォントの版).
package struct FontVersion: Hashable, Sendable, Codable {
    package let name: String
    /// Of the font file.
    package let digest: Digest

    package init(name: String, digest: Digest) {
        self.name = name
        self.digest = digest
    }
}

/// A font file on this machine and what it is (フォントファイル).
package struct FontSource: Hashable, Sendable {
    package let version: FontVersion
    package let path: String

    package init(version: FontVersion, path: String) {
        self.version = version
        self.path = path
    }
}

/// One act of signing, covering every document complete at that moment (署名行為).
package struct SigningAct: Hashable, Sendable, Codable {
    package struct Covered: Hashable, Sendable, Codable {
        package let document: Int
        package let digest: Digest

        package init(document: Int, digest: Digest) {
            self.document = document
            self.digest = digest
        }
    }

    package let number: Int
    package let documents: [Covered]
    /// Without strokes where nothing was written on the panel.
    package let ink: SignatureInk
    package let signer: PersonKey?
    package let method: SigningMethod
    /// Whose signature areas it fills, as the form calls them: 届出人, 世帯主. Nil: all of a document's.
    package let role: String?
    package let proxy: Proxy?
    /// The clerk before whom a citizen signed on the panel.
    package let attendant: StaffID?
    package let fonts: [FontVersion]

    package init(
        number: Int,
        documents: [Covered],
        ink: SignatureInk,
        signer: PersonKey?,
        method: SigningMethod = .electronic,
        role: String? = nil,
        proxy: Proxy? = nil,
        attendant: StaffID? = nil,
        fonts: [FontVersion] = []
    ) {
        self.number = number
        self.documents = documents
        self.ink = ink
        self.signer = signer
        self.method = method
        self.role = role
        self.proxy = proxy
        self.attendant = attendant
        self.fonts = fonts
    }

    /// Records made before there were methods were all written on the panel.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        number = try container.decode(Int.self, forKey: .number)
        documents = try container.decode([Covered].self, forKey: .documents)
        ink = try container.decode(SignatureInk.self, forKey: .ink)
        signer = try container.decodeIfPresent(PersonKey.self, forKey: .signer)
        method = try container.decodeIfPresent(SigningMethod.self, forKey: .method) ?? .electronic
        role = try container.decodeIfPresent(String.self, forKey: .role)
        proxy = try container.decodeIfPresent(Proxy.self, forKey: .proxy)
        attendant = try container.decodeIfPresent(StaffID.self, forKey: .attendant)
        fonts = try container.decodeIfPresent([FontVersion].self, forKey: .fonts) ?? []
    }

    package func covers(_ document: DocumentRecord) -> Bool {
        documents.contains { $0.document == document.number && $0.digest == document.digest }
    }
}
