import Foundation
import Glibc

/// Work that must not slow the counters down (窓口を遅くしない仕事): the kernel runs it in what time they leave.
enum LowPriority {
    /// `SCHED_IDLE` of `<sched.h>`, which the C library shows to GNU programs only.
    private static let idle: Int32 = 5

    /// `sched_setaffinity` of the same header.
    private typealias SetAffinity = @convention(c) (pid_t, Int, UnsafeRawPointer) -> Int32

    /// For every thread of the process; those that come later inherit it. A mere `nice` left the counters waiting for a
    /// slice of time that was already given away.
    static func begin() {
        let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        for thread in threads {
            var parameter = sched_param()
            sched_setscheduler(thread, idle, &parameter)
            if processors > 1 { leaveOne(of: processors, thread) }
        }
    }

    private static var threads: [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return names.compactMap { pid_t($0) }
    }

    /// One processor is the counters' alone: within the kernel, as when it writes, even idle work is not interrupted.
    private static func leaveOne(of processors: Int, _ thread: pid_t) {
        guard let symbol = dlsym(nil, "sched_setaffinity") else { return }
        var mask = [UInt64](repeating: 0, count: (processors + 63) / 64)
        for processor in 1..<processors { mask[processor / 64] |= 1 << UInt64(processor % 64) }
        _ = unsafeBitCast(symbol, to: SetAffinity.self)(thread, mask.count * 8, mask)
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
