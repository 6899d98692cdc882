import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@Suite("自治体フォルダーの読込")
struct CatalogueFolderTests {
    @Test("例示市のフォルダーに誤りがない")
    func exampleTownIsGood() throws {
        let findings = try ExampleTown.read.get().findings
        #expect(findings.filter { $0.severity == .error }.map(\.description) == [])
        let catalogue = try ExampleTown.catalogue()
        #expect(catalogue.municipality.name == "例示市")
        #expect(
            catalogue.procedures.filter { $0.form != nil }.map(\.id.text) == [
                "resident-move", "national-health-insurance", "welfare-medical", "long-term-care", "child-allowance",
                "school",
            ]
        )
        #expect(catalogue.municipality.towns.count > 20)
    }

    @Test("六つの手続に様式と入力の列がある")
    func sixProceduresAreComplete() throws {
        let six = try ExampleTown.catalogue().procedures.filter { $0.form != nil }
        #expect(six.count == 6)
        for procedure in six {
            #expect(!procedure.entry.isEmpty, "\(procedure.id.text)")
            #expect(!procedure.guidance.isEmpty, "\(procedure.id.text)")
        }
    }

    @Test("どの項目も文言も、どこかで使われている")
    func nothingIsLeftOver() throws {
        #expect(CatalogueCheck(try ExampleTown.files.get()).findings.map(\.description) == [])
    }

    @Test("様式を作らない手続も、判定して案内する")
    func guidanceOnly() throws {
        let others = try ExampleTown.catalogue().procedures.filter { $0.form == nil }
        #expect(others.count >= 40)
        #expect(others.allSatisfy { $0.asks.isEmpty && $0.entry.isEmpty })
    }

    @Test("国保は福祉医療より先に行く")
    func healthInsuranceComesFirst() throws {
        let municipality = try ExampleTown.catalogue().municipality
        let medical = try #require(municipality.counter(CounterID("pension-medical")))
        let insurance = try #require(municipality.counter(CounterID("health-insurance")))
        #expect(medical.after.contains(insurance.id))
        #expect(insurance.order < medical.order)
    }

    @Test("プログラムが使う項目がすべてある")
    func wellKnownItemsExist() throws {
        let catalogue = try ExampleTown.catalogue()
        for id in ItemID.wellKnown {
            #expect(catalogue.item(id) != nil, "\(id.text)")
        }
    }

    @Test("設問の文は二文まで")
    func questionsAreShort() throws {
        let catalogue = try ExampleTown.catalogue()
        for item in catalogue.items {
            guard let question = item.question else { continue }
            let sentences = catalogue.text(question.textKey).split(separator: "。").count
            #expect(sentences <= 2, "\(item.name)")
        }
    }

    @Test("版は中身が同じなら同じで、一文字でも違えば変わる")
    func versionNamesContent() throws {
        let files = try ExampleTown.files.get()
        let again = try FolderFiles(reading: ExampleTown.folder)
        #expect(files.version == again.version)
        #expect(files.version.count == 64)
        let changed = try ExampleTown.files(changing: "texts/ja.yaml", "どの届出ですか。", to: "どの届出ですか？")
        #expect(changed.version != files.version)
    }

    @Test("計算項目は、使う項目より後に並ぶ")
    func derivedItemsComeAfterWhatTheyRead() throws {
        var seen: Set<String> = []
        let items = try ExampleTown.catalogue().items
        let derived = Set(items.filter { $0.derivation != nil }.map(\.name))
        for item in items {
            let reads = item.derivation?.freeNames.filter { derived.contains($0) } ?? []
            #expect(seen.isSuperset(of: reads), "\(item.name)")
            seen.insert(item.name)
        }
    }

    @Test("フォルダーがないときは、一文で分かる")
    func missingFolder() {
        #expect(throws: Diagnostics.self) { try CatalogueFolder.load("/nowhere/at-all") }
    }
}
