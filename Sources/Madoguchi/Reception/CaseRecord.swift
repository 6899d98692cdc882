package import Japanese

/// One appended row of a case (受付の記録): a noun with the moment and the hand that made it.
package struct CaseRecord: Hashable, Sendable, Codable {
    /// 1, 2, 3 … within the case, without gaps.
    package let sequence: Int
    package let stamp: Stamp
    package let body: Body

    package init(sequence: Int, stamp: Stamp, body: Body) {
        self.sequence = sequence
        self.stamp = stamp
        self.body = body
    }

    package enum Body: Hashable, Sendable, Codable {
        case opening(CaseOpening)
        case person(CasePerson)
        case personRemoval(PersonRemoval)
        case distinction(PersonDistinction)
        case reading(ReadingNote)
        case fact(Fact)
        case verdictOverride(VerdictOverride)
        case verdictRestoration(ApplicationKey)
        case document(DocumentRecord)
        case signing(SigningAct)
        case sealing(SealRecord)
        case printing(PrintRun)
        case spoiledPrint(SpoiledPrint)
        case ticket(TicketIssue)
        case arrival(Arrival)
        case submission(Submission)
        case submissionReturn(SubmissionReturn)
        case hold(Hold)
        case resumption
        case withdrawal(Withdrawal)
        case releaseRequest(ReleaseRequest)
        case release(ProtectionRelease)
        case releaseEnd
        /// The case is through: what was released for it ends soon (受付の終わり).
        case releaseLimit(ReleaseLimit)
        case protectionEnd(ProtectionEnd)
        case entryMark(EntryMark)
        /// Somebody said to be another is looked at again (別人の取消).
        case distinctionEnd(PersonDistinction)
    }
}

/// When, by whom and where a record was made.
package struct Stamp: Hashable, Sendable, Codable {
    package let at: Instant
    package let staff: StaffID?
    package let terminal: TerminalID?

    package init(at: Instant, staff: StaffID?, terminal: TerminalID?) {
        self.at = at
        self.staff = staff
        self.terminal = terminal
    }
}

/// The start of a case (受付開始).
package struct CaseOpening: Hashable, Sendable, Codable {
    package let number: ReceptionNumber
    package let event: LifeEvent
    package let counter: CounterID
    /// The daily file the clerk saw (連携データ基準日), so that it is known what was not known.
    package let registryDate: CivilDate?
    package let package: String

    package init(
        number: ReceptionNumber,
        event: LifeEvent,
        counter: CounterID,
        registryDate: CivilDate?,
        package: String
    ) {
        self.number = number
        self.event = event
        self.counter = counter
        self.registryDate = registryDate
        self.package = package
    }
}

/// A person taken into the case; provisional until the core system has given a number (未登録者).
package struct CasePerson: Hashable, Sendable, Codable {
    package let key: PersonKey
    package let resident: ResidentNumber?

    package init(key: PersonKey, resident: ResidentNumber?) {
        self.key = key
        self.resident = resident
    }
}

/// A person taken out again because of a mistake (対象外・人違い).
package struct PersonRemoval: Hashable, Sendable, Codable {
    package let key: PersonKey
    package let reason: String

    package init(key: PersonKey, reason: String) {
        self.key = key
        self.reason = reason
    }
}

/// A resident who looks like a person of the case and is somebody else (別人の確認).
package struct PersonDistinction: Hashable, Sendable, Codable {
    package let key: PersonKey
    package let resident: ResidentNumber

    package init(key: PersonKey, resident: ResidentNumber) {
        self.key = key
        self.resident = resident
    }
}

/// That a document was read by a device (読取), without its content: the facts carry that.
package struct ReadingNote: Hashable, Sendable, Codable {
    package let source: FactSource
    package let document: String
    package let people: Int

    package init(source: FactSource, document: String, people: Int) {
        self.source = source
        self.document = document
        self.people = people
    }
}

/// A verdict that staff changed, with the reason (判定の上書き).
package struct VerdictOverride: Hashable, Sendable, Codable {
    package let application: ApplicationKey
    package let outcome: Outcome
    package let reason: String

    package init(application: ApplicationKey, outcome: Outcome, reason: String) {
        self.application = application
        self.outcome = outcome
        self.reason = reason
    }
}

/// A code printed on a slip (手続案内書の発行); a new one ends those before it.
package struct TicketIssue: Hashable, Sendable, Codable {
    /// The code itself while its slip is being printed; nil once it is stored, where its digest alone is kept.
    package let ticket: String?

    package init(ticket: String?) {
        self.ticket = ticket
    }
}

/// The family came to a counter (来庁), by scanning the slip.
package struct Arrival: Hashable, Sendable, Codable {
    package let counter: CounterID

    package init(counter: CounterID) {
        self.counter = counter
    }
}

/// A submission taken back before its entry (受付の取消).
package struct SubmissionReturn: Hashable, Sendable, Codable {
    package let application: ApplicationKey
    package let reason: String

    package init(application: ApplicationKey, reason: String) {
        self.application = application
        self.reason = reason
    }
}

/// The case waits for something (保留).
package struct Hold: Hashable, Sendable, Codable {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

/// The case is given up (取下げ・誤受付); it stays readable and never reaches the core system.
package struct Withdrawal: Hashable, Sendable, Codable {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
