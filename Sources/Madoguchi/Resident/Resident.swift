package import Japanese

/// A person of the core system's daily file (住民), as of that file's business date.
package struct Resident: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case japanese, foreign
    }

    /// Whether the person is on the register today (住民状態).
    package enum Standing: String, Sendable, Codable, CaseIterable {
        case current, movedOut, deceased, removed
    }

    package enum Sex: String, Sendable, Codable, CaseIterable {
        case male, female, other
    }

    package var number: ResidentNumber
    package var household: HouseholdNumber
    package var kind: Kind
    package var standing: Standing
    /// The registered name (氏名); a foreigner's Roman name where that is the registered one.
    package var name: RegisteredText
    package var kana: String
    package var romanName: RegisteredText?
    /// Name in daily use (通称).
    package var commonName: RegisteredText?
    /// Former family name on the register (旧氏).
    package var formerName: RegisteredText?
    package var sex: Sex
    /// Nil where the register itself has no calendar day; then ``birthText`` says what it has (不詳).
    package var birthDate: CivilDate?
    package var birthText: String
    /// Relationship to the head in the register's own words (続柄), e.g. `世帯主`, `子の子`.
    package var relationship: String
    package var address: ResidentAddress
    package var phone: String?
    package var becameResident: CivilDate?
    package var nationality: String?
    package var residenceStatus: String?
    package var residenceUntil: CivilDate?
    package var registeredDomicile: RegisteredText?
    package var familyRegisterHead: RegisteredText?
    /// Disclosure suppression (支援措置): the address must not be shown or printed without a second person's release.
    package var isProtected: Bool
    /// The person or anybody they live with is protected: the address is one for all of them.
    package var isAddressSuppressed: Bool
    package var entitlements: [Entitlement]

    /// The one question every screen asks before it shows where somebody lives (住所の非表示).
    package var hidesAddress: Bool { isProtected || isAddressSuppressed }

    package init(
        number: ResidentNumber,
        household: HouseholdNumber,
        kind: Kind,
        standing: Standing,
        name: RegisteredText,
        kana: String,
        sex: Sex,
        birthDate: CivilDate?,
        birthText: String,
        relationship: String,
        address: ResidentAddress
    ) {
        self.number = number
        self.household = household
        self.kind = kind
        self.standing = standing
        self.name = name
        self.kana = kana
        self.sex = sex
        self.birthDate = birthDate
        self.birthText = birthText
        self.relationship = relationship
        self.address = address
        isProtected = false
        isAddressSuppressed = false
        entitlements = []
    }
}

/// Where a resident lives (住所): town, lot and building kept apart as the register has them.
package struct ResidentAddress: Hashable, Sendable, Codable {
    /// Seven digits without a hyphen, or empty.
    package var postalCode: String
    /// Code of the town in the municipality's list (町字コード), or empty.
    package var townCode: String
    package var town: RegisteredText
    /// Lot and branch number as written (番地・枝番), e.g. `3406番地3`.
    package var lot: RegisteredText
    /// Building and room (方書), or empty.
    package var building: RegisteredText

    package init(
        postalCode: String,
        townCode: String,
        town: RegisteredText,
        lot: RegisteredText,
        building: RegisteredText
    ) {
        self.postalCode = postalCode
        self.townCode = townCode
        self.town = town
        self.lot = lot
        self.building = building
    }

    /// Town, lot and building in one line.
    package var line: RegisteredText {
        let tail = building.isEmpty ? "" : "　" + building.string
        return RegisteredText(town.string + lot.string + tail)
    }
}

/// What a resident holds from one business (資格), e.g. 国保 or 介護.
package struct Entitlement: Hashable, Sendable, Codable {
    package enum Business: String, Sendable, Codable, CaseIterable {
        case healthInsurance, lateElderly, longTermCare, childAllowance, welfareMedical, schooling
    }

    package var business: Business
    /// Number on the certificate (記号番号, 被保険者番号 …), or empty.
    package var number: String
    /// Grade or class in words (要介護2, 小3 …), or empty.
    package var grade: String
    package var from: CivilDate?
    package var until: CivilDate?
    /// The child an allowance is paid for (支給対象児童), where that is somebody else than the holder.
    package var concerning: ResidentNumber?

    package init(business: Business, number: String, grade: String, from: CivilDate?, until: CivilDate?) {
        self.business = business
        self.number = number
        self.grade = grade
        self.from = from
        self.until = until
    }
}
