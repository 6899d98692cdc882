/// Hundreds of tags ask for these.
extension FactField.Words: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "isName": isName
        default: nil
        }
    }
}

extension CasePage.VerdictRow: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "key": key
        case "procedure": procedure
        case "person": PageTree.value(person)
        case "people": people
        case "choices": choices
        case "hasChoices": !choices.isEmpty
        case "outcome": outcome
        case "style": style
        case "reason": reason
        case "law": law
        case "row": row
        case "deadline": PageTree.value(deadline)
        case "isMissed": isMissed
        case "deadlineText": PageTree.value(deadlineText)
        case "start": PageTree.value(start)
        case "startLaw": PageTree.value(startLaw)
        case "matched": PageTree.value(matched)
        case "since": PageTree.value(since)
        case "paper": PageTree.value(paper)
        case "voided": PageTree.value(voided)
        case "isOverridden": isOverridden
        case "overrideReason": overrideReason
        case "canOverride": canOverride
        case "overridePath": overridePath
        case "isSubmitted": isSubmitted
        case "isHere": isHere
        default: nil
        }
    }
}

extension CasePage.OverrideForm.Choice: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "key": key
        case "label": label
        default: nil
        }
    }
}
