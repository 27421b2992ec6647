// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, so that what we measure against is no dependency of digest.
let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "digest", path: ".."),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    benchmark("template-benchmark", "TemplateBenchmark", [digestKit, mustache])
  ]
)

var digestKit: Target.Dependency { .product(name: "DigestKit", package: "digest") }
var mustache: Target.Dependency { .product(name: "Mustache", package: "swift-mustache") }

/// One line a program: `swift run -c release NAME`.
func benchmark(
  _ name: String, _ folder: String, _ dependencies: [Target.Dependency]
) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "Sources/\(folder)")
}
