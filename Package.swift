// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

extension Target {
  /// A layer of the program: it sees only the targets that it names.
  static func layer(_ name: String, _ dependencies: [Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
  }
}

let package = Package(
  name: "digest",
  products: [
    .executable(name: "digest", targets: ["digest"]),
    .library(
      name: "DigestKit",
      targets: [
        "DigestCore", "DigestMarkup", "DigestFiles", "DigestTemplate", "DigestModel", "DigestKit",
      ]),
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
    .layer("DigestCore"),
    .layer("DigestMarkup", ["DigestCore", "CMarkGFM"]),
    .layer("DigestFiles", ["DigestCore", "CLinux"]),
    .layer("DigestTemplate", ["DigestCore", "DigestMarkup"]),
    .layer("DigestModel", ["DigestCore", "DigestMarkup", "DigestFiles", "CYAML"]),
    .layer(
      "DigestSearch",
      ["DigestCore", "DigestMarkup", "DigestFiles", "DigestModel", "CStemmer", "CDeflate"]),
    .layer(
      "DigestImport",
      ["DigestCore", "DigestMarkup", "DigestFiles", "DigestModel", "CXML2", "CCurl"]),
    .layer(
      "DigestKit",
      [
        "DigestCore", "DigestMarkup", "DigestFiles", "DigestTemplate", "DigestModel",
        "DigestSearch",
      ]),
    .layer("DigestDelivery", ["DigestCore", "DigestFiles", "DigestModel"]),
    .target(
      name: "DigestServe",
      dependencies: [
        "DigestCore", "DigestMarkup", "DigestFiles", "DigestModel", "DigestSearch", "DigestKit",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("live.js")],
      swiftSettings: strict),
    .target(
      name: "DefaultTheme", path: "Templates",
      resources: [
        .embedInCode("layouts"), .embedInCode("partials"), .embedInCode("pages"),
        .embedInCode("mail"), .embedInCode("assets"), .embedInCode("scripts"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "digest",
      dependencies: [
        "DigestCore", "DigestFiles", "DigestModel", "DigestSearch", "DigestImport", "DigestKit",
        "DigestDelivery", "DigestServe", "DefaultTheme",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DigestKitTests",
      dependencies: [
        "DigestCore", "DigestMarkup", "DigestFiles", "DigestTemplate", "DigestModel",
        "DigestSearch", "DigestImport", "DigestKit", "DigestDelivery", "DigestServe",
        "DefaultTheme", "CXML2",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    .testTarget(name: "DigestCommandTests", dependencies: ["digest"], swiftSettings: strict),
  ]
)
