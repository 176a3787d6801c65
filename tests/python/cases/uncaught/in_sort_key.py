def key(word):
    return word.length

print(sorted(["b", "a"], key=len))
sorted(["b", "a"], key=key)
