import DigestCore
import DigestFiles
public import DigestModel
import Glibc

/// Records the outcome of each message, as lines of JSON in `.digest/mail.jsonl`.
///
/// One line is on disk before a message is handed over, and another follows afterwards. So however
/// the program ends, no one is sent a second copy, and at most one copy is in doubt.
public final class MailJournal {
  /// The known state of a reader's copy.
  package enum State: Equatable {
    /// Handed over, or about to be, when the program ended.
    case open
    case sent
    case failed
  }

  private let path: String
  private let file: Descriptor
  private let now: () -> String
  private var states: [String: [String: State]] = [:]
  private var marked: Set<String>

  /// Opens the journal and locks it until the program ends.
  ///
  /// Throws a ``SystemError`` if another process holds the lock, and a ``DiagnosticsError`` with
  /// the line number if a line is malformed.
  public init(path: String, now: @escaping () -> String) throws {
    try DeliveryFiles.makeFolder(of: path)
    do throws(Errno) {
      file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_APPEND, mode: 0o600)
    } catch { throw SystemError("open", path: path, reason: error.reason) }
    guard MailJournal.lock(file) else {
      throw SystemError("send", path: path, reason: "another 'digest mail' is sending; wait for it")
    }
    (self.path, self.now) = (path, now)
    let entries = try MailJournal.entries(path)
    (states, marked) = (entries.states, entries.marked)
    try dropTornLine(length: entries.length)
    try keepName()
  }

  /// Unlocks explicitly, because a mail program that is just being started shares the lock.
  deinit { _ = flock(file.number, LOCK_UN) }

  /// Waits up to a second for the lock, because a mail program that a killed run was just starting
  /// shares it until it executes.
  private static func lock(_ file: borrowing Descriptor) -> Bool {
    for attempt in 0..<20 {
      if attempt > 0 { usleep(50_000) }
      if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return true }
    }
    return false
  }

  /// Returns the state of a reader's copy, or `nil` if none was sent.
  package func state(of mailbox: Mailbox, _ issue: String) -> State? { states[issue]?[mailbox.key] }

  /// Whether an issue was mailed: to everyone on the list, or to any whole list if `list` is `nil`.
  ///
  /// This only reads the journal, so it may be called while another run writes.
  public static func isMailed(_ issue: String, to list: [Mailbox]?, path: String) throws -> Bool {
    let entries = try entries(path)
    guard let list else { return entries.finished.contains(issue) }
    let states = entries.states[issue] ?? [:]
    return entries.marked.contains(issue)
      || list.allSatisfy { states[$0.key] == .sent || states[$0.key] == .open }
  }

  /// Records the state of a reader's copy and returns once it is on disk.
  func note(_ state: State, _ mailbox: Mailbox, _ issue: String, reason: String? = nil) throws {
    let event =
      switch state {
      case .open: "sending"
      case .sent: "sent"
      case .failed: "failed"
      }
    var fields: [(String, JSONLine.Value)] = [
      ("issue", .text(issue)), ("to", .text(mailbox.address)), ("event", .text(event)),
    ]
    if let reason { fields.append(("reason", .text(reason))) }
    try write(fields)
    states[issue, default: [:]][mailbox.key] = state
  }

  /// Records that everyone on a list has the issue, or without a list, that it was mailed by other
  /// means.
  public func noteFinished(_ issue: String, list: String?) throws {
    var fields: [(String, JSONLine.Value)] = [
      ("issue", .text(issue)), ("event", .text("finished")),
    ]
    if let list { fields.append(("list", .text(list))) } else { marked.insert(issue) }
    try write(fields)
  }

  private func write(_ fields: [(String, JSONLine.Value)]) throws(SystemError) {
    let line = JSONLine(fields + [("at", .text(now()))]).text + "\n"
    do throws(Errno) {
      try file.write(Array(line.utf8))
      guard fsync(file.number) == 0 else { throw .last }
    } catch { throw SystemError("write", path: path, reason: error.reason) }
  }

  /// Removes an incomplete last line, which a killed run may have left.
  ///
  /// It adds nothing: its message was not handed over yet, or its outcome is unknown, and the line
  /// before says so.
  private func dropTornLine(length: Int) throws(SystemError) {
    guard ftruncate(file.number, off_t(length)) == 0 else {
      throw SystemError("write", path: path, reason: Errno.last.reason)
    }
  }

  /// Syncs the folder, so that a new file's name survives a loss of power as its lines do.
  private func keepName() throws(SystemError) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let name = folder.isEmpty ? "." : folder.joined(separator: "/")
    do throws(Errno) {
      let folder = try Descriptor(opening: name.isEmpty ? "/" : name, O_RDONLY | O_DIRECTORY)
      guard fsync(folder.number) == 0 else { throw .last }
    } catch { throw SystemError("write", path: path, reason: error.reason) }
  }
}

/// Reading what earlier runs wrote.
extension MailJournal {
  private struct Entries {
    var states: [String: [String: State]] = [:]
    /// Issues that a whole list has or that were mailed by other means.
    var finished: Set<String> = []
    var marked: Set<String> = []
    /// The length of the complete lines, in bytes.
    var length = 0
  }

  private static func entries(_ path: String) throws -> Entries {
    var entries = Entries()
    guard let bytes = try DeliveryFiles.read(path) else { return entries }
    entries.length = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var number = 0
    for line in bytes[..<entries.length].split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty { continue }
      guard add(line, to: &entries) else { throw DiagnosticsError([strange(path, number)]) }
    }
    return entries
  }

  private static func add(_ line: ArraySlice<UInt8>, to entries: inout Entries) -> Bool {
    guard String(validating: line, as: UTF8.self) != nil,
      let object = try? JSONParser.parse(line).object, let issue = object.text("issue"),
      let event = object.text("event")
    else { return false }
    if event == "finished" {
      entries.finished.insert(issue)
      if object.text("list") == nil { entries.marked.insert(issue) }
      return true
    }
    let states: [String: State] = ["sending": .open, "sent": .sent, "failed": .failed]
    guard let state = states[event], let address = object.text("to") else { return false }
    entries.states[issue, default: [:]][address.lowercased()] = state
    return true
  }

  private static func strange(_ path: String, _ line: Int) -> Diagnostic {
    Diagnostic(
      path: path, line: line, message: "not a line that digest wrote",
      hint: "restore the file; without it, readers would be sent what they have")
  }
}
