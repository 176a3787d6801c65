import textwrap

print(repr(textwrap.dedent("  a\n    b\n\n  c\n")), repr(textwrap.dedent("a\n  b")))
print(repr(textwrap.dedent("\ta\n\t  b\n   \n\tc")), repr(textwrap.dedent(" \ta\n  b")))
print(repr(textwrap.dedent("   \n  x\n \n   y  \n")), repr(textwrap.dedent("")))


def shown():
    text = """\
        first
          second
        third
    """
    return textwrap.dedent(text)


print(repr(shown()))
print(repr(textwrap.indent("a\n\n  b\nc", "> ")), repr(textwrap.indent("a\n\nb\n", "--", lambda line: True)))
print(textwrap.indent("x\r\ny", "  ", lambda line: line.startswith("y")).split("\n"))
print(textwrap.shorten("Hello  world!", 12), textwrap.shorten("Hello  world!", 11))
print(textwrap.shorten("Hello world", 10, placeholder="..."), textwrap.shorten("", 5, placeholder=""))
print(textwrap.shorten("one two three four", width=14), textwrap.shorten("word", 4, placeholder=""))
