import Glibc

/// Imports each input with the importer that `FUZZ_IMPORTER` names, up to the contents of files.
///
/// The front matter of each file must be read back with the same fields.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard String(validating: bytes, as: UTF8.self) != nil else { return -1 }
  let sink = RecordSink()
  let source = ImportSource(path: "x", text: [], days: DayRule(now: today))
  let reader = SourceReader(
    importer: fuzzedImporter, source: source, parallel: Parallel(jobs: 1), sink: sink)
  let stream = ImportStream(path: "x", bytes: bytes)
  guard let first = try? stream.next(), (try? reader.read(first, stream)) != nil else { return -1 }
  for record in sink.take().records { check(PaperFile(record, today: today)) }
  return 0
}

private let today = Day(ordinal: 738_000)

private let fuzzedImporter: Importer = {
  let name = getenv("FUZZ_IMPORTER").map { String(cString: $0) } ?? ""
  guard let importer = Importer.all.first(where: { $0.name == name }) else {
    fatalError("FUZZ_IMPORTER must be one of \(PaperImport.formats)")
  }
  return importer
}()

private func check(_ file: PaperFile) {
  guard file.problem(in: "x") == nil else { return }
  var spelling = TagSpelling(rules: []) { [] }
  let fields = file.fields(date: file.date, tags: spelling.tags(of: file))
  let bytes = PaperFile.bytes(fields, body: file.body)
  var diagnostics: [Diagnostic] = []
  guard let parts = FrontMatter.split(bytes, path: "x", diagnostics: &diagnostics),
    let entries = FrontMatterEntry.all(in: parts.text, parts.yaml)
  else { fatalError("unreadable front matter: \(diagnostics)") }
  guard entries.map(\.key) == fields.map(\.key), entries.map(\.value) == fields.map(\.value) else {
    fatalError("front matter reads otherwise")
  }
}
