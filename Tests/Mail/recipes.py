"""Tests the scripts of docs/newsletter.md with servers that follow the documentation of the
providers' APIs.

Buttondown: docs.buttondown.com/api-emails-create. listmonk: listmonk.app/docs/apis/campaigns.
Mailchimp: mailchimp.com/developer/marketing/api/campaigns.
"""

import base64
import contextlib
import http.server
import json
import os
import re
import subprocess
import threading

import feedparser
import yaml

from mailsite import ROOT, MailSite, paper

DOCUMENT = ROOT / "docs/newsletter.md"
# Placeholders in the text of a paper that a provider must not replace.
TRICKS = ["{{ .Subscriber.Email }}", "{{ subscriber.email }}", "*|EMAIL|*", "{% include 'x' %}"]


def blocks(language):
    text = DOCUMENT.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


class Provider(http.server.BaseHTTPRequestHandler):
    """Keeps campaigns; the `answer` of a subclass handles requests."""

    def respond(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"null")
        state = self.server.state
        state["requests"].append(f"{self.command} {self.path}")
        if self.server.refused and self.server.refused in f"{self.command} {self.path}":
            code, answer = 500, {"message": "out of order"}
        elif self.headers["Content-Type"] != "application/json":
            code, answer = 415, {"message": "not JSON"}
        elif not self.is_allowed():
            code, answer = 401, {"detail": "invalid key"}
        else:
            code, answer = self.answer(body, state)
        data = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_PUT = do_PATCH = respond

    def log_message(self, *_):
        pass


class Buttondown(Provider):
    settings = {"BUTTONDOWN_API_KEY": "key-1"}

    def is_allowed(self):
        return self.headers["Authorization"] == "Token key-1"

    def answer(self, body, state):
        if (self.command, self.path) == ("POST", "/v1/emails"):
            if not body.get("subject"):
                return 400, {"code": "subject_invalid"}
            if body["body"].startswith("---"):
                return 400, {"code": "body_contains_frontmatter"}
            if any(old["subject"] == body["subject"] for old in state["campaigns"].values()):
                return 400, {"code": "email_duplicate"}
            if body.get("status") not in ("draft", "scheduled", "about_to_send"):
                return 400, {"code": "status_invalid"}
            state["campaigns"]["em_1"] = body
            return 201, {"id": "em_1", **body}
        if (self.command, self.path) == ("PATCH", "/v1/emails/em_1"):
            if self.headers["X-Buttondown-Live-Dangerously"] != "true":
                return 400, {"code": "sending_requires_confirmation"}
            state["campaigns"]["em_1"].update(body)
            state["sent"] += body["status"] == "about_to_send"
            return 200, {"id": "em_1", **state["campaigns"]["em_1"]}
        return 404, {}

    @staticmethod
    def content(campaign):
        assert set(campaign) == {"subject", "body", "status"}
        assert not re.search(r"{{|{%|\*\|", campaign["body"]), "a trick is in the body"
        return campaign["subject"], campaign["body"]


class Listmonk(Provider):
    settings = {"LISTMONK_USER": "api", "LISTMONK_TOKEN": "t", "LISTMONK_LIST": "3",
                "LISTMONK_TEMPLATE": "7"}
    wanted = {"name", "subject", "lists", "type", "content_type", "body", "template_id"}

    def is_allowed(self):
        return self.headers["Authorization"] == "token api:t"

    def answer(self, body, state):
        if (self.command, self.path) == ("POST", "/api/campaigns"):
            if set(body) != self.wanted or body["lists"] != [3] or body["template_id"] != 7:
                return 400, {"message": "invalid fields"}
            if body["type"] != "regular" or body["content_type"] != "html":
                return 400, {"message": "invalid type"}
            state["campaigns"][1] = {**body, "status": "draft"}
            return 200, {"data": {"id": 1, **body, "status": "draft"}}
        if (self.command, self.path) == ("PUT", "/api/campaigns/1/status"):
            if body["status"] != "running" or state["campaigns"][1]["status"] != "draft":
                return 400, {"message": "cannot change status"}
            state["campaigns"][1]["status"] = "running"
            state["sent"] += 1
            return 200, {"data": {"id": 1, "status": "running"}}
        return 404, {}

    @staticmethod
    def content(campaign):
        body = campaign["body"]
        assert re.findall(r"{{.*?}}", body) == ["{{ UnsubscribeURL }}"] * 2, "tricks"
        assert len(body.encode()) <= 80_000
        return campaign["subject"], body


class Mailchimp(Provider):
    settings = {"MAILCHIMP_API_KEY": "k-us21", "MAILCHIMP_LIST": "abc", "FROM_NAME": "Daily \"P\"",
                "FROM_ADDRESS": "news@example.org"}

    def is_allowed(self):
        basic = self.headers["Authorization"].removeprefix("Basic ")
        return base64.b64decode(basic).decode().endswith(":k-us21")

    def answer(self, body, state):
        if (self.command, self.path) == ("POST", "/3.0/campaigns"):
            if body["type"] != "regular" or body["recipients"] != {"list_id": "abc"}:
                return 400, {"title": "Invalid Resource"}
            if body["settings"]["from_name"] != 'Daily "P"':
                return 400, {"title": "Invalid Resource"}
            state["campaigns"]["c1"] = body
            return 200, {"id": "c1", "status": "save", **body}
        if (self.command, self.path) == ("PUT", "/3.0/campaigns/c1/content"):
            state["campaigns"]["c1"]["html"] = body["html"]
            return 200, {"html": body["html"], "plain_text": ""}
        if (self.command, self.path) == ("POST", "/3.0/campaigns/c1/actions/send"):
            if "html" not in state["campaigns"]["c1"]:
                return 400, {"title": "Your Campaign is not ready to send"}
            state["sent"] += 1
            return 204, None
        return 404, {}

    @staticmethod
    def content(campaign):
        html = campaign["html"]
        assert re.findall(r"\*\|.*?\|\*", html) == ["*|UNSUB|*"] * 2, "tricks"
        return campaign["settings"]["subject_line"], html


PROVIDERS = {"buttondown": Buttondown, "listmonk": Listmonk, "mailchimp": Mailchimp}


@contextlib.contextmanager
def played(provider, refused=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), provider)
    server.state = {"campaigns": {}, "sent": 0, "requests": []}
    server.refused = refused
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()


def script(name):
    found = [block for block in blocks("bash") if name in block.lower()]
    assert len(found) == 1, f"{len(found)} scripts for {name}"
    return found[0]


def run(site, name, server):
    """Runs the script in the document, with another address of the provider."""
    base = f"http://127.0.0.1:{server.server_port}"
    text = script(name).replace("https://api.buttondown.com", base)
    text = text.replace("https://${MAILCHIMP_API_KEY##*-}.api.mailchimp.com", base)
    programs = site.folder / "bin"
    programs.mkdir(exist_ok=True)
    link = programs / "digest"
    if not link.exists():
        link.symlink_to(os.environ["DIGEST"])
    environment = {**os.environ, **PROVIDERS[name].settings, "LISTMONK_URL": base,
                   "PATH": f"{programs}:{os.environ['PATH']}"}
    return subprocess.run(["bash", "-c", text], cwd=site.folder, env=environment,
                          capture_output=True, text=True, timeout=300)


def day(count=30):
    papers = {f"p{n}.md": paper(f"Paper {n}", body="Words. " * 60) for n in range(count)}
    papers |= {f"t{n}.md": paper(trick, body=trick, fields=f"summary: '{trick}'\n".replace(
        "'x'", "x")) for n, trick in enumerate(TRICKS)}
    return MailSite(papers)


def sends(name):
    with day() as site, played(PROVIDERS[name]) as server:
        first = run(site, name, server)
        assert first.returncode == 0, (first.stderr, first.stdout)
        assert server.state["sent"] == 1, server.state["requests"]
        (campaign,) = server.state["campaigns"].values()
        subject, body = PROVIDERS[name].content(campaign)
        assert subject == "Daily Papers: 12 March 2025", subject
        assert "Paper 7" in body
        requests = len(server.state["requests"])
        again = run(site, name, server)
        assert again.returncode == 0 and len(server.state["requests"]) == requests, again
        site.write("Content/papers/new.md", paper("New", "2025-03-13"))
        server.state["campaigns"].clear()
        later = run(site, name, server)
        assert later.returncode == 0 and server.state["sent"] == 2, later


def fails(name):
    """Whichever request fails, the script reports it, and nothing is sent twice."""
    steps = {"buttondown": ["POST /v1/emails", "PATCH"], "listmonk": ["POST", "PUT"],
             "mailchimp": ["POST /3.0/campaigns", "PUT", "actions/send"]}[name]
    for step in steps:
        with day(3) as site, played(PROVIDERS[name], refused=step) as server:
            broken = run(site, name, server)
            assert broken.returncode != 0 and server.state["sent"] == 0, (step, broken)
            server.refused = None
            server.state["campaigns"].clear()
            healed = run(site, name, server)
            # Once the issue is marked as mailed, the author sends the draft.
            expected = 0 if step == steps[-1] else 1
            assert healed.returncode == 0 and server.state["sent"] == expected, (step, healed)


def wrong_key(name):
    with day(3) as site, played(PROVIDERS[name]) as server:
        provider = PROVIDERS[name]
        settings, provider.settings = provider.settings, {
            key: "wrong-us1" if "KEY" in key or "TOKEN" in key else value
            for key, value in provider.settings.items()}
        try:
            broken = run(site, name, server)
        finally:
            provider.settings = settings
        assert broken.returncode != 0 and not server.state["campaigns"], broken
        assert not (site.folder / ".digest/mail.jsonl").exists()


def feeds():
    """Checks what a service finds in the feeds: whole issues in mail-safe HTML, each once with a date."""
    days = [f"2025-{month:02}-{day:02}" for month in (1, 2, 3) for day in (3, 10, 17, 24)]
    papers = {f"{n}{d}.md": paper(f"Paper {n} of {d}", d) for d in days for n in range(3)}
    with MailSite(papers) as site:
        subprocess.run([os.environ["DIGEST"], "build", "--quiet"], cwd=site.folder, check=True)
        for name, count in [("issues", 10), ("issues-weekly", 10), ("issues-monthly", 2)]:
            data = (site.folder / f"Public/{name}.xml").read_bytes()
            feed = feedparser.parse(data)
            assert feed.bozo == 0 and len(feed.entries) == count, (name, len(feed.entries))
            ids = [entry.id for entry in feed.entries]
            assert len(set(ids)) == count
            for entry in feed.entries:
                html = entry.content[0].value
                assert "Paper 0 of" in html and "<script" not in html
                assert entry.published == entry.updated
                assert "https://papers.example.org/d/papers/" in html


def workflow():
    """Checks that the steps are in order and that bash can parse each script."""
    (text,) = blocks("yml")
    steps = yaml.safe_load(text)["jobs"]["daily"]["steps"]
    names = [step.get("name") or step["uses"].split("@")[0] for step in steps]
    order = [names.index(name) for name in ["Papers", "Site", "actions/deploy-pages", "Mail"]]
    assert order == sorted(order), names
    for step in steps:
        if "run" in step:
            subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True)
    runs = " ".join(step.get("run", "") for step in steps)
    for command in ["digest import", "digest build", "bash mail.sh", "git push"]:
        assert command in runs, command
    (cron,) = [line for block in blocks("text") for line in block.splitlines() if "* * 1-5" in line]
    commands = [part.strip().split()[:2] for part in cron.split("&&")[1:]]
    assert commands == [["digest", "import"], ["digest", "build"], ["digest", "mail"]], commands


def check(report):
    for name in PROVIDERS:
        report.run(f"the script for {name} sends each issue once", lambda: sends(name))
        report.run(f"the script for {name} stops where a request fails", lambda: fails(name))
        report.run(f"the script for {name} stops at a wrong key", lambda: wrong_key(name))
    report.run("the issue feeds hold what services mail", feeds)
    report.run("the scheduled workflow imports, builds, publishes and mails", workflow)
