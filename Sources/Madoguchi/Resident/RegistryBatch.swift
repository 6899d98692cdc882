/// What an import hands to the store, in the order of the core system's files (取込単位).
package enum RegistryBatch: Sendable {
    case residents([ResidentIntake])
    case histories([ResidentHistory])
    /// Which of the core system's own characters stand in columns whose texts are not kept as they came (学校名 …); in
    /// a whole delivery alone.
    case elsewhere([UnidentifiedCharacter])
    /// The rest comes in a delta (差分) alone.
    case removed([ResidentNumber])
    case held([HeldChange])
    case protection([ProtectionChange])
}

/// A resident as the file has them, with what never travels in ``Resident`` (個人番号).
package struct ResidentIntake: Sendable {
    package var resident: Resident
    package var myNumber: MyNumber?
    /// Texts that the identification of a character may change (外字を含む元の値).
    package var received: [ReceivedText]

    package init(_ resident: Resident, myNumber: MyNumber? = nil, received: [ReceivedText] = []) {
        self.resident = resident
        self.myNumber = myNumber
        self.received = received
    }
}

/// All that follows from one person's rows in one business's delta; it replaces what followed from their rows before.
package struct HeldChange: Sendable {
    package var source: ResidentNumber
    package var business: Entitlement.Business
    package var held: [(holder: ResidentNumber, entitlement: Entitlement)]

    package init(source: ResidentNumber, business: Entitlement.Business) {
        self.source = source
        self.business = business
        held = []
    }
}

/// Whether a measure of 支援措置 is in force for a person from this delta on.
package struct ProtectionChange: Sendable, Hashable {
    package var number: ResidentNumber
    package var isProtected: Bool

    package init(number: ResidentNumber, isProtected: Bool) {
        self.number = number
        self.isProtected = isProtected
    }
}
