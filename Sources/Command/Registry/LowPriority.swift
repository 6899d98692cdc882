import Foundation
import Glibc

/// Work that must not slow the counters down (窓口を遅くしない仕事): the kernel runs it in what time they leave.
enum LowPriority {
    /// `SCHED_IDLE` of `<sched.h>`, which the C library shows to GNU programs only.
    private static let idle: Int32 = 5

    /// For every thread of the process; those that come later inherit it. A mere `nice` left the counters waiting for a
    /// slice of time that was already given away.
    static func begin() {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        for thread in threads.compactMap({ pid_t($0) }) {
            var parameter = sched_param()
            sched_setscheduler(thread, idle, &parameter)
        }
    }

    /// Only where a server is at work on the data.
    static func begin(besides data: String) {
        if ServingMark.isHeld(in: data) { begin() }
    }
}

/// Says to other processes that counters are served from a data folder (稼働中の印); gone with its process.
final class ServingMark: Sendable {
    private let descriptor: Int32

    /// Several servers may work on one folder.
    init(in data: String) {
        descriptor = open(ServingMark.path(data), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor >= 0 { flock(descriptor, LOCK_SH | LOCK_NB) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Said aloud, for a child process on its way to another program still holds a copy of the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    static func isHeld(in data: String) -> Bool {
        let file = open(path(data), O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return true }
        flock(file, LOCK_UN)
        return false
    }

    private static func path(_ data: String) -> String { data + "/serving.lock" }
}
