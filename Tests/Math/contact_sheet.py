#!/usr/bin/env python3
"""Draws formulas side by side, as browsers and feed readers show them, for visual inspection.

    swift build -c release --package-path Benchmarks --product math-benchmark
    Tests/Math/contact_sheet.py Benchmarks/.build/release/math-benchmark \
        $DIGEST_TEST_DATA/math/spans.jsonl sheet/

Selects the 100 formulas with the most kinds of commands, frequent ones first, and writes sheet.html
and, if the browsers are installed, chromium.png and firefox.png.
"""
import argparse
import html
import json
import os
import re
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STYLE = os.path.join(HERE, '../../Templates/assets/style.css')
COMMAND = re.compile(r'\\(?:begin\{[a-z*]+\}|[A-Za-z]+|.)|[\^_]|[^\x00-\x7f]')
ROW_HEIGHT = 64


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('program', help='math-benchmark')
    parser.add_argument('spans', help='formulas as JSON lines')
    parser.add_argument('folder', help='where the sheet goes')
    parser.add_argument('--count', type=int, default=100)
    arguments = parser.parse_args()
    output = subprocess.run(
        [arguments.program, arguments.spans, '--print'], stdout=subprocess.PIPE, check=True).stdout
    formulas = chosen([json.loads(line) for line in output.splitlines()], arguments.count)
    os.makedirs(arguments.folder, exist_ok=True)
    sheet = os.path.join(arguments.folder, 'sheet.html')
    with open(sheet, 'w', encoding='utf-8') as file:
        file.write(page(formulas))
    shoot(os.path.abspath(sheet), arguments.folder, 120 + ROW_HEIGHT * len(formulas))


def chosen(formulas, count):
    """Selects formulas greedily by their new commands, weighted by frequency."""
    weights = {}
    for formula in formulas:
        for name in names(formula):
            weights[name] = weights.get(name, 0) + formula['count']
    seen, result = set(), []
    rest = [formula for formula in formulas if len(formula['tex']) <= 120]
    while rest and len(result) < count:
        best = max(rest, key=lambda it: (sum(weights[n] for n in names(it) - seen), it['tex']))
        seen |= names(best)
        result.append(best)
        rest.remove(best)
    return result


def names(formula):
    return set(COMMAND.findall(formula['tex']))


def page(formulas):
    with open(STYLE, encoding='utf-8') as file:
        rules = [line for line in file if 'math' in line]
    rows = ''.join(
        f'<tr><td>{number}<td><code>{html.escape(formula["tex"])}</code>'
        f'<td>so {formula["mathML"]} is<td>{formula["html"]}<td>{html.escape(formula["text"])}\n'
        for number, formula in enumerate(formulas, 1))
    return f'''<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Formulas</title>
<style>
body {{ font: 18px/1.5 Georgia, serif; margin: 16px; background: #fff; color: #111; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 1250px; }}
td {{ border-top: 1px solid #ccc; height: {ROW_HEIGHT - 8}px; padding: 2px 6px; overflow: hidden; }}
td:first-child {{ width: 30px; }} code {{ font-size: 12px; overflow-wrap: anywhere; }}
{''.join(rules)}</style>
<table><tr><td>#<td>TeX<td>MathML<td>HTML, in feeds<td>text
{rows}</table></html>
'''


def shoot(sheet, folder, height):
    size = f'1300,{height}'
    picture = os.path.abspath(os.path.join(folder, '{}.png'))
    with tempfile.TemporaryDirectory() as profile:
        commands = {
            'chromium': ['chromium', '--headless', '--no-sandbox', '--hide-scrollbars',
                         f'--user-data-dir={profile}', f'--window-size={size}',
                         f'--screenshot={picture.format("chromium")}', f'file://{sheet}'],
            'firefox': ['firefox-esr', '--headless', '--profile', profile,
                        f'--window-size={size}', '--screenshot', picture.format('firefox'),
                        f'file://{sheet}'],
        }
        for name, command in commands.items():
            if shutil.which(command[0]):
                subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=120)
                print(picture.format(name))
            else:
                print(f'{command[0]} is not installed')


main()
