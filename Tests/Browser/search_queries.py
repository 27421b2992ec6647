"""Queries of readers who have a paper in mind: words of its title, with and without a typing error."""

import random
import re

LETTERS = "abcdefghijklmnopqrstuvwxyz"
STOP = set("a an and are as at by can do for from how in into is it its of on or that the their "
           "this to via using use with without we what when why your not be more beyond".split())


def slip(word, chance):
    """Deletes, inserts, replaces or swaps one letter."""
    place = chance.randrange(len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1:]
    if kind == 1:
        return word[:place] + chance.choice(LETTERS) + word[place:]
    if kind == 2 or place + 1 == len(word) or word[place] == word[place + 1]:
        other = chance.choice([letter for letter in LETTERS if letter != word[place]])
        return word[:place] + other + word[place + 1:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2:]


def with_slip(words, chance):
    long = [index for index, word in enumerate(words) if len(word) >= 4]
    if not long:
        return None
    index = chance.choice(long)
    return words[:index] + [slip(words[index], chance)] + words[index + 1:]


def some(words, count, chance):
    return [words[index] for index in sorted(chance.sample(range(len(words)), count))]


def queries(records, chance):
    """Returns [(paper, query)] by kind."""
    kinds = {kind: [] for kind in ("known", "typo", "prefix", "known2", "typo2", "author")}
    for record in records:
        words = [word for word in re.findall(r"[a-z]{3,}", record["title"].lower())
                 if word not in STOP]
        words = list(dict.fromkeys(words))
        if len(words) < 3:
            continue
        three = some(words, min(len(words), chance.choice([3, 4])), chance)
        two = some(words, 2, chance)
        kinds["known"].append((record["id"], three))
        kinds["known2"].append((record["id"], two))
        kinds["typo"].append((record["id"], with_slip(three, chance)))
        kinds["typo2"].append((record["id"], with_slip(two, chance)))
        cut = three[-1][:max(3, (len(three[-1]) + 1) // 2)]
        kinds["prefix"].append((record["id"], three[:-1] + [cut]))
        name = re.findall(r"[a-z]+", record["authors"][0].split()[-1].lower())
        if name:
            kinds["author"].append((record["id"], [name[-1], chance.choice(words)]))
    return {kind: [(paper, " ".join(words)) for paper, words in asked if words]
            for kind, asked in kinds.items()}


# What words alone don't test: filters, phrases, other scripts, punctuation, nonsense.
ODD = [
    "", " ", '"', '""', "the", "of the and", "a", "zzzzzzzzzzzzzzzzzz", "tag:cs.LG", "tag:cs.LG year:2025",
    "year:2025", "year:1900..1950", "learning tag:cs.CV", "author:wang", 'author:"wei wang" graph',
    "author:li tag:cs.CL", '"large language models"', '"neural network" training', "title:graph",
    "title:diffusion title:models", "state-of-the-art", "pre-training", "multi-modal re-ranking",
    "GPT-4", "3.5", "c++", "深度学习", "Gödel", "Erdős", "ﬁne-tuning", "naïve Bayes’s", "x²", "α-stable",
    "learning learning learning", "netwrks", "lerning transformrs", "nueral", "xdiffusion", "difusion modles",
    "transformerization", "graphneuralnetwork", "gra", "gr", "g", "di", "larg lang", "quantum quantum com",
    "<script>alert(1)</script>", "'\" OR 1=1", "a" * 600, "tag:", "author:", "year:", "title:", "tag:nosuch x",
    "https://arxiv.org/abs/2510.21404", "arxiv:2510.21404", "2510.21404v2", "10.1000/182", "\u200b", "\U0001f600",
    "tag:x author:y venue:z", "venue:somewhere", "venue:somewhere 2025", "model year:2024..", "model year:..2024",
]


def fields(records, count, chance):
    """Returns queries with filters and phrases that match papers of the records."""
    texts = []
    for record in chance.sample(records, count):
        title = re.findall(r"[\w-]+", record["title"])
        sentence = re.findall(r"[\w-]+", record["summary"].split(". ")[0])
        start = chance.randrange(max(1, len(sentence) - 3))
        surname = record["authors"][-1].split()[-1]
        texts += [
            f"author:{surname}", f'{chance.choice(title)} author:"{record["authors"][0]}"',
            f"title:{chance.choice(title)} {chance.choice(sentence)}",
            f"{chance.choice(title)} tag:{record['categories'][0]}",
            f"{chance.choice(sentence)} year:{chance.choice(['2024', '2025', '2024..', '..2024'])}",
            '"' + " ".join(sentence[start:start + 3]) + '"',
            f'"{" ".join(title[:2])}" {chance.choice(sentence)}',
        ]
    return texts


def sample(records, count):
    """Returns `count` queries of all kinds, always the same ones."""
    kinds = queries(records, random.Random(11))
    chance = random.Random(12)
    special = ODD + fields(records, 15, chance)
    texts = [text for asked in kinds.values() for _, text in asked]
    return special + chance.sample(texts, count - len(special))
