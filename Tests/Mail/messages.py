"""Checks messages with Python's parsers: headers, parts and edge cases of RFC 2047 and 5322."""

import email
import email.header
import email.policy
import email.utils
import unicodedata

from mailsite import MailSite, paper, quoted

NAMES = ["From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe",
         "List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "MIME-Version", "Content-Type"]

# Titles, names and tags that headers must contain exactly, on one line.
EDGES = {
    "plain": "Daily Papers",
    "umlauts": "Größe über alles",
    "Chinese": "强化学习 每日论文",
    "emoji": "🎉 👩‍👩‍👧 Papers",
    "an encoded word": "=?utf-8?q?Bcc:_a@b.org?=",
    "half an encoded word": "A =?utf-8?b? B ?= C",
    "quotes and brackets": "\"A\" (B) <c@d.org>, [E]; F: \\G",
    "998 octets": "x" * 998,
    "998 octets with spaces": ("word " * 200)[:998].strip(),
    "998 octets of emoji": "🎉" * 249,
    "bidi": "A \u202e reversed \u2066 isolated",
    "zero width": "A\u200b\u200dB",
    "a header": "Subject: A Bcc: b@c.org",
    "a boundary": "--=_digest_20a05650fca16000--",
    "combining": "e\u0301\u0338 \u20e3",
    "next line": "A\u2028Bcc: b@c.org",
    "mbox": "From me",
    "a dot": ".",
    "tabs": "A\tB",
}


def parsed(data):
    strict = email.message_from_bytes(data, policy=email.policy.strict)
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert strict.keys() == NAMES, strict.keys()
    assert message.get_all("Subject") == [message["Subject"]]
    for part in message.walk():
        assert not part.defects, part.defects
        for name, value in part.items():
            assert not value.defects, (name, value.defects)
    return message


def check_form(data, site):
    assert data.count(b"\n") == data.count(b"\r\n"), "a line without CR"
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 76, max(lines, key=len)
    assert not any(line.startswith((b".", b"From ")) for line in lines)
    assert all(0x20 <= byte < 0x7F or byte in b"\r\n" for byte in data)
    message = parsed(data)
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    for part, ending in zip(parts, ["txt", "html"]):
        assert part.get_content_charset() == "utf-8"
        assert part.get_content().replace("\r\n", "\n").encode() == site.read(ending)
    return message


def tidy(text):
    """Replaces white space in a title with single spaces."""
    return unicodedata.normalize("NFC", " ".join(text.replace("\t", " ").split(" ")))


def decoded(data, name):
    """Decodes a header with the older of Python's parsers: the newer one keeps spaces between the
    encoded words of a name, which RFC 2047, 6.2, drops."""
    raw = email.message_from_bytes(data, policy=email.policy.compat32)[name]
    raw = raw.replace("\r\n", "").replace("\n", "")
    return raw, str(email.header.make_header(email.header.decode_header(raw)))


def edge(text):
    fields = f"authors:\n  - {quoted(text)}\nsummary: {quoted(text)}\naward: {quoted(text)}\n"
    with MailSite({"a.md": paper(text, fields=fields), "b.md": paper("B")}, title=text) as site:
        site.mail()
        message = check_form(site.read("eml"), site)
        assert str(message["Subject"]) == f"{tidy(text)}: 12 March 2025", message["Subject"]
        html, plain = site.read("html").decode(), site.read("txt").decode()
        assert "<script" not in html and tidy(text)[:20].split(" ")[0] in plain


def display_name(text):
    shown = text.replace('"', "'").replace("\\", "/")
    name = f'"{shown}"'
    with MailSite({"a.md": paper("A")}, sender=f"{name} <news@example.org>") as site:
        site.mail()
        address = parsed(site.read("eml"))["From"].addresses
        assert len(address) == 1 and address[0].addr_spec == "news@example.org", address
        raw, text = decoded(site.read("eml"), "From")
        name = text.removesuffix(" <news@example.org>")
        assert name.strip('"') == tidy(shown).strip('"'), text
        if "?" not in raw:
            assert address[0].display_name == tidy(shown), address[0].display_name


def list_name(text):
    shown = text.replace("<", "(").replace(">", ")")
    with MailSite({"a.md": paper("A")}, list_name=f"{shown} <daily.example.org>") as site:
        site.mail()
        parsed(site.read("eml"))
        _, text = decoded(site.read("eml"), "List-Id")
        name = text.removesuffix(" <daily.example.org>")
        if name.startswith('"'):
            name = name[1:-1].replace('\\"', '"').replace("\\\\", "\\")
        assert name == tidy(shown), text


def tag(text):
    text = text[:20].strip()
    fields = f"tags:\n  - {quoted(text)}\n"
    with MailSite({"a.md": paper("A", fields=fields)}) as site:
        output = site.mail(f"--tag={text}", "--json")
        message = parsed(next((site.folder / "Mail").glob("*.eml")).read_bytes())
        assert str(message["Subject"]) == f"Daily Papers: 12 March 2025: {tidy(text)}", output


REFUSED = {
    "CR LF in the sender": ('from: "A\\r\\nBcc: b@c.org <a@b.org>"', "4:9: error:"),
    "LF in the sender": ('from: "A\\nBcc: b@c.org <a@b.org>"', "4:9: error:"),
    "NUL in the sender": ('from: "A\\0 <a@b.org>"', "4:9: error:"),
    "CR in the list's name": ('list_id: "A\\rB <a.b.org>"', "4:12: error:"),
    "LF in an unsubscribe address": ('unsubscribe: "https://a.org/\\nBcc:"', "4:16: error:"),
    "two senders": ("from: a@b.org, c@d.org", "4:9: error:"),
    "a script to unsubscribe": ("unsubscribe: javascript:alert(1)", "4:16: error:"),
}


def refused(line, place):
    with MailSite({"a.md": paper("A")}) as site:
        site.write("Content/site.yml", f"title: A\nbase_url: https://a.org/\nmail:\n  {line}\n")
        run = site.mail(fails=True)
        assert run.returncode == 1, run
        assert run.stderr.startswith(f"Content/site.yml:{place}"), run.stderr
        assert not (site.folder / "Mail").exists()


def control_in_title():
    with MailSite({"a.md": paper("A")}) as site:
        site.write("Content/papers/b.md", '---\ntitle: "A\\0B"\ndate: 2025-03-12\n---\n')
        run = site.mail(fails=True)
        assert run.returncode == 1 and "b.md:2:8: error: " in run.stderr, run.stderr


def line_ends_in_title():
    """A title is one line, whatever escapes it has."""
    with MailSite({}) as site:
        site.write("Content/papers/b.md",
                   '---\ntitle: "A\\r\\nBcc: b@c.org\\r\\n\\r\\nX"\ndate: 2025-03-12\n---\n')
        site.mail()
        message = check_form(site.read("eml"), site)
        text = message.get_body("plain").get_content()
        assert "1. A Bcc: b@c.org X\n" in text.replace("\r\n", "\n"), text


def dates():
    """Date and Message-ID are those of the issue."""
    with MailSite({"a.md": paper("A", "2024-02-29"), "b.md": paper("B", "2025-03-12")}) as site:
        for arguments, name, date in [
                ([], "2025-03-12", "2025-03-12"), (["--day", "2024-02-29"], "2024-02-29", "2024-02-29"),
                (["--month", "2024-02"], "2024-02", "2024-02-29"),
                (["--since", "2024-01-01"], "2024-01-01-to-2025-03-12", "2025-03-12")]:
            site.mail(*arguments)
            message = parsed(site.read("eml", name))
            assert message["Date"].datetime.isoformat() == f"{date}T00:00:00+00:00"
            assert message["Message-ID"] == f"<{name}@example.org>"


def check(report):
    for name, text in EDGES.items():
        report.run(f"{name} in titles, authors and the site's title", lambda: edge(text))
        report.run(f"{name} in the sender's name", lambda: display_name(text))
        report.run(f"{name} in the list's name", lambda: list_name(text))
        if name != "a dot":
            report.run(f"{name} in a tag", lambda: tag(text))
    for name, (line, place) in REFUSED.items():
        report.run(f"{name} is an error with its place", lambda: refused(line, place))
    report.run("a control character in a title is an error with its place", control_in_title)
    report.run("line ends in a title are spaces", line_ends_in_title)
    report.run("dates and numbers are the issue's", dates)
