package import Madoguchi
import Synchronization

/// A clock that stands still until a test moves it.
package final class FixedClock: Clock {
    private let time: Mutex<Instant>

    /// 2026年11月24日(火) 9:00 in Japan.
    package init(_ start: Instant = Instant(milliseconds: 1_795_478_400_000)) {
        time = Mutex(start)
    }

    package var now: Instant { time.withLock { $0 } }

    package func advance(seconds: Int) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
