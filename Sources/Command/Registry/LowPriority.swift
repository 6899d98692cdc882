import Glibc

/// Work that must not slow the counters down (窓口を遅くしない仕事): the kernel runs it in what time they leave.
enum LowPriority {
    /// For the whole process, threads that come later included.
    static func begin() {
        _ = nice(10)
    }
}
