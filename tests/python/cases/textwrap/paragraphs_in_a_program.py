import textwrap


def report(title, paragraphs, width=36):
    lines = [title.center(width), "=" * width]
    for number, paragraph in enumerate(paragraphs, 1):
        lead = f"{number}. "
        body = textwrap.fill(
            textwrap.dedent(paragraph).strip(),
            width=width,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
        )
        lines.append(body)
    return "\n".join(lines)


print(report("NOTES", [
    """
    The first paragraph is long enough
    to be wrapped over several lines, e.g. three.
    """,
    "Short one.",
    "state-of-the-art re-use of well-known e-mail--and dashes",
]))
for line in textwrap.wrap("https://example.com/a/very/long/path?with=query and text", 20):
    print(line)
wrapper = textwrap.TextWrapper(width=20, max_lines=2, placeholder=" (more)")
print(wrapper.fill("several words that do not fit into two lines of text"))
print(textwrap.indent(textwrap.fill("quoted text in a reply", 12), "> "))
code = """
    def f():
        if x:
            return 1

        return 2
"""
print(textwrap.dedent(code))
print(textwrap.shorten("a title that is much too long", 15, placeholder="…"))
