import Testing

@testable import DigestServe

@Suite struct AllowedHostsTests {
  @Test(arguments: [
    "localhost", "localhost:4000", "LOCALHOST:1", "127.0.0.1:65535", "[::1]", "[::1]:4000",
  ])
  func `this computer's own names are allowed`(host: String) {
    #expect(AllowedHosts(host: nil).allow(host: host))
  }

  @Test(arguments: [
    nil, "", ":4000", "evil.example", "localhost.evil.example", "localhost:", "localhost:40a",
    "localhost:400000", "localhost.:4000", "127.0.0.1.nip.io", "127.1", "0.0.0.0:4000",
    "::1", "[::1]evil", "localhost@evil.example", "localhost:4000:4000", "evil.example:localhost",
  ])
  func `other names are refused`(host: String?) {
    #expect(AllowedHosts(host: nil).allow(host: host) == false)
  }

  @Test func `the configured host is allowed too`() {
    #expect(AllowedHosts(host: "Lab.example").allow(host: "lab.example:4000"))
    #expect(AllowedHosts(host: "fe80::1").allow(host: "[fe80::1]:4000"))
  }

  @Test func `a page of another site may not listen, even one without an Origin`() {
    let hosts = AllowedHosts(host: nil)
    #expect(hosts.allow(origin: nil, host: "localhost", site: nil))
    #expect(hosts.allow(origin: nil, host: "localhost", site: "same-origin"))
    #expect(hosts.allow(origin: nil, host: "localhost", site: "cross-site") == false)
    #expect(hosts.allow(origin: nil, host: "localhost", site: "same-site") == false)
  }
}
