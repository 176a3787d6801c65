"""Count the words of a document, most frequent first."""

STOP = {"the", "a", "an", "and", "of", "to", "in", "is", "it"}
PUNCTUATION = ".,;:!?\"'()[]-"


def handler(event, context):
    counts = {}
    for line in event["body"].split("\n"):
        for word in line.lower().split():
            word = word.strip(PUNCTUATION)
            if not word or word in STOP:
                continue
            counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {
        "total": sum(counts.values()),
        "distinct": len(counts),
        "top": [{"word": word, "count": count} for word, count in ranked[: event.get("top", 5)]],
        "longest": max(counts, key=lambda word: (len(word), word), default=None),
    }
