/// The data items the program itself reads or writes; every municipality's `items.yaml` must have them.
extension ItemID {
    // Of the visit.
    package static let event: ItemID = "event"
    package static let moveDate: ItemID = "move-date"
    package static let noticeDate: ItemID = "notice-date"
    package static let notifier: ItemID = "notifier"
    package static let notifierRelation: ItemID = "notifier-relation"
    package static let notifierName: ItemID = "notifier-name"
    package static let notifierAddress: ItemID = "notifier-address"
    package static let phone: ItemID = "phone"
    package static let newPostalCode: ItemID = "new-postal-code"
    package static let newTown: ItemID = "new-town"
    package static let newLot: ItemID = "new-lot"
    package static let newBuilding: ItemID = "new-building"
    package static let newHead: ItemID = "new-head"
    /// The head of those who stay, where the old head leaves them.
    package static let remainingHead: ItemID = "remaining-head"
    package static let newMunicipality: ItemID = "new-municipality"
    package static let oldPostalCode: ItemID = "old-postal-code"
    package static let oldAddress: ItemID = "old-address"
    package static let oldBuilding: ItemID = "old-building"
    package static let oldHead: ItemID = "old-head"
    /// Municipality code (6 digits) the family comes from.
    package static let oldMunicipality: ItemID = "old-municipality"
    /// 県内, 県外 or 国外; derived from the municipality's code where that is known.
    package static let oldArea: ItemID = "old-area"
    package static let plannedMoveDate: ItemID = "planned-move-date"

    // Of a person.
    package static let name: ItemID = "name"
    package static let kana: ItemID = "kana"
    package static let birthDate: ItemID = "birth-date"
    package static let birthText: ItemID = "birth-text"
    package static let sex: ItemID = "sex"
    package static let relationship: ItemID = "relationship"
    package static let formerRelationship: ItemID = "former-relationship"
    /// The core system's number of the household the person belonged to.
    package static let householdNumber: ItemID = "household-number"
    package static let commonName: ItemID = "common-name"
    package static let formerName: ItemID = "former-name"
    package static let nationalityKind: ItemID = "nationality-kind"
    package static let nationality: ItemID = "nationality"
    package static let residenceStatus: ItemID = "residence-status"
    package static let residenceUntil: ItemID = "residence-until"
    package static let domicile: ItemID = "domicile"
    package static let familyRegisterHead: ItemID = "family-register-head"
    package static let moves: ItemID = "moves"
    package static let healthInsurance: ItemID = "health-insurance"
    package static let insuranceNumber: ItemID = "insurance-number"
    package static let careLevel: ItemID = "care-level"
    package static let careNumber: ItemID = "care-number"
    package static let childAllowance: ItemID = "child-allowance"
    package static let welfareMedical: ItemID = "welfare-medical"
    package static let school: ItemID = "school"

    // Where and when a situation's visit takes place; the walk through the counters reads them where a town has them.
    package static let noticeTime: ItemID = "notice-time"
    package static let receptionCounter: ItemID = "reception-counter"

    /// What `municipalities/<town>/items.yaml` must define.
    package static let wellKnown: [ItemID] = [
        .event, .moveDate, .noticeDate, .notifier, .notifierRelation, .notifierName, .notifierAddress, .phone,
        .newPostalCode, .newTown, .newLot, .newBuilding, .newHead, .remainingHead, .newMunicipality,
        .oldPostalCode, .oldAddress, .oldBuilding, .oldHead, .oldMunicipality, .oldArea, .plannedMoveDate,
        .name, .kana, .birthDate, .birthText, .sex, .relationship, .formerRelationship, .householdNumber, .commonName,
        .formerName,
        .nationalityKind, .nationality, .residenceStatus, .residenceUntil, .domicile, .familyRegisterHead, .moves,
        .healthInsurance, .insuranceNumber, .careLevel, .careNumber, .childAllowance, .welfareMedical, .school,
        .isProtected,
    ]
}
