package import Madoguchi

/// Tells open screens that a case changed (画面の自動更新). It says which, never what: the screen reads again.
package actor CaseFeed {
    /// What a screen watches.
    package enum Topic: Hashable, Sendable {
        /// The reception list: any case.
        case list
        case receptionCase(CaseID)
        /// What the touch panel of a terminal shows.
        case terminal(TerminalID)
    }

    /// A changed case, or a sign of life for the connection.
    package enum Signal: Hashable, Sendable {
        case changed(CaseID?)
        case beat
    }

    private var listeners: [Topic: [Int: AsyncStream<Signal>.Continuation]] = [:]
    private var nextNumber = 0

    package init() {}

    /// A bounded stream: a screen that is slow needs the newest change, not the history.
    package func subscribe(_ topic: Topic) -> (signals: AsyncStream<Signal>, beat: @Sendable () -> Void) {
        nextNumber += 1
        let number = nextNumber
        let (stream, continuation) = AsyncStream<Signal>.makeStream(bufferingPolicy: .bufferingNewest(16))
        listeners[topic, default: [:]][number] = continuation
        continuation.onTermination = { [weak self] _ in
            Task { await self?.drop(number, of: topic) }
        }
        return (stream, { continuation.yield(.beat) })
    }

    /// To be called after every change of a case that has been stored.
    package func caseChanged(_ id: CaseID) {
        tell(.list, .changed(id))
        tell(.receptionCase(id), .changed(id))
    }

    /// To be called when a terminal's panel shall show something else.
    package func panelChanged(_ terminal: TerminalID) {
        tell(.terminal(terminal), .changed(nil))
    }

    /// Open connections, for the operator.
    package var listenerCount: Int {
        listeners.values.reduce(0) { $0 + $1.count }
    }

    private func tell(_ topic: Topic, _ signal: Signal) {
        for continuation in (listeners[topic] ?? [:]).values { continuation.yield(signal) }
    }

    private func drop(_ number: Int, of topic: Topic) {
        listeners[topic]?[number] = nil
        if listeners[topic]?.isEmpty ?? false { listeners[topic] = nil }
    }
}
