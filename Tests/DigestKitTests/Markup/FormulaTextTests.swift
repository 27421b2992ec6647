import Testing

@testable import DigestKit

@Suite struct FormulaTextTests {
  @Test(arguments: [
    ("no formula", "no formula"),
    ("$O(n^{2})$ steps", "O(n^2) steps"),
    (#"$\alpha$-GAN and $\mathcal{L}_{1}$"#, "α-GAN and L_1"),
    (#"$\text{3D}\,\text{Net}$"#, "3DNet"),
    (#"$k \leq \log n$"#, "k ≤log n"),
    ("costs $5 and $6", "costs $5 and $6"),
    (#"$100\%$"#, "100%"),
    ("$", "$"),
  ])
  func `formulas become text as people type it`(text: String, plain: String) {
    #expect(FormulaText.plain(text) == plain)
  }
}
