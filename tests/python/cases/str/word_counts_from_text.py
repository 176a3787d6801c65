text = """the quick brown fox jumps over the lazy dog
the dog barks; the fox runs away.  Quick, quick!"""
counts = {}
for word in text.lower().replace(";", " ").replace(".", " ").replace(",", " ").replace("!",
    " ").split():
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<8}{count:>3}")
