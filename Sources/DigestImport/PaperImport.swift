public import DigestModel
import Glibc

/// Imports papers from files and services into `Content/papers/` without losing edits.
///
/// An import reads records, finds the file of each, merges and writes those that are new or
/// changed, and records what it wrote. A second run changes nothing.
public struct PaperImport: Sendable {
  /// The inputs, in the order in which they are read.
  public var inputs: [Input]
  /// The folder that contains `Content/`.
  public var site = "."
  /// One of ``formats``; `nil` to detect it from the content.
  public var format: String?
  public var year: Int?
  public var date: Day?
  /// Dates without a year are the latest ones up to this date.
  public var now: Day
  public var isDryRun = false
  public var jobs: Int?
  public var services = ImportServices()
  /// Waits between requests; the argument is in seconds.
  public var pause: @Sendable (Double) -> Void = { usleep(UInt32($0 * 1_000_000)) }
  /// Called with messages about temporary problems, such as a service that has to be asked again.
  public var notice: @Sendable (String) -> Void = { _ in }
  /// Called with each paper once it is written.
  ///
  /// If it is set, the report does not list the papers, because there may be a million.
  public var onPaper: (@Sendable (ImportReport.Entry) -> Void)?
  var limits = CurlTransfer.Limits()

  /// A source of papers.
  public enum Input: Sendable {
    case bytes(path: String, [UInt8])
    /// A file, or a folder of files; `-` is standard input.
    case file(String)
    case request(ImportRequest)
  }

  /// The progress of an import.
  public enum Progress: Sendable {
    /// Part of a source was read; its size is unknown for a pipe.
    case reading(_ path: String, papers: Int, bytes: Int, of: Int?)
    /// A request was sent and has not been answered yet.
    case asking(_ host: String)
  }

  /// The names of all formats, for messages.
  public static var formats: [String] { Importer.all.map(\.name) }

  /// Creates an import of several inputs; `now` is the day for papers without a date.
  public init(_ inputs: [Input], now: Day) {
    self.inputs = inputs
    self.now = now
  }

  /// Creates an import of a file that is in memory; `path` is its name in messages.
  public init(path: String, bytes: [UInt8], now: Day) {
    self.init([.bytes(path: path, bytes)], now: now)
  }

  /// Runs the import and returns a report, which also contains errors if papers were written.
  ///
  /// - Throws: ``DiagnosticsError`` if there are errors and nothing was written; ``SystemError`` if
  ///   reading, writing or a service fails.
  public func run(_ progress: ((Progress) -> Void)? = nil) throws -> ImportReport {
    let run = try ImportRun(self, progress)
    for input in inputs where try !run.read(input) { break }
    return try run.finish()
  }
}
