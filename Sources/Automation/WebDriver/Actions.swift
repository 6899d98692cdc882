/// One point of a pen or finger on a surface, in CSS pixels from the upper left corner of the element.
package struct PenPoint: Sendable {
    package var x: Double
    package var y: Double
    /// 0 to 1, as in `PointerEvent.pressure`.
    package var pressure: Double
    /// -90 to 90 degrees, as in `PointerEvent.tiltX` and `tiltY`.
    package var tiltX: Int
    package var tiltY: Int

    package init(x: Double, y: Double, pressure: Double = 0.5, tiltX: Int = 0, tiltY: Int = 0) {
        self.x = x
        self.y = y
        self.pressure = pressure
        self.tiltX = tiltX
        self.tiltY = tiltY
    }
}

package enum PointerKind: String, Sendable {
    case mouse
    case pen
    case touch
}

package enum KeyStep: Sendable {
    case down(String)
    case up(String)

    var json: JSON {
        switch self {
        case .down(let key): ["type": "keyDown", "value": .string(key)]
        case .up(let key): ["type": "keyUp", "value": .string(key)]
        }
    }
}

extension Browser {
    /// Draws one stroke: down at the first point, along the others, up at the last.
    ///
    /// Each point is an action of its own: moves within one action are merged into one event by the browser.
    package func draw(_ stroke: [PenPoint], with pointer: PointerKind = .pen, on element: Element) async throws {
        guard let first = stroke.first else { return }
        let corner = try await corner(of: element)
        var steps: [JSON] = [move(to: first, from: corner), press("pointerDown", first)]
        steps += stroke.dropFirst().map { move(to: $0, from: corner) }
        steps.append(["type": "pointerUp", "button": 0])
        try await perform([
            "type": "pointer", "id": .string(pointer.rawValue),
            "parameters": ["pointerType": .string(pointer.rawValue)], "actions": .array(steps),
        ])
    }

    /// Presses keys for the element that has the keyboard; all pressed keys are let go at the end.
    package func press(_ steps: [KeyStep]) async throws {
        try await perform(["type": "key", "id": "keyboard", "actions": .array(steps.map(\.json))])
        _ = try await call(.delete, "/actions")
    }

    /// Presses one key while others are held, such as Alt with an access key.
    package func press(_ key: String, holding modifiers: [String] = []) async throws {
        let down = modifiers.map(KeyStep.down) + [.down(key)]
        let up = [KeyStep.up(key)] + modifiers.reversed().map(KeyStep.up)
        try await press(down + up)
    }

    /// Types a text key by key to whatever has the keyboard, as a person or a keyboard-wedge scanner does.
    package func typeKeys(_ text: String) async throws {
        try await press(text.unicodeScalars.flatMap { [.down(String($0)), .up(String($0))] })
    }

    private func perform(_ source: JSON) async throws {
        _ = try await call(.post, "/actions", ["actions": [source]])
    }

    private func move(to point: PenPoint, from corner: ScreenRectangle) -> JSON {
        [
            "type": "pointerMove", "duration": 0, "origin": "viewport",
            "x": .number((corner.x + point.x).rounded()), "y": .number((corner.y + point.y).rounded()),
            "pressure": .number(point.pressure),
            "tiltX": .number(Double(point.tiltX)), "tiltY": .number(Double(point.tiltY)),
        ]
    }

    private func press(_ kind: JSON, _ point: PenPoint) -> JSON {
        [
            "type": kind, "button": 0, "pressure": .number(point.pressure),
            "tiltX": .number(Double(point.tiltX)), "tiltY": .number(Double(point.tiltY)),
        ]
    }

    /// The element's place in the window, after scrolling it into view; `rect` of the standard counts from the page.
    private func corner(of element: Element) async throws -> ScreenRectangle {
        let script = """
            arguments[0].scrollIntoView({block: 'nearest', inline: 'nearest'});
            const r = arguments[0].getBoundingClientRect();
            return {x: r.x, y: r.y, width: r.width, height: r.height};
            """
        return try ScreenRectangle(try await run(script, [element.reference]))
    }
}
