import ArgumentParser
import DigestCore
import DigestKit
import DigestServe
import Dispatch
import Glibc
import Synchronization

/// Runs the preview until it is interrupted.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Preview the site in the browser while you write.")

  @OptionGroup var site: SiteOptions

  @Option(help: "The port; if it is in use, the next free one is used.")
  var port: UInt16 = 4000

  @Option(
    help: "A name or address of this computer, to allow access from others (default: 127.0.0.1).")
  var host: String?

  @Flag(help: "Open the site in the browser.")
  var open = false

  @Flag(help: "Include drafts.")
  var drafts = false

  @Option(
    name: .customLong("static"),
    help: ArgumentHelp("Serve a folder as it is, such as a finished build.", valueName: "folder")
  )
  var folder: String?

  @Flag(help: "Poll for changes, for file systems without change notifications.")
  var poll = false

  func run() throws {
    endAtOnce()
    let failure = Mutex<(any Error)?>(nil)
    let done = DispatchSemaphore(value: 0)
    let work = try work()
    Task.detached {
      do { try await work() } catch { failure.withLock { $0 = error } }
      done.signal()
    }
    done.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func work() throws -> @Sendable () async throws -> Void {
    var options = PreviewServer.Options()
    (options.port, options.host, options.polls) = (port, host, poll)
    let announcement = Announcement(wanted: port, opens: open)
    let server = PreviewServer(options) { announcement.tell($0) }
    if let folder { return { try await server.run(folder: folder) } }
    try site.requireContent(to: "serve")
    var build = Build.Options()
    build.includesDrafts = drafts
    let folder = site.site
    return { [build] in
      defer { announcement.end() }
      try await server.run(
        content: SiteOptions(site: folder).content, theme: "\(folder)/Templates",
        templates: { SiteOptions(site: folder).templates }, build: build)
    }
  }

  /// Ends at once on Ctrl-C; the preview leaves no files, so nothing has to be cleaned up.
  private func endAtOnce() {
    signal(SIGINT) { _ in _exit(130) }
    signal(SIGTERM) { _ in _exit(143) }
    signal(SIGPIPE, SIG_IGN)
    unblock([SIGINT, SIGTERM])
  }

  /// Unblocks signals, because a program started from a thread with blocked ones inherits the mask.
  private func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
