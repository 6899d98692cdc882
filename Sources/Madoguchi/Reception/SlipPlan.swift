package import Japanese
import Rules

/// Lays out the guidance slip of a case (手続案内書の構成): counters in order, what to bring, until when.
package struct SlipPlan: Sendable {
    private let view: CaseView
    private let language: String

    /// `language` as the texts name it: `ja`, or `easy` for やさしい日本語.
    package init(_ view: CaseView, language: String = "ja") {
        self.view = view
        self.language = language
    }

    /// A text of the slip in its language; nil where there is none in it.
    private func text(_ key: String) -> String? {
        let found = view.catalogue.text(key, language: language)
        return found.utf8.elementsEqual(key.utf8) ? nil : found
    }

    package func slip(at now: Instant) -> GuidanceSlip {
        slip(on: now.day, at: now.minuteOfDay)
    }

    /// Without a minute the hours of the whole day are told.
    package func slip(on day: CivilDate, at minute: Int? = nil) -> GuidanceSlip {
        let municipality = view.catalogue.municipality
        return GuidanceSlip(
            town: municipality.name,
            receptionNumber: view.receptionCase.opening.number.text,
            issued: day,
            people: view.receptionCase.movers.map { view.name(of: $0.key) },
            stops: view.stops.map { stop($0, on: day, at: minute) },
            later: guidance.map(later),
            contacts: municipality.sites.first.map { ["\(municipality.name) \($0.name)　電話 \($0.phone)"] } ?? [],
            ticket: view.receptionCase.ticket,
            words: SlipWords { view.catalogue.text($0, language: language) },
            maps: maps,
            eras: municipality.eras
        )
    }

    /// The floors on the way in order, with the counters numbered as on the slip.
    private var maps: [GuidanceSlip.FloorSketch] {
        var sketches: [GuidanceSlip.FloorSketch] = []
        for (index, stop) in view.stops.enumerated() {
            let municipality = view.catalogue.municipality
            guard let at = stop.counter.spot, let floor = municipality.floor(of: stop.counter) else { continue }
            let title = "\(municipality.site(stop.counter.site)?.name ?? "")　\(floor.name)"
            let spot = GuidanceSlip.Spot(number: index + 1, at: at)
            if let known = sketches.firstIndex(where: { $0.title.utf8.elementsEqual(title.utf8) }) {
                sketches[known].spots.append(spot)
            } else {
                sketches.append(GuidanceSlip.FloorSketch(title: title, plan: floor.plan, spots: [spot]))
            }
        }
        return sketches
    }

    /// One line per procedure, however many people it is for.
    private var guidance: [ApplicationState] {
        view.guidance.reduce(into: []) { lines, state in
            if !lines.contains(where: { $0.key.procedure == state.key.procedure }) { lines.append(state) }
        }
    }

    private func stop(_ stop: CaseView.Stop, on day: CivilDate, at minute: Int?) -> GuidanceSlip.Stop {
        let municipality = view.catalogue.municipality
        let site = municipality.site(stop.counter.site)
        return GuidanceSlip.Stop(
            counter: text("slip.counter.\(stop.counter.id.text)") ?? stop.counter.name,
            number: stop.counter.number.isEmpty ? nil : stop.counter.number,
            floor: stop.counter.floor,
            site: site?.name ?? "",
            hours: municipality.hoursText(of: stop.counter, on: day, at: minute) ?? site?.hours,
            procedures: procedures(stop.applications),
            isDone: stop.isDone
        )
    }

    /// One line per procedure, with everybody it is for.
    private func procedures(_ applications: [ApplicationState]) -> [GuidanceSlip.Procedure] {
        var lines: [GuidanceSlip.Procedure] = []
        var ids: [ProcedureID] = []
        for state in applications where !ids.contains(state.key.procedure) {
            ids.append(state.key.procedure)
            let same = applications.filter { $0.key.procedure == state.key.procedure }
            lines.append(
                GuidanceSlip.Procedure(
                    name: text("slip.procedure.\(state.procedure.id.text)") ?? state.procedure.name,
                    persons: same.compactMap { $0.key.person.map(view.name) },
                    bring: bring(same),
                    deadline: same.compactMap { $0.verdict.deadline?.day }.min().map { "\($0.monthDayText)まで" },
                    starts: starts(same),
                    law: law(same),
                    isDone: same.allSatisfy { $0.submission != nil }
                )
            )
        }
        return lines
    }

    /// Short, and only where a day of waiting costs something: of the starts that are told, else of a missed time limit.
    private func law(_ applications: [ApplicationState]) -> String? {
        let starts = applications.compactMap(\.verdict.start).filter { $0.changesOn != nil }.map(\.law)
        let missed = applications.compactMap(\.verdict.deadline).filter(\.isMissed).map(\.law)
        let laws = (starts.isEmpty ? missed : starts).filter { !$0.isEmpty }.reduce(into: [String]()) { found, law in
            if !found.contains(law) { found.append(law) }
        }
        return laws.isEmpty ? nil : laws.joined(separator: "、")
    }

    /// From when it counts, where waiting changes that; told once where it is the same for all, otherwise with the names.
    private func starts(_ applications: [ApplicationState]) -> [RegisteredText] {
        let known = applications.compactMap { state in state.verdict.start.map { (state.key.person, $0) } }
            .filter { $0.1.changesOn != nil }
        let different = known.reduce(into: [BenefitStart]()) { found, next in
            if !found.contains(next.1) { found.append(next.1) }
        }
        return different.map { start in
            guard different.count > 1 else { return RegisteredText(start.text) }
            let names = known.filter { $0.1 == start }.compactMap(\.0).map { view.name(of: $0).string }
            return RegisteredText("\(names.joined(separator: "、"))　\(start.text)")
        }
    }

    private func later(_ state: ApplicationState) -> GuidanceSlip.LaterItem {
        let counter = view.catalogue.municipality.counter(state.procedure.counter)
        return GuidanceSlip.LaterItem(
            name: text("slip.procedure.\(state.procedure.id.text)") ?? state.procedure.name,
            place: counter.map(place) ?? "",
            deadline: state.verdict.deadline.map { "\($0.day.monthDayText)まで" },
            bring: bring([state])
        )
    }

    /// Floor and counter; the building as well where it is not the one the family is in.
    private func place(_ counter: Counter) -> String {
        let municipality = view.catalogue.municipality
        let own = municipality.counter(view.receptionCase.opening.counter)?.site
        let building = counter.site == own ? nil : municipality.site(counter.site)?.name
        return [building, counter.floor, counter.name].compactMap { $0 }.joined(separator: " ")
    }

    private func bring(_ applications: [ApplicationState]) -> [String] {
        var texts: [String] = []
        for state in applications where state.submission == nil {
            for bring in view.situation.brings(of: state.procedure, for: state.key.person) {
                if !texts.contains(bring.words) { texts.append(bring.words) }
            }
        }
        return texts
    }
}

/// A language the guidance slip can be had in (案内書の言葉).
package struct SlipLanguage: Hashable, Sendable {
    /// As the texts name it: `ja`, `easy`.
    package let code: String
    /// What it calls itself.
    package let name: String
}

extension Catalogue {
    /// The languages whose texts say their own name (`slip.language`), Japanese first.
    package var slipLanguages: [SlipLanguage] {
        let japanese = SlipLanguage(code: "ja", name: text("slip.language"))
        let others = texts.keys.sorted().compactMap { code in
            texts[code]?["slip.language"].map { SlipLanguage(code: code, name: $0) }
        }
        return [japanese] + others.filter { $0.code != japanese.code }
    }
}
