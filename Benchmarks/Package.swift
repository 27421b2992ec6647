// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "benchmarks",
  products: [
    .executable(name: "generate-papers", targets: ["GeneratePapers"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .executableTarget(
      name: "GeneratePapers", dependencies: [arguments], swiftSettings: strict),
    .testTarget(
      name: "GeneratePapersTests", dependencies: ["GeneratePapers", arguments],
      swiftSettings: strict),
  ]
)
