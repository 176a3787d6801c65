import shlex

for text in (
    "a b c",
    "a 'b c' d",
    'a "b \\" c" d',
    "a\\ b",
    'a""b',
    "''",
    "a # c",
    "",
    'x"y z"w',
    '"\\x"',
    "a'b'c",
    "a\nb\tc",
    "cp -r 'my dir' \"$HOME\"/x",
):
    print(shlex.split(text), shlex.split(text, comments=True))
for text in ('"', "'", "a\\", '"a\\'):
    try:
        shlex.split(text)
    except ValueError as error:
        print(error)
for text in ("a b", "a 'b c' d", '"a b" c'):
    print(shlex.split(text, posix=False))
for word in ("", "a", "a b", "it's", "a$b", "a=b/c", "~", "x;y"):
    print(shlex.quote(word))
print(shlex.join(["a b", "c", "d'"]), shlex.split(shlex.join(["a b", "c", "d'"])))
