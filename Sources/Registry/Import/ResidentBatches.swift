import Madoguchi

/// Gathers the residents' file into batches and refuses a second row in force of the same person.
struct ResidentBatches {
    private let size: Int
    private var residents: [ResidentIntake] = []
    private var histories: [ResidentHistory] = []
    private var seen: Set<UInt64> = []

    init(size: Int) {
        self.size = size
        residents.reserveCapacity(size)
    }

    mutating func add(_ intake: ResidentIntake, _ take: (RegistryBatch) throws -> Void) throws {
        // 0012 and 12 are one number.
        let digits = intake.resident.number.digits.utf8.drop { $0 == UInt8(ascii: "0") }
        guard seen.insert(stableHash(String(decoding: digits, as: UTF8.self))).inserted else {
            throw LineFault("同じ宛名番号の最新の行が二つあります。", "送り元の出力を確かめてください。")
        }
        residents.append(intake)
        if residents.count >= size { try handOver(take) }
    }

    mutating func add(_ state: ResidentHistory, _ take: (RegistryBatch) throws -> Void) throws {
        histories.append(state)
        if histories.count >= size { try handOver(take) }
    }

    mutating func handOver(_ take: (RegistryBatch) throws -> Void) throws {
        if !residents.isEmpty { try take(.residents(residents)) }
        if !histories.isEmpty { try take(.histories(histories)) }
        residents.removeAll(keepingCapacity: true)
        histories.removeAll(keepingCapacity: true)
    }
}
