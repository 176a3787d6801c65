"""Find contacts in free text with regular expressions, and mask them."""

import re

PATTERNS = {
    "email": re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w\b"),
    "phone": re.compile(r"(?<!\d)(?:\+\d{1,3}[ -]?)?(?:\(\d{2,4}\) ?)?\d{3}[ -]?\d{3,4}(?!\d)"),
    "url": re.compile(r"https?://[^\s,]+", re.IGNORECASE),
    "tag": re.compile(r"(?<=#)\w+"),
}


def mask(found):
    text = found.group(0)
    return text[0] + "*" * (len(text) - 2) + text[-1]


def handler(event, context):
    text = event["text"]
    found = {}
    for name, pattern in PATTERNS.items():
        hits = [(m.start(), m.group()) for m in pattern.finditer(text)]
        if hits:
            found[name] = hits
    masked = PATTERNS["email"].sub(mask, text)
    masked, phones = PATTERNS["phone"].subn(lambda m: re.sub(r"\d", "#", m[0]), masked)
    words = re.split(r"\W+", text.strip())
    return {
        "found": found,
        "masked": masked,
        "phones": phones,
        "words": len([w for w in words if w]),
        "dates": ["-".join(m) for m in re.findall(r"\b(\d{4})/(\d\d)/(\d\d)\b", text)],
    }
