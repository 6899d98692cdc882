import Japanese

/// From where and when a case is looked at (見る窓口と時刻).
package struct Standpoint: Hashable, Sendable {
    package let now: Instant
    /// Nil for what has no counter, such as making a stored document again.
    package let counter: CounterID?

    package init(now: Instant, counter: CounterID?) {
        self.now = now
        self.counter = counter
    }
}

/// A release that is in force (解除): given for one case and what it was asked for, at the counter that asked and at those
/// on the case's slip, until its end.
package struct ReleaseGrant: Hashable, Sendable {
    package let party: VisitorParty
    package let reason: String
    /// Nil in records of older versions: every counter.
    package let counter: CounterID?
    package let until: Instant?
    package let by: StaffID?
}

/// What second persons have released in a case, as it stands at a moment (受付の解除の状態).
struct CaseReleases {
    private(set) var grants: [ReleaseGrant] = []
    /// The record from which on visitors of this party have been at the counters without a break.
    private(set) var since: Int?
    private var asked: (request: ReleaseRequest, sequence: Int, by: StaffID?)?
    private let slip: Set<CounterID>

    /// `records` are those after the last thing that stops the case. A release and a request count on their own day, until
    /// their end, and only for those who were known to be protected then.
    init(_ records: some Sequence<CaseRecord>, of people: [PersonKey], now: Instant?, slip: Set<CounterID>) {
        self.slip = slip
        var requests: [Int: ReleaseRequest] = [:]
        for record in records {
            let isToday = now.map { record.stamp.at.day == $0.day } ?? true
            switch record.body {
            case .releaseRequest(let request):
                requests[record.sequence] = request
                asked = isToday ? (request, record.sequence, record.stamp.staff) : nil
            case .release(let release):
                asked = nil
                // Where the protected person stood, somebody else may stand now, and the other way round.
                if grants.contains(where: { $0.party != release.party }) { end() }
                guard isToday, release.covers(people), release.until.map({ now ?? $0 < $0 }) ?? true else { continue }
                grant(release, requests[release.request]?.reason ?? "", record)
            case .releaseLimit(let limit): shorten(to: limit.until, now)
            case .releaseEnd:
                asked = nil
                end()
            default: continue
            }
        }
    }

    func state(at counter: CounterID?) -> CaseProtection.State {
        if let grant = grants.last(where: { covers($0, counter) }) { return .released(grant.party, by: grant.by) }
        return asked.map { .requested($0.request, sequence: $0.sequence, by: $0.by) } ?? .stopped
    }

    private func covers(_ grant: ReleaseGrant, _ counter: CounterID?) -> Bool {
        guard let counter, let given = grant.counter else { return true }
        return given == counter || slip.contains(counter)
    }

    private mutating func grant(_ release: ProtectionRelease, _ reason: String, _ record: CaseRecord) {
        if since == nil { since = record.sequence }
        grants.removeAll { $0.counter == release.counter }
        grants.append(
            ReleaseGrant(
                party: release.party,
                reason: reason,
                counter: release.counter,
                until: release.until,
                by: record.stamp.staff
            )
        )
    }

    private mutating func shorten(to limit: Instant, _ now: Instant?) {
        guard now.map({ $0 < limit }) ?? true else { return end() }
        grants = grants.map { grant in
            ReleaseGrant(
                party: grant.party,
                reason: grant.reason,
                counter: grant.counter,
                until: min(grant.until ?? limit, limit),
                by: grant.by
            )
        }
    }

    private mutating func end() {
        grants = []
        since = nil
    }
}

extension ReceptionCase {
    /// The counters on the slip printed last (手続案内書の窓口): where the family has been sent.
    var slipCounters: Set<CounterID> {
        Set(printings.last { $0.withSlip }?.counters ?? [])
    }
}
