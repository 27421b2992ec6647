// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "digest",
  products: [
    .executable(name: "digest", targets: ["digest"]),
    .library(name: "DigestKit", targets: ["DigestKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(
      name: "DigestKit",
      dependencies: [
        "CMarkGFM", "CYAML", "CXML2", "CCurl", "CStemmer", "CDeflate", "CLinux",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("Serve/live.js")],
      swiftSettings: strict),
    .target(
      name: "DefaultTheme", path: "Templates",
      resources: [
        .embedInCode("layouts"), .embedInCode("partials"), .embedInCode("pages"),
        .embedInCode("mail"), .embedInCode("assets"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "digest",
      dependencies: [
        "DigestKit", "DefaultTheme",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DigestKitTests",
      dependencies: [
        "DigestKit", "DefaultTheme", "CXML2", .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      exclude: ["Fixtures", "Snapshots"], swiftSettings: strict),
    .testTarget(name: "DigestCommandTests", dependencies: ["digest"], swiftSettings: strict),
  ]
)
