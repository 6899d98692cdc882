// swift-tools-version:6.2
import PackageDescription

// A package of its own over the same sources (links in Sources/), so that measuring builds nothing of the server.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "document-benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates.git", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode"),
        .target(name: "Japanese", swiftSettings: settings),
        .target(name: "Rules", dependencies: ["Japanese"], swiftSettings: settings),
        .target(name: "Madoguchi", dependencies: ["Rules", "Japanese"], swiftSettings: settings),
        .target(
            name: "Documents",
            dependencies: [
                "Madoguchi", "Rules", "Japanese", "CZlib", "CQREncode", crypto,
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "PageBench",
            dependencies: ["Documents", "Madoguchi", "Japanese"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
