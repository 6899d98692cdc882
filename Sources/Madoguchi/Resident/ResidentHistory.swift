package import Japanese

/// An earlier state of a resident (異動履歴), as the register keeps it: what somebody was called and where they lived.
package struct ResidentHistory: Hashable, Sendable {
    package var number: ResidentNumber
    /// The register's own count of the states (個人履歴番号); the largest is the one in force.
    package var sequence: Int
    package var changedOn: CivilDate?
    /// Code or word of the reason as the file has it (異動事由).
    package var reason: String
    package var standing: Resident.Standing
    package var household: HouseholdNumber
    package var name: RegisteredText
    package var kana: String
    package var address: ResidentAddress
    /// On its way into the store: texts that the identification of a character may change (外字を含む元の値).
    package var received: [ReceivedText] = []

    package init(of resident: Resident, sequence: Int, changedOn: CivilDate?, reason: String) {
        number = resident.number
        self.sequence = sequence
        self.changedOn = changedOn
        self.reason = reason
        standing = resident.standing
        household = resident.household
        name = resident.name
        kana = resident.kana
        address = resident.address
    }
}
