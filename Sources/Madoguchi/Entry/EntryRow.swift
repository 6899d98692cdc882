package import Japanese

/// One line for the robot (入力データ): what is to be entered into one screen of the core system, in the columns' order.
package struct EntryRow: Hashable, Sendable, Codable {
    /// Case, application and document version: entering the same key twice is never right (二重入力防止).
    package var key: String
    package var caseID: CaseID
    package var application: ApplicationKey
    package var receivedOn: CivilDate
    package var cells: [Cell]
    /// Columns with letters that a smaller character set would change; a person looks at them (文字警告).
    package var warnings: [String]

    package struct Cell: Hashable, Sendable, Codable {
        package var header: String
        package var value: RegisteredText

        package init(header: String, value: RegisteredText) {
            self.header = header
            self.value = value
        }
    }

    package init(
        key: String,
        caseID: CaseID,
        application: ApplicationKey,
        receivedOn: CivilDate,
        cells: [Cell],
        warnings: [String] = []
    ) {
        self.key = key
        self.caseID = caseID
        self.application = application
        self.receivedOn = receivedOn
        self.cells = cells
        self.warnings = warnings
    }
}

/// What a submission left in the queue (入力待ち), found without reading the case.
package struct EntryWaiting: Hashable, Sendable, Codable {
    package var caseID: CaseID
    package var application: ApplicationKey
    package var receivedOn: CivilDate
    package var counter: CounterID

    package init(caseID: CaseID, application: ApplicationKey, receivedOn: CivilDate, counter: CounterID) {
        self.caseID = caseID
        self.application = application
        self.receivedOn = receivedOn
        self.counter = counter
    }
}
