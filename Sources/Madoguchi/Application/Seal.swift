package import Japanese

/// That a document was closed (封印): from now on its stored bytes are those a third party can check.
package struct SealRecord: Hashable, Sendable, Codable {
    package let document: Int
    /// Of the content, as it was shown.
    package let content: Digest
    /// Of the stored bytes with handwriting and seal.
    package let sealed: Digest
    /// Of the evidence.
    package let evidence: Digest
    package let strokes: Digest
    package let places: [InkPlace]

    package init(
        document: Int,
        content: Digest,
        sealed: Digest,
        evidence: Digest,
        strokes: Digest,
        places: [InkPlace]
    ) {
        self.document = document
        self.content = content
        self.sealed = sealed
        self.evidence = evidence
        self.strokes = strokes
        self.places = places
    }
}

/// A signature area of a sealed document and the act that filled it (署名の位置).
package struct InkPlace: Hashable, Sendable, Codable {
    /// From 0.
    package let page: Int
    package let area: SignatureArea
    /// The act's number.
    package let act: Int

    package init(page: Int, area: SignatureArea, act: Int) {
        self.page = page
        self.area = area
        self.act = act
    }
}

/// What is to be added to a document's content when it is closed (封印の指図).
package struct SealOrder: Hashable, Sendable {
    /// Something written by hand, or a remark in its place.
    package struct Writing: Hashable, Sendable {
        package var page: Int
        package var area: PageArea
        package var ink: SignatureInk?
        package var remark: RegisteredText?
        /// For those who hear the page.
        package var words: String

        package init(page: Int, area: PageArea, ink: SignatureInk?, remark: RegisteredText?, words: String) {
            self.page = page
            self.area = area
            self.ink = ink
            self.remark = remark
            self.words = words
        }

        /// What an act leaves in an area; nil where it leaves nothing.
        package init?(_ place: InkPlace, _ act: SigningAct) {
            let ink = act.ink.strokes.isEmpty ? nil : act.ink
            guard ink != nil || act.proxy != nil else { return nil }
            self.init(
                page: place.page,
                area: place.area.area,
                ink: ink,
                remark: act.proxy?.remark,
                words: act.proxy == nil ? "\(place.area.signer)の署名" : "\(place.area.signer)の署名（代筆）"
            )
        }
    }

    package var caseID: String
    package var document: Int
    package var town: String
    package var at: Instant
    package var evidence: Digest
    package var strokes: Digest
    package var writings: [Writing]

    package init(
        caseID: String,
        document: Int,
        town: String,
        at: Instant,
        evidence: Digest,
        strokes: Digest,
        writings: [Writing]
    ) {
        self.caseID = caseID
        self.document = document
        self.town = town
        self.at = at
        self.evidence = evidence
        self.strokes = strokes
        self.writings = writings
    }
}

extension ReceptionCase {
    /// The seal of a document's very content, if it is closed.
    package func seal(of document: DocumentRecord) -> SealRecord? {
        seals.last { $0.document == document.number && $0.content == document.digest }
    }
}
