#!/usr/bin/env python3
"""Compares digest's MathML with that of KaTeX 0.16.4 on a file of formulas.

    swift build -c release --package-path Benchmarks --product math-benchmark
    Tests/Math/compare_with_katex.py Benchmarks/.build/release/math-benchmark \
        $DIGEST_TEST_DATA/math/spans.jsonl [katex.js] [--list KIND]

Trees are compared after normalising equivalent markup (see RULES). Differences are counted by kind;
a formula that is only text, which digest writes as HTML, is compared by its text. Exits with 1 if
fewer than 95 per cent are equal, if a formula is not well-formed, or if fewer than 99 per cent of
the formulas, weighted by count, need no fallback. Needs node and Debian's libjs-katex.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

RULES = """
attributes        order and all attributes but mathvariant, which becomes letters; spacing of signs,
                  class and aria-label are ours, separator, fence and accent are KaTeX's
white space       none counts, nor spaces (mspace, mpadded, blank mtext): we add TeX's thin space
                  round functions, which KaTeX leaves to its HTML
mrow, mstyle      one that holds one element, or stands within another, is taken away
U+2061            invisible function application is taken away
digits, words     neighbouring mn make one, neighbouring upright mi make one, as KaTeX does from
                  0.16.11 on; so does the last digit before a script with the digits before it
signs             KaTeX's ∣ for | and ∥ for ‖; U+20D7 for →, mi for mo of / . and the like; prime
                  signs one by one or as one, and so :=
""".strip()

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('program', help='math-benchmark')
    parser.add_argument('spans', help='formulas as JSON lines')
    parser.add_argument('katex', nargs='?', default='/usr/share/javascript/katex/katex.js')
    parser.add_argument('--list', help='show the formulas of this kind of difference')
    arguments = parser.parse_args()
    program, spans, katex, listed = vars(arguments).values()
    ours = lines(subprocess.run([program, spans, '--print'], stdout=subprocess.PIPE, check=True))
    with open(spans, 'rb') as file:
        theirs = lines(subprocess.run(
            ['node', os.path.join(HERE, 'katex-trees.js'), katex], stdin=file,
            stdout=subprocess.PIPE, check=True))
    kinds = collections.defaultdict(list)
    problems = []
    for our, their in zip(ours, theirs, strict=True):
        problems += check(our)
        kinds[kind(our, their)].append(our['tex'])
    report(kinds, listed)
    covered = report_fallbacks(ours)
    for problem in problems:
        print('PROBLEM', *problem)
    compared = sum(len(v) for k, v in kinds.items() if k != 'KaTeX refuses it')
    same = len(kinds['same']) + len(kinds['text only, the same text'])
    print(f'{same} of {compared} alike: {100 * same / compared:.2f} %')
    sys.exit(1 if problems or same < 0.95 * compared or covered < 99 else 0)


def lines(process):
    return [json.loads(line) for line in process.stdout.decode().split('\n') if line]


def check(our):
    """Checks that every rendering is well-formed and shows no TeX."""
    found = []
    unread = any('cannot be parsed' in w for w in our['warnings'])
    for form in ['mathML', 'html']:
        try:
            root = ET.fromstring('<p>' + our[form] + '</p>')
        except ET.ParseError as error:
            found.append((our['tex'], form, str(error)))
            continue
        shown = ''.join(root.itertext()) + ''.join(e.get('aria-label', '') for e in root.iter())
        if '\\' in shown and not unread and 'backslash' not in our['tex']:
            found.append((our['tex'], form, 'a raw backslash'))
    if '\\' in our['text'] and not unread and 'backslash' not in our['tex']:
        found.append((our['tex'], 'text', 'a raw backslash'))
    return found


def kind(our, their):
    if their['mathML'] is None:
        return 'KaTeX refuses it'
    if not our['mathML'].startswith('<math'):
        ours = ''.join(ET.fromstring('<p>' + our['mathML'] + '</p>').itertext())
        katex = ''.join(ET.fromstring(their['mathML']).itertext())
        same = squeezed(ours) == squeezed(katex)
        return 'text only, the same text' if same else 'text only, another text'
    a, b = normal(our['mathML']), normal(their['mathML'])
    if a == b:
        return 'same'
    for name, matches in VERDICTS:
        if matches(our['tex'], a, b):
            return name
    return 'other'


# Kinds of differences, each with the program whose tree is right.
VERDICTS = [
    ('percent sign: ours, KaTeX takes the rest of the source for a comment',
     lambda tex, a, b: re.search(r'(?<!\\)%', tex)),
    ('script on an operator name: ours, KaTeX gives msub three children',
     lambda tex, a, b: '<mrow></mrow></msub>' in b),
    ('number that begins with a point: ours, KaTeX cuts it in two',
     lambda tex, a, b: re.search(r'(?<!\d)\.\d', tex)),
    ('Greek in \\mathrm: either, TeX keeps it slanted, units want it upright',
     lambda tex, a, b: re.search(r'\\(mathrm|rm)', tex)),
    ('mathbin round a row, bold of a script: ours, KaTeX puts elements into mo and mi',
     lambda tex, a, b: '<mo><m' in b or '<mi><m' in b),
    ('address shown as text: either', lambda tex, a, b: '\\url' in tex),
]


def squeezed(text):
    return re.sub(r'\s', '', unicodedata.normalize('NFKC', text)).replace('’', "'")


STYLES = {'bold': 'BOLD', 'italic': 'ITALIC', 'bold-italic': 'BOLD ITALIC', 'script': 'SCRIPT',
          'fraktur': 'FRAKTUR', 'double-struck': 'DOUBLE-STRUCK', 'sans-serif': 'SANS-SERIF',
          'monospace': 'MONOSPACE', 'sans-serif-bold': 'SANS-SERIF BOLD'}
SIGNS = str.maketrans({'∣': '|', '∥': '‖', '\u20d7': '→', '\xa0': ' ', '″': '′′', '‴': '′′′',
                       '’': "'", '⋆': '⋆', 'ϕ': 'ϕ', '∙': '•'})
UPRIGHT = '\uE000'
MATH_ITALIC = 'ℎ' + ''.join(map(chr, range(0x1D434, 0x1D468)))


def normal(mathml):
    root = ET.fromstring(re.sub(r' xmlns="[^"]*"', '', mathml))
    for element in root.iter('semantics'):
        element.tag = 'mrow'
    return show(tidy(root))


def tidy(element):
    """Returns a nested tuple: (tag, text) or (tag, [children])."""
    tag = element.tag
    if len(element) == 0 or tag == 'mtext':
        return leaf(tag, ''.join(element.itertext()), element.get('mathvariant'))
    children = []
    for child in element:
        part = tidy(child)
        if part is None:
            if tag in ('mrow', 'math', 'mstyle', 'mtd', 'msqrt', 'mtable', 'mtr', 'mpadded'):
                continue
            part = ('mrow', [])
        children.append(part)
    if tag in ('math', 'mtd', 'msqrt', 'mphantom', 'mpadded', 'mstyle', 'mrow'):
        children = joined(spliced(children))
    if tag in ('mrow', 'mstyle', 'mpadded') and len(children) == 1:
        return children[0]
    return ('mrow' if tag in ('mstyle', 'mpadded') else tag, children)


def spliced(children):
    """Merges nested rows into one row."""
    flat = []
    for child in children:
        if child[0] == 'mrow' and isinstance(child[1], list):
            flat += spliced(child[1])
        else:
            flat.append(child)
    return flat


def leaf(tag, text, variant):
    text = unicodedata.normalize('NFC', text.translate(SIGNS))
    text = re.sub('[\u2061\u2063]', '', text).strip()
    if tag == 'mi' and len(text) > 1 and all(c in MATH_ITALIC for c in text):
        return ('mrow', [('mi', unicodedata.normalize('NFKC', c)) for c in text])
    if tag == 'mspace' or not text:
        return None if tag != 'mrow' else ('mrow', [])
    if variant in STYLES and tag != 'mtext':
        text = ''.join(styled(c, STYLES[variant]) for c in text)
    if tag == 'mi' and len(text) > 1 and all(ord(c) < 0x1D400 for c in text):
        return ('mi', UPRIGHT + text)
    if variant == 'normal' and re.fullmatch('[A-Za-zΑ-Ωα-ω∂∇]', text):
        return ('mi', UPRIGHT + text) if text not in '∂∇' else ('mo', text)
    if tag == 'mi' and not text.isalpha():
        return ('mo', text)
    if tag == 'mtext':
        return ('mtext', re.sub(r'\s+', ' ', text))
    return (tag, text)


def styled(character, style):
    name = unicodedata.name(character, '')
    match = re.match(r'(LATIN|GREEK) (CAPITAL|SMALL) LETTER (.*)|DIGIT (.*)', name)
    if not match:
        return character
    for prefix in ['MATHEMATICAL ', '']:
        middle = match[4] or f'{match[2]} {match[3]}'.replace('LAMDA', 'LAMDA')
        for word in ([style, 'BLACK-LETTER'] if style == 'FRAKTUR' else [style]):
            try:
                kind = 'DIGIT ' if match[4] else ''
                return unicodedata.lookup(f'{prefix}{word} {kind}{middle}')
            except KeyError:
                continue
    return character


def joined(children):
    result = []
    for child in children:
        last = result[-1] if result else None
        if last and joins(last, child):
            result[-1] = (last[0], last[1] + child[1].removeprefix(UPRIGHT))
        elif (last and last[0] == 'mn' and child[0] in ('msup', 'msub', 'msubsup')
              and child[1][0][0] == 'mn'):
            base = ('mn', last[1] + child[1][0][1])
            result[-1] = (child[0], [base] + child[1][1:])
        else:
            result.append(child)
    return result


def joins(a, b):
    if a[0] != b[0] or not isinstance(a[1], str) or not isinstance(b[1], str):
        return False
    if a == ('mo', ':') and b == ('mo', '='):
        return True
    if a[0] in ('mn', 'mtext') or a[1] == b[1] == '′':
        return True
    if a[0] != 'mi':
        return False
    if a[1].startswith(UPRIGHT) and b[1].startswith(UPRIGHT):
        return True
    words = ('MATHEMATICAL BOLD CAP', 'MATHEMATICAL BOLD SM', 'MATHEMATICAL MONO',
             'MATHEMATICAL SANS')
    return all(unicodedata.name(x[1][-1], '').startswith(words) for x in (a, b))


def show(tree):
    tag, content = tree
    inside = content if isinstance(content, str) else ''.join(map(show, content))
    return f'<{tag}>{inside}</{tag}>'


def report(kinds, listed):
    print('Normalised:\n' + RULES + '\n')
    for name, sources in sorted(kinds.items(), key=lambda k: -len(k[1])):
        print(f'{len(sources):5}  {name}')
        if name == listed:
            for source in sources:
                print('      ', source)


def report_fallbacks(ours):
    total = sum(o['count'] for o in ours)
    warned = [o for o in ours if o['warnings']]
    share = 100 - 100 * sum(o['count'] for o in warned) / total
    unread = [o for o in ours if any('cannot be parsed' in w for w in o['warnings'])]
    print(f'\n{share:.2f} % of {total} formulas need no fallback; {len(unread)} cannot be parsed')
    for span in unread:
        print('      ', span['tex'], span['warnings'])
    return share


if __name__ == '__main__':
    main()
