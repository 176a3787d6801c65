def palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]

for text in ("A man, a plan, a canal: Panama", "hello", "", "Was it a car or a cat I saw?",
    "No lemon, no melon"):
    print(text, palindrome(text))
groups = {}
for word in "listen silent enlist google elgoog abc cab bca xyz".split():
    groups.setdefault("".join(sorted(word)), []).append(word)
print(groups)
