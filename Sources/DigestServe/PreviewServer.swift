public import DigestCore
public import DigestFiles
public import DigestKit
import FlyingFox
import FlyingSocks
import Foundation

/// Builds a site in memory, serves it to a browser on this computer, and follows its source files.
public struct PreviewServer: Sendable {
  /// How to listen for requests and for changes.
  public struct Options: Sendable {
    /// The first port to try; 0 means any free one.
    public var port: UInt16 = 4000
    /// A name or address of this computer that others can reach; `nil` means 127.0.0.1.
    public var host: String?
    /// Whether to poll, for file systems without change notifications.
    public var polls = false

    public init() {}
  }

  /// Events to report to the user.
  public enum Message: Sendable {
    /// The server accepts requests; `port` can differ from the one asked for.
    case serving(url: String, port: UInt16)
    /// Errors and warnings in the source files; empty once there are none.
    case problems([Diagnostic])
    /// An I/O error stopped an update; the last good site is kept.
    case failed(SystemError)
    /// The site was updated.
    case updated(milliseconds: Double)
  }

  /// Called with each event, from any thread.
  public typealias Listener = @Sendable (Message) -> Void

  private let options: Options
  private let tell: Listener

  /// Creates a server that reports events to `tell`.
  public init(_ options: Options, tell: @escaping Listener) {
    self.options = options
    self.tell = tell
  }

  /// Serves a built folder as it is until the task is cancelled.
  ///
  /// Throws a ``SystemError`` if there is no such folder or no free port.
  public func run(folder location: String) async throws {
    try await serve(StaticFolder(location), events: nil)
  }

  /// Serves a site that follows its source files, until the task is cancelled.
  ///
  /// The folder `theme` contains the site's own templates and need not exist; `templates` is called
  /// again when it changes. Throws a ``SystemError`` if the site cannot be read or there is no free
  /// port; errors in source files are reported as messages.
  public func run(
    content: SourceFolder, theme: String, templates: @escaping @Sendable () -> [SourceFolder],
    build options: Build.Options
  ) async throws {
    let changes = watch(content.location, theme)
    // Not kept in a variable, or the first edit would copy the whole build.
    let preview = LivePreview(
      LiveBuild(content: content, templates: templates, options: options),
      session: PreviewServer.session
    ) { [content] + templates() }
    let (problems, failure) = await preview.state
    if let failure { throw failure }
    tell(.problems(problems))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await serve(preview, events: preview.events) }
      group.addTask { await follow(changes, preview, known: problems) }
      group.addTask { try await PreviewServer.ping(preview.events) }
      try await group.next()
      group.cancelAll()
    }
  }

  private static var session: String { UUID().uuidString }

  /// The number of seconds that an answer may take.
  ///
  /// The search index of a large site takes a minute, and more on a busy computer. FlyingFox's
  /// default is 15 seconds.
  static let patience = 3600.0

  private func serve(_ files: any PreviewFiles, events: EventStream?) async throws {
    let address = try PreviewAddress.firstFree(host: options.host, port: options.port)
    let handler = PreviewHandler(
      files: files, hosts: AllowedHosts(host: options.host), events: events)
    let server = HTTPServer(
      config: HTTPServer.Configuration(
        address: address.socket, timeout: PreviewServer.patience, logger: DisabledLogger.disabled),
      handler: handler)
    let announcement = Task {
      try await server.waitUntilListening(timeout: PreviewServer.patience)
      tell(.serving(url: address.url, port: address.port))
    }
    defer { announcement.cancel() }
    do {
      try await server.run()
    } catch let error as SocketError {
      throw SystemError("serve on", path: address.url, reason: error.localizedDescription)
    }
  }

  /// Writes to all pages at intervals, which is how closed ones are detected.
  private static func ping(_ events: EventStream) async throws {
    while true {
      try await Task.sleep(for: .seconds(10))
      events.ping()
    }
  }

  private func follow(
    _ changes: AsyncStream<SourceChanges>, _ preview: LivePreview, known problems: [Diagnostic]
  ) async {
    let clock = ContinuousClock()
    var known = problems
    for await change in changes {
      let start = clock.now
      await preview.update(change)
      let (problems, failure) = await preview.state
      if let failure {
        tell(.failed(failure))
        continue
      }
      if problems != known { tell(.problems(problems)) }
      known = problems
      tell(.updated(milliseconds: (clock.now - start) / .milliseconds(1)))
    }
  }
}

extension PreviewServer {
  /// Starts watching both folders for changes.
  private func watch(_ content: String?, _ theme: String) -> AsyncStream<SourceChanges> {
    let (stream, changes) = AsyncStream.makeStream(of: SourceChanges.self)
    if let content {
      follow(content, changes) { found in
        SourceChanges(
          content: found.modified.union(found.moved), isListingStale: !found.moved.isEmpty)
      }
    }
    follow(theme, changes) { _ in SourceChanges(templates: true) }
    return stream
  }

  /// Follows a folder on a separate thread until the program ends, because waiting for the kernel
  /// blocks.
  private func follow(
    _ location: String, _ changes: AsyncStream<SourceChanges>.Continuation,
    _ translate: @escaping @Sendable (FolderSnapshot.Changes) -> SourceChanges
  ) {
    let watcher = FolderWatcher(location, polls: options.polls)
    Thread.detachNewThread {
      var watcher = watcher
      var isStopped = false
      while !isStopped {
        guard let found = watcher.next(within: 1000) else { continue }
        if case .terminated = changes.yield(translate(found)) { isStopped = true }
      }
    }
  }
}
