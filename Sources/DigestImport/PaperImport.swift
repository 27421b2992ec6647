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
  var limits = CurlTransfer.Limits()

  public enum Input: Sendable {
    case bytes(path: String, [UInt8])
    /// A file, or a folder of files; `-` is standard input.
    case file(String)
    case request(ImportRequest)
  }

  /// How far an import has come.
  public struct Progress: Sendable {
    public let path: String
    public let papers: Int
    public let bytesRead: Int
    /// Unknown for a pipe.
    public let size: Int?
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
