import Foundation
import Synchronization

/// Writes while the next lines are being read (読取と書込みの並行): one writer, few batches waiting, the first error kept.
final class WritingQueue: Sendable {
    private let queue = DispatchQueue(label: "registry.writing")
    private let slots: DispatchSemaphore
    private let failure = Mutex<(any Error)?>(nil)
    private let waiting = Mutex(0)

    /// So many batches may wait; memory stays small where the disk is slow.
    init(slots: Int = 4) {
        self.slots = DispatchSemaphore(value: slots)
    }

    /// Whether the writer has nothing left to do.
    var isIdle: Bool { waiting.withLock { $0 == 0 } }

    /// Hands work over, or throws what earlier work threw.
    func run(_ work: @escaping @Sendable () throws -> Void) throws {
        slots.wait()
        if let error = failure.withLock({ $0 }) {
            slots.signal()
            throw error
        }
        waiting.withLock { $0 += 1 }
        queue.async { [self] in
            defer {
                waiting.withLock { $0 -= 1 }
                slots.signal()
            }
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                try work()
            } catch {
                failure.withLock { $0 = error }
            }
        }
    }

    /// Waits until all is written, and throws what any of it threw.
    func drain() throws {
        queue.sync {}
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
