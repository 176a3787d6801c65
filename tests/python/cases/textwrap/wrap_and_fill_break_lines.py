import textwrap

text = (
    "The quick brown fox jumped over the lazy dog -- and then, well-known for its "
    "self-confidence, the dog (a 12-year-old) said:\n\tnothing at all. Mr. X!  Supercalifragilistic"
)
for width in (70, 40, 20, 10):
    print(width)
    for line in textwrap.wrap(text, width):
        print("|" + line + "|")
print(textwrap.fill("a b c d e f g", 5))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("hello-world foo-bar", 7), textwrap.wrap("hello-world foo-bar", 7, break_on_hyphens=False))
print(textwrap.wrap("abcdefghij kl", 4), textwrap.wrap("abcdefghij kl", 4, break_long_words=False))
print(textwrap.wrap("a\tb", 20), textwrap.wrap("a\tb", 20, tabsize=4), textwrap.wrap("a\tb", 20, expand_tabs=False))
print(textwrap.wrap("a\nb  c", 20, replace_whitespace=False), textwrap.wrap("  a  b  ", 20, drop_whitespace=False))
print(textwrap.fill("One. Two! Three? four", 40, fix_sentence_endings=True))
print(textwrap.wrap("one two three four five six", 9, max_lines=2))
print(textwrap.wrap("one two three four five six", 9, max_lines=2, placeholder="~"))
print(textwrap.wrap(""), textwrap.wrap("   "))
for action in (
    lambda: textwrap.wrap("x", 0),
    lambda: textwrap.wrap("x", 3, max_lines=1),
):
    try:
        print(action())
    except ValueError as error:
        print(error)
w = textwrap.TextWrapper(width=12, initial_indent="> ")
print(w.fill("some words to be wrapped here"), w.width)
w.width = 30
print(w.wrap("some words to be wrapped here"))
