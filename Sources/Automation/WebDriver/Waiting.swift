extension Browser {
    /// Looks again and again until `look` gives something, and throws `waitedTooLong` at the deadline.
    ///
    /// Elements that are not there yet, or were replaced between two commands, only mean that it is too early.
    package func wait<Found: Sendable>(
        for what: String,
        upTo limit: Duration = .seconds(20),
        _ look: @Sendable () async throws -> Found?
    ) async throws -> Found {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: limit)
        while true {
            do {
                if let found = try await look() { return found }
            } catch let error as WebDriverError where error.isTooEarly {
                // Look again.
            }
            guard clock.now < deadline else {
                throw WebDriverError(.waitedTooLong, "\(what) within \(limit)")
            }
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    /// Waits until an element is there and can be seen.
    @discardableResult
    package func waitFor(_ selector: String, upTo limit: Duration = .seconds(20)) async throws -> Element {
        try await wait(for: selector, upTo: limit) {
            let element = try await find(selector)
            return try await element.isDisplayed() ? element : nil
        }
    }

    /// Waits until no element answers to the selector.
    package func waitUntilGone(_ selector: String, upTo limit: Duration = .seconds(20)) async throws {
        _ = try await wait(for: "absence of \(selector)", upTo: limit) {
            try await findAll(selector).isEmpty ? true : nil
        }
    }

    /// Waits until an element's visible text contains a text, compared by Unicode scalars.
    @discardableResult
    package func waitFor(
        _ selector: String,
        containing text: String,
        upTo limit: Duration = .seconds(20)
    ) async throws -> Element {
        try await wait(for: "a text in \(selector)", upTo: limit) {
            let element = try await find(selector)
            let shown = try await element.text()
            return Array(shown.utf8).contains(Array(text.utf8)) ? element : nil
        }
    }
}

extension WebDriverError {
    var isTooEarly: Bool {
        switch kind {
        case .noSuchElement, .staleElementReference, .noSuchWindow, .noSuchAlert, .noSuchFrame,
            .elementNotInteractable, .elementClickIntercepted:
            true
        default:
            false
        }
    }
}
