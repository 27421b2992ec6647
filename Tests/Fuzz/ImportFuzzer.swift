import Glibc

/// Gives each input to the importer that `FUZZ_IMPORTER` names, and to all that follows from it.
///
/// What comes out must be a file whose front matter reads as it was meant.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard String(validating: bytes, as: UTF8.self) != nil else { return -1 }
  let source = ImportSource(
    path: "x", text: TextCheck.normalized(bytes), days: DayRule(now: Day(ordinal: 738_000)))
  var diagnostics: [Diagnostic] = []
  let records: [PaperRecord]
  switch fuzzedImporter.reading {
  case .whole(let read), .lines(let read): records = read(source, &diagnostics)
  }
  for record in records { check(PaperFile(record)) }
  return 0
}

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
  let fields = file.fields(date: file.record.date, tags: spelling.tags(of: file))
  let bytes = PaperFile.bytes(fields, body: file.body)
  var diagnostics: [Diagnostic] = []
  guard let parts = FrontMatter.split(bytes, path: "x", diagnostics: &diagnostics),
    let entries = FrontMatterEntry.all(in: parts.text, parts.yaml)
  else { fatalError("unreadable front matter: \(diagnostics)") }
  guard entries.map(\.key) == fields.map(\.key), entries.map(\.value) == fields.map(\.value) else {
    fatalError("front matter reads otherwise")
  }
}
