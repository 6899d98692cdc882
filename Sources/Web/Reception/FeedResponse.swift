import Hummingbird
import Madoguchi
import ServiceLifecycle

extension WebServer {
    func addFeeds(to staff: StaffRoutes, _ terminal: TerminalRoutes) {
        staff.on(.caseListFeed) { _, _ in await self.feedResponse(.list) }
        staff.on(.caseFeed) { _, context in
            guard let id = context.parameters.get("id").flatMap({ CaseID($0) }) else { throw Fault.notFound }
            return await self.feedResponse(.receptionCase(id))
        }
        terminal.on(.panelFeed) { _, context in await self.feedResponse(.terminal(context.terminal.id)) }
    }

    /// Server-sent events until the browser goes or the server stops.
    private func feedResponse(_ topic: CaseFeed.Topic) async -> Response {
        let (signals, beat) = await ports.feed.subscribe(topic)
        let body = ResponseBody { writer in
            let heart = Task {
                while !Task.isCancelled {
                    try await Task.sleep(for: .seconds(15))
                    beat()
                }
            }
            defer { heart.cancel() }
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            // A stream that did not end by itself would hold up the server's graceful shutdown for ever.
            for await signal in signals.cancelOnGracefulShutdown() {
                try await writer.write(ByteBuffer(string: signal.eventText))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: body
        )
    }
}

extension CaseFeed.Signal {
    /// As an event of the SSE format.
    var eventText: String {
        switch self {
        case .changed(let id): "event: changed\ndata: \(id?.text ?? "")\n\n"
        case .beat: ": beat\n\n"
        }
    }
}
