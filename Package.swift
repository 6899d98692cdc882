// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A target of the house with the shared settings.
func room(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "madoguchi",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "madoguchi", targets: ["Command"])
    ],
    dependencies: [
        // Pinned: Package.resolved is not kept. docs/decisions/ says why each of them is here.
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates.git", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    ],
    targets: [
        // C libraries, from Debian's -dev packages (deploy/debian-packages.txt).
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        // zxing-cpp and libpng behind a C face of ours.
        .target(name: "CZXing", linkerSettings: [.linkedLibrary("ZXing"), .linkedLibrary("png16")]),

        // The middle: values, no I/O.
        room("Japanese"),
        room("Rules", ["Japanese"]),
        room("Madoguchi", ["Rules", "Japanese"]),

        // The edge: one purpose each.
        room("Procedures", ["Madoguchi", "Rules", "Japanese", "Yams", "CZlib", crypto]),
        room(
            "Registry",
            [
                "Madoguchi", "Rules", "Japanese", "Yams", crypto,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        room(
            "Documents",
            [
                "Madoguchi", "Rules", "Japanese", "CZlib", "CQREncode", crypto,
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ]
        ),
        room("Devices", ["Madoguchi", "Rules", "Japanese", "Yams", "CZXing"]),
        room(
            "Storage",
            [
                "Madoguchi", "Rules", "Japanese", crypto,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        room("Automation", ["Madoguchi", "Rules", "Japanese"]),
        room(
            "Web",
            [
                "Madoguchi", "Rules", "Japanese", "Procedures", crypto, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Templates"), .copy("Assets")]
        ),

        // The program.
        .executableTarget(
            name: "Command",
            dependencies: [
                "Web", "Storage", "Documents", "Devices", "Registry", "Procedures", "Madoguchi", "Rules", "Japanese",
                logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),

        .target(
            name: "TestSupport",
            dependencies: [
                "Madoguchi", "Japanese",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .target(name: "TestSeed", path: "Tests/TestSeed", swiftSettings: settings),
        tests("JapaneseTests", ["TestSeed", "Japanese"]),
        tests("RulesTests", ["TestSeed", "Rules", "Japanese"]),
        tests("MadoguchiTests", ["Madoguchi", "Rules", "Japanese"]),
        tests(
            "AcceptanceTests",
            [
                "TestSupport", "Madoguchi", "Rules", "Japanese", "Procedures", "Documents", "Devices", "Storage",
                "Registry", "Web", crypto, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
        tests("AutomationTests", ["Automation"]),
        tests("BrowserTests", ["Automation"]),
        tests("CommandTests", ["TestSupport"]),
        tests(
            "RegistryTests",
            ["Registry", "Madoguchi", "Rules", "Japanese", .product(name: "NIOCore", package: "swift-nio")]
        ),
        tests("DevicesTests", ["Devices", "Madoguchi", "Rules", "Japanese"]),
        tests("DocumentsTests", ["Documents", "Procedures", "Madoguchi", "Rules", "Japanese"]),
        tests("ProceduresTests", ["TestSeed", "Procedures", "Madoguchi", "Rules", "Japanese"]),
        tests(
            "StorageTests",
            [
                "TestSeed", "Storage", "Madoguchi", "Rules", "Japanese", crypto,
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        tests("RepositoryTests", [], exclude: ["allowed-long-files.txt"]),
        tests(
            "WebTests",
            [
                "Web", "TestSupport", "Madoguchi", "Japanese", logging,
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
