"""A leaderboard with ties, ranks and percentiles over heaps and bisection."""

import heapq
from bisect import bisect_left, insort
from itertools import groupby
from operator import itemgetter

SCORES = {}
ORDERED = []


def submit(player, score):
    old = SCORES.get(player)
    if old is not None:
        if score <= old:
            return False
        ORDERED.pop(bisect_left(ORDERED, old))
    SCORES[player] = score
    insort(ORDERED, score)
    return True


def rank(score):
    return len(ORDERED) - bisect_left(ORDERED, score + 1e-9) + 1


def handler(event, context):
    changed = [player for player, score in event.get("scores", []) if submit(player, score)]
    top = heapq.nlargest(event.get("top", 3), SCORES.items(), key=lambda pair: (pair[1], pair[0]))
    ties = {
        score: sorted(name for name, _ in group)
        for score, group in groupby(sorted(SCORES.items(), key=itemgetter(1, 0)), key=itemgetter(1))
    }
    return {
        "changed": changed,
        "top": [{"rank": rank(score), "player": player, "score": score} for player, score in top],
        "ties": {str(score): names for score, names in ties.items() if len(names) > 1},
        "percentile": {p: round(100 * bisect_left(ORDERED, s) / len(ORDERED), 1) for p, s in top},
    }
