public import DigestMarkup

/// A template compiled for one type of view: a flat list of operations that can't fail.
///
/// It is immutable, so any number of threads may render it at once.
public struct Template: Sendable {
  let operations: OperationList
  /// The ranges of the programs in `operations`; the first one is the template itself.
  let programs: [Range<Int>]
  /// The literal bytes of all operations.
  let pool: [UInt8]
  let frameCount: Int
  package let language: TemplateLanguage
  /// The type of view that the template renders; `nil` for untyped data.
  package let view: ObjectIdentifier?

  package init(
    operations: OperationList, programs: [Range<Int>], pool: [UInt8], frameCount: Int,
    language: TemplateLanguage, view: ObjectIdentifier? = nil
  ) {
    self.operations = operations
    self.programs = programs
    self.pool = pool
    self.frameCount = frameCount
    self.language = language
    self.view = view
  }

  /// Renders `view` and appends the result to `output`.
  ///
  /// The view must have the type for which the template was compiled.
  public func render<V: View>(_ view: V, into output: inout [UInt8]) {
    precondition(self.view == ObjectIdentifier(V.self), "this template is not one for \(V.name)")
    withUnsafePointer(to: view) { run(Frame($0), [], into: &output) }
  }

  /// Renders `view` to HTML that other templates can insert.
  ///
  /// The template's path must end in `.html`, because contexts are not checked in others.
  public func render(_ view: some View) -> SafeHTML {
    precondition(language == .html, "only an .html template makes HTML")
    var output: [UInt8] = []
    render(view, into: &output)
    return SafeHTML(vouchedFor: output)
  }

  /// Renders untyped data with a template from `TemplateSet.compileUntyped`.
  package func render(untyped value: Value, into output: inout [UInt8]) {
    precondition(view == nil, "this template is one for a view")
    withUnsafePointer(to: value) { run(Frame($0), [value], into: &output) }
  }

  private func run(_ frame: Frame, _ sections: [Value], into output: inout [UInt8]) {
    // Reserve only at the start, because doing so for each appended part would copy everything.
    if output.isEmpty { output.reserveCapacity(2 * pool.count) }
    withUnsafeTemporaryAllocation(of: Frame.self, capacity: frameCount) { frames in
      frames.initialize(repeating: frame)
      guard let first = operations.first else { return }
      withExtendedLifetime(operations) {
        pool.withUnsafeBufferPointer { pool in
          var run = TemplateRun(
            operations: first, programs: programs, pool: pool, frames: frames,
            sections: sections)
          run.run(programs[0], into: &output)
        }
      }
    }
  }
}
