/// A window or tab of a session.
package struct Window: Hashable, Sendable {
    package let handle: String
}

/// Place and size of a window or element in CSS pixels.
package struct ScreenRectangle: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    init(_ value: JSON) throws {
        guard let x = value["x"].number, let y = value["y"].number, let width = value["width"].number,
            let height = value["height"].number
        else { throw WebDriverError(.unreadableAnswer, "not a rectangle") }
        self.init(x: x, y: y, width: width, height: height)
    }
}

extension Browser {
    package enum WindowKind: String, Sendable {
        case tab
        case window
    }

    /// The window that commands act in.
    package func window() async throws -> Window {
        Window(handle: try await text(.get, "/window"))
    }

    package func windows() async throws -> [Window] {
        let handles = try await call(.get, "/window/handles").array ?? []
        return handles.compactMap(\.string).map(Window.init(handle:))
    }

    /// Opens a window without moving to it.
    package func openWindow(_ kind: WindowKind = .window) async throws -> Window {
        let answer = try await call(.post, "/window/new", ["type": .string(kind.rawValue)])
        guard let handle = answer["handle"].string else {
            throw WebDriverError(.unreadableAnswer, "no window handle")
        }
        return Window(handle: handle)
    }

    package func choose(_ window: Window) async throws {
        _ = try await call(.post, "/window", ["handle": .string(window.handle)])
    }

    /// Closes the current window and gives those left; choose one of them before the next command.
    package func closeWindow() async throws -> [Window] {
        let left = try await call(.delete, "/window").array ?? []
        return left.compactMap(\.string).map(Window.init(handle:))
    }

    package func windowRectangle() async throws -> ScreenRectangle {
        try ScreenRectangle(try await call(.get, "/window/rect"))
    }

    @discardableResult
    package func setWindowRectangle(_ wanted: ScreenRectangle) async throws -> ScreenRectangle {
        let body: JSON = [
            "x": .number(wanted.x), "y": .number(wanted.y),
            "width": .number(wanted.width), "height": .number(wanted.height),
        ]
        return try ScreenRectangle(try await call(.post, "/window/rect", body))
    }

    /// Moves into a frame of the page; nil moves back to the page itself.
    package func enterFrame(_ frame: Element?) async throws {
        _ = try await call(.post, "/frame", ["id": frame?.reference ?? .null])
    }
}

// MARK: - Alerts

extension Browser {
    package func alertText() async throws -> String {
        try await text(.get, "/alert/text")
    }

    package func acceptAlert() async throws {
        _ = try await call(.post, "/alert/accept")
    }

    package func dismissAlert() async throws {
        _ = try await call(.post, "/alert/dismiss")
    }

    package func typeIntoAlert(_ text: String) async throws {
        _ = try await call(.post, "/alert/text", ["text": .string(text)])
    }
}
