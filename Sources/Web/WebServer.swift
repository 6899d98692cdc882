package import Hummingbird
package import Madoguchi

/// The web server of the counters (窓口の画面): its pages, what they need, and the router that answers for them.
package struct WebServer: Sendable {
    package let ports: WebPorts
    package let settings: WebSettings
    let templates: Templates
    let assets: Assets
    let fonts: ScreenFonts
    let idle: IdleWatch
    /// The same at every look, so made once.
    let towns: [FactsWork.TownOption]

    /// Reads templates and assets; a missing or wrong one is told now and not to the first visitor.
    package init(ports: WebPorts, settings: WebSettings) throws {
        let folder = try ResourceFolder(configured: settings.resources)
        self.ports = ports
        self.settings = settings
        templates = try Templates(folder: folder.templates, glyphs: ports.glyphs)
        assets = try Assets(folder: folder.assets)
        fonts = ScreenFonts(folder: settings.fonts)
        idle = IdleWatch(limit: settings.idleSeconds)
        towns = ports.municipality.towns.map(FactsWork.TownOption.init)
    }

    /// Everything the server answers. The first middleware is the outermost.
    package func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.add(middleware: RequestLog(logger: ports.logger))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: FaultPages(server: self))
        router.add(middleware: OriginCheck())
        router.add(middleware: SessionCheck(ports: ports, settings: settings, idle: idle))
        router.add(middleware: Entrance(server: self))
        let open = OpenRoutes(group: router.group())
        let staff = StaffRoutes(group: router.group(context: StaffContext.self), ports: ports)
        let terminal = TerminalRoutes(group: router.group(context: TerminalContext.self))
        addFiles(to: open)
        addSession(to: open)
        addTerminal(to: open)
        addReceptionList(to: staff)
        addCase(to: staff)
        addPanel(to: terminal)
        addResidents(to: staff)
        addMatches(to: staff)
        addEntries(to: staff)
        addPalette(to: staff)
        addIdentification(to: staff)
        addFeeds(to: staff, terminal)
        return router
    }

    private func addFiles(to open: OpenRoutes) {
        open.on(.asset) { _, context in
            let version = context.parameters.get("version") ?? ""
            return try self.assets.response(
                version: version,
                name: context.parameters.getCatchAll().joined(separator: "/")
            )
        }
        open.on(.font) { _, context in
            try await self.fonts.response(name: context.parameters.get("name") ?? "", context: context)
        }
        open.on(.registeredFont) { _, context in
            try self.registeredFont(
                version: context.parameters.get("version") ?? "",
                slice: context.parameters.get("slice") ?? ""
            )
        }
    }
}

/// Routes for anybody.
struct OpenRoutes {
    let group: RouterGroup<PageContext>

    func on(_ route: Route, _ handler: @escaping @Sendable (Request, PageContext) async throws -> Response) {
        assert(route.access == .anyone, "\(route) needs more than anybody")
        group.on(route.routerPath, method: route.method, use: handler)
    }
}

/// Routes for clerks; each is refused, and the refusal journalled, without the permission it names.
struct StaffRoutes {
    let group: RouterGroup<StaffContext>
    let ports: WebPorts

    func on(_ route: Route, _ handler: @escaping @Sendable (Request, StaffContext) async throws -> Response) {
        let ports = ports
        group.on(route.routerPath, method: route.method) { request, context in
            guard route.admits(context.permissions) else {
                try await ports.store.journal([context.entry(.denied, at: ports.clock.now, detail: route.rawValue)])
                throw Fault(
                    .forbidden,
                    "この操作をする権限がありません。",
                    remedy: "必要なときは、権限を管理者に確かめてください。"
                )
            }
            return try await handler(request, context)
        }
    }
}

/// Routes for the citizen's touch panel.
struct TerminalRoutes {
    let group: RouterGroup<TerminalContext>

    func on(_ route: Route, _ handler: @escaping @Sendable (Request, TerminalContext) async throws -> Response) {
        group.on(route.routerPath, method: route.method, use: handler)
    }
}

extension Route {
    /// Whether a clerk with these permissions may use the route.
    package func admits(_ permissions: Set<Permission>) -> Bool {
        switch access {
        case .anyone, .staff(nil): true
        case .terminal: false
        case .staff(let needed?): permissions.contains(needed)
        }
    }
}
