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
let digestKit: Target.Dependency = .product(name: "DigestKit", package: "digest")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")

/// A separate package, so that the libraries compared with are no dependencies of digest.
let package = Package(
  name: "benchmarks",
  products: [
    .executable(name: "generate-papers", targets: ["GeneratePapers"]),
    .executable(name: "math-benchmark", targets: ["MathBenchmark"]),
    .executable(name: "template-benchmark", targets: ["TemplateBenchmark"]),
  ],
  dependencies: [
    .package(name: "digest", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .executableTarget(name: "GeneratePapers", dependencies: [arguments], swiftSettings: strict),
    .executableTarget(
      name: "MathBenchmark", dependencies: [digestKit, arguments], swiftSettings: strict),
    .executableTarget(
      name: "TemplateBenchmark", dependencies: [digestKit, mustache], swiftSettings: strict),
    .testTarget(
      name: "GeneratePapersTests", dependencies: ["GeneratePapers", arguments],
      swiftSettings: strict),
  ]
)
