import Japanese
import Madoguchi

extension SQLTransaction {
    func registryStatus() throws -> RegistryStatus? { nil }
    func residents(_ query: ResidentQuery) throws -> [ResidentHit] { [] }
    func resident(_ number: ResidentNumber) throws -> Resident? { nil }
    func household(_ number: HouseholdNumber) throws -> [Resident] { [] }
    func possibleReturns(name: RegisteredText, birthDate: CivilDate) throws -> [Resident] { [] }
}
