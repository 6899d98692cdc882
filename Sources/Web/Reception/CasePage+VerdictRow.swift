/// Hundreds of tags ask for these.
extension FactField.Words: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "text": PageTree.value(text)
        case "isName": isName
        default: nil
        }
    }
}

extension CasePage.VerdictRow: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "key": PageTree.value(key)
        case "procedure": PageTree.value(procedure)
        case "person": PageTree.value(person)
        case "people": people
        case "choices": choices
        case "hasChoices": !choices.isEmpty
        case "outcome": PageTree.value(outcome)
        case "style": PageTree.value(style)
        case "reason": reason
        case "law": PageTree.value(law)
        case "row": PageTree.value(row)
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
        case "overrideReason": PageTree.value(overrideReason)
        case "canOverride": canOverride
        case "overridePath": PageTree.value(overridePath)
        case "isSubmitted": isSubmitted
        case "isHere": isHere
        default: nil
        }
    }
}

extension CasePage.OverrideForm.Choice: NamedValues {
    func child(named name: String) -> Any? {
        switch name {
        case "key": PageTree.value(key)
        case "label": PageTree.value(label)
        default: nil
        }
    }
}
