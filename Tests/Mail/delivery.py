"""Tests who gets how many copies, with a real mail server and a real mail program."""

import collections
import email
import email.policy
import json
import random
import signal
import socket
import subprocess
import time

from aiosmtpd.controller import Controller

from mailsite import MailSite, paper

READERS = 500
KILLS = 50


class Inbox:
    """The messages that the server accepted, by recipient."""

    def __init__(self):
        self.messages = collections.defaultdict(list)
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            self.messages[address].append(envelope.content)
        return "250 OK"

    def count(self):
        return sum(map(len, self.messages.values()))


class Server(Controller):
    def __init__(self, inbox):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        super().__init__(inbox, hostname="127.0.0.1", port=port)


def post_site(port, readers, papers=None):
    papers = papers or {f"p{n}.md": paper(f"Paper {n}", body="Words. " * 50) for n in range(20)}
    site = MailSite(papers, settings="  command: [msmtp, -C, msmtprc, --read-envelope-from, -t]\n")
    site.write("msmtprc", f"account default\nhost 127.0.0.1\nport {port}\ntls off\nauth off\n")
    site.write("list.txt", "".join(f"Reader {n} <{a}>\n" for n, a in enumerate(readers)))
    return site


def addresses(count):
    return [f"reader{n}@example.net" for n in range(count)]


def send(site, *arguments):
    run = site.mail("--send", "--to", "list.txt", "--json", *arguments, fails=True)
    assert run.returncode in (0, 2), (run.returncode, run.stderr)
    return run.returncode, json.loads(run.stdout)


def killed(site, inbox, dice):
    """Starts a run and kills it during some message or before the first."""
    process = subprocess.Popen(
        site.command("--send", "--to", "list.txt"), cwd=site.folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wanted = inbox.count() + dice.randrange(0, 16)
    while inbox.count() < wanted and process.poll() is None:
        time.sleep(0.001)
    time.sleep(dice.random() * 0.03)
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return was_running


def kills():
    inbox, dice = Inbox(), random.Random(20250312)
    server = Server(inbox)
    server.start()
    try:
        with post_site(server.port, addresses(READERS)) as site:
            done = sum(killed(site, inbox, dice) for _ in range(KILLS))
            assert done == KILLS, f"only {done} runs were still going when they were killed"
            code, last = send(site)
            assert code == 0 and not last["left"] and not last["failed"], last
            time.sleep(0.5)  # wait for what the killed runs had handed over
            counts = {a: len(inbox.messages[a]) for a in addresses(READERS)}
            twice = [a for a, n in counts.items() if n > 1]
            none = [a for a, n in counts.items() if n == 0]
            print(f"        {KILLS} kills, {inbox.count()} messages for {READERS} readers, "
                  f"{len(last['open'])} open, {len(none)} without one")
            assert not twice, twice
            assert set(none) <= set(last["open"]), set(none) - set(last["open"])
            assert len(last["open"]) <= KILLS
            check_messages(inbox)
            before = inbox.count()
            code, again = send(site)
            assert code == 0 and inbox.count() == before and again.get("message") or not again["sent"]
            open_ones = last["open"]
            code, resent = send(site, "--day", "2025-03-12", "--resend")
            assert resent["sent"] == len(open_ones) and not resent["open"], resent
    finally:
        server.stop()


def check_messages(inbox):
    tokens, ids = set(), set()
    for address, (content, *_) in ((a, m) for a, m in inbox.messages.items() if m):
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert message["To"].addresses[0].addr_spec == address
        assert not message.defects and len(list(message.iter_parts())) == 2
        way = str(message["List-Unsubscribe"])
        assert "{" not in way and "%40example.net" in way, way
        tokens.add(way.split("t=")[1].split(">")[0])
        ids.add(message["Message-ID"])
        html = message.get_body("html").get_content()
        assert html.rstrip().endswith("</html>"), "half a message"
        assert way.split("<")[1].split(">")[0] in html
    assert len(tokens) == len(ids) == sum(1 for m in inbox.messages.values() if m)
    assert all(len(token) == 32 for token in tokens)


def server_down():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with post_site(port, addresses(10)) as site:
        run = site.mail("--send", "--to", "list.txt", fails=True)
        assert run.returncode == 2, run
        assert "left to send: 10 readers (reader0@example.net, " in run.stderr, run.stderr
        inbox = Inbox()
        server = Controller(inbox, hostname="127.0.0.1", port=port)
        server.start()
        try:
            code, report = send(site)
            assert code == 0 and report["sent"] == 10, report
        finally:
            server.stop()


def one_refused():
    inbox = Inbox()
    inbox.refused.add("reader3@example.net")
    server = Server(inbox)
    server.start()
    try:
        with post_site(server.port, addresses(8)) as site:
            code, report = send(site)
            assert code == 2 and report["sent"] == 7, report
            assert report["failed"] == ["reader3@example.net"] and not report["left"], report
            inbox.refused.clear()
            code, report = send(site)
            assert code == 0 and report["sent"] == 1 and inbox.count() == 8, report
    finally:
        server.stop()


def stopped(number):
    """Ctrl-C lets the current message be delivered, and the next run continues."""
    inbox = Inbox()
    server = Server(inbox)
    server.start()
    try:
        with post_site(server.port, addresses(60)) as site:
            process = subprocess.Popen(
                site.command("--send", "--to", "list.txt"), cwd=site.folder,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            while inbox.count() < 5:
                time.sleep(0.001)
            process.send_signal(number)
            _, errors = process.communicate(timeout=300)
            assert process.returncode == 128 + number, process.returncode
            assert "left to send: " in errors, errors
            code, report = send(site)
            assert code == 0 and not report["open"] and inbox.count() == 60, report
    finally:
        server.stop()


def two_at_once():
    inbox = Inbox()
    server = Server(inbox)
    server.start()
    try:
        with post_site(server.port, addresses(80)) as site:
            command = site.command("--send", "--to", "list.txt")
            first = subprocess.Popen(command, cwd=site.folder, stdout=subprocess.DEVNULL)
            while inbox.count() < 1:
                time.sleep(0.001)
            second = subprocess.run(command, cwd=site.folder, capture_output=True, text=True)
            assert first.wait() == 0
            assert second.returncode == 2 and "another 'digest mail'" in second.stderr, second
            assert inbox.count() == 80
    finally:
        server.stop()


def from_file():
    """`msmtp -t` accepts the written file too, with its line endings."""
    inbox = Inbox()
    server = Server(inbox)
    server.start()
    try:
        with post_site(server.port, ["ada@example.net"]) as site:
            site.mail("--to", "list.txt")
            subprocess.run(
                ["msmtp", "-C", "msmtprc", "--read-envelope-from", "-t"], cwd=site.folder, check=True,
                stdin=open(site.folder / "Mail/2025-03-12.eml", "rb"))
            content, = inbox.messages["ada@example.net"]
            assert content.rstrip(b"\r\n") == site.read("eml").rstrip(b"\r\n")
    finally:
        server.stop()


def check(report):
    report.run("a server that is down: exit code 2, what is left, and the next run sends it",
               server_down)
    report.run("a reader whom the server refuses keeps nobody else waiting", one_refused)
    report.run("Ctrl-C ends between two messages", lambda: stopped(signal.SIGINT))
    report.run("so does kill", lambda: stopped(signal.SIGTERM))
    report.run("two runs at once are one too many", two_at_once)
    report.run("a mail program takes the file as it is", from_file)
    report.run(f"{READERS} readers, {KILLS} kills: nobody gets two", kills)
