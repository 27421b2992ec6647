"""Creates sites and mails them with the program."""

import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("DIGEST_TEST_DATA", ROOT.parent / "shared/data"))

SETTINGS = """
mail:
  from: {sender}
  list_id: {list_name}
  unsubscribe:
    - https://lists.example.org/u?t={{token}}
    - mailto:leave@example.org?subject={{email}}
  postal_address: |
    Example Society
    1 Paper Street, London
"""


def quoted(text):
    """Returns a single-quoted YAML scalar, in which only quotes are escaped."""
    return "'" + text.replace("'", "''") + "'"


def paper(title, date="2025-03-12", fields="", body="Text."):
    return f"---\ntitle: {quoted(title)}\ndate: {date}\n{fields}---\n{body}\n"


class MailSite:
    """A site in a temporary folder; use it with `with`."""

    def __init__(self, papers, title="Daily Papers", settings="", files=None,
                 sender="Daily Papers <news@example.org>",
                 list_name="Daily Papers <daily.papers.example.org>", folder=None):
        self._own = None if folder else tempfile.TemporaryDirectory(prefix="digest-mail-")
        self.folder = pathlib.Path(folder or self._own.name)
        mail = SETTINGS.format(sender=quoted(sender), list_name=quoted(list_name))
        self.write("Content/site.yml", f"title: {quoted(title)}\n"
                   f"base_url: https://papers.example.org/d/\n{mail}{settings}")
        for name, text in {**papers, **(files or {})}.items():
            self.write(f"Content/papers/{name}", text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._own:
            self._own.cleanup()

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def command(self, *arguments):
        return [os.environ["DIGEST"], "mail", *arguments]

    def mail(self, *arguments, env=None, fails=False):
        """Runs `digest mail` and returns its output or, with `fails`, the whole run."""
        run = subprocess.run(
            self.command(*arguments), cwd=self.folder, capture_output=True, text=True,
            env={**os.environ, **(env or {})}, timeout=600)
        if fails:
            return run
        if run.returncode != 0:
            raise AssertionError(f"exit code {run.returncode}: {run.stderr[:400]}")
        return run.stdout

    def read(self, ending, name="2025-03-12"):
        return (self.folder / f"Mail/{name}.{ending}").read_bytes()
