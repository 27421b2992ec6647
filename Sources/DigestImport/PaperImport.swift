public import DigestModel
import Glibc

/// Brings papers from outside sources into `Content/papers/`; what a person wrote is never lost.
///
/// `digest import SOURCE…` is: read the records, find the file of each, merge and write those that
/// are new or changed, and remember what was written. A second run changes nothing.
public struct PaperImport: Sendable {
  /// In the order in which they are read.
  public var inputs: [Input]
  /// The folder that holds `Content/`.
  public var site = "."
  /// One of ``formats``; `nil` to tell from the content.
  public var format: String?
  public var year: Int?
  public var date: Day?
  /// For days without a year: the latest that is not after this one.
  public var now: Day
  public var isDryRun = false
  public var jobs: Int?
  public var services = ImportServices()
  /// How the time between requests is spent; in seconds.
  public var pause: @Sendable (Double) -> Void = { usleep(UInt32($0 * 1_000_000)) }
  /// Says what is not right yet and may become so: a service that does not answer is asked again.
  public var notice: @Sendable (String) -> Void = { _ in }
  /// Called with each paper once it is written.
  ///
  /// With it, the report does not list the papers: there may be a million.
  public var onPaper: (@Sendable (ImportReport.Entry) -> Void)?
  var limits = CurlTransfer.Limits()

  public enum Input: Sendable {
    case bytes(path: String, [UInt8])
    /// A file, or a folder of files; `-` is standard input.
    case file(String)
    case request(ImportRequest)
  }

  /// What an import is doing.
  public enum Progress: Sendable {
    /// Bytes of a source were read; its size is unknown for a pipe.
    case reading(_ path: String, papers: Int, bytes: Int, of: Int?)
    /// A service was asked and has not answered yet.
    case asking(_ host: String)
  }

  public static var formats: [String] { Importer.all.map(\.name) }

  public init(_ inputs: [Input], now: Day) {
    self.inputs = inputs
    self.now = now
  }

  public init(path: String, bytes: [UInt8], now: Day) {
    self.init([.bytes(path: path, bytes)], now: now)
  }

  /// Throws a ``DiagnosticsError`` where nothing was written, or a ``SystemError``.
  ///
  /// Where something was, the report holds the errors.
  public func run(_ progress: ((Progress) -> Void)? = nil) throws -> ImportReport {
    let run = try ImportRun(self, progress)
    for input in inputs where try !run.read(input) { break }
    return try run.finish()
  }
}
