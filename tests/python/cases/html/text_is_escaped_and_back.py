import html

text = "<a href=\"x\">'Tom' & \"Jerry\"</a>"
print(html.escape(text), html.escape(text, quote=False))
print(html.unescape(html.escape(text)) == text, html.escape(""), html.escape("&amp;"))
for text in (
    "&lt;&gt;&amp;&quot;&#39;&#x27;&apos;",
    "&copy; x&eacute; &szlig;",
    "&ltfoo",
    "&amp",
    "&#65;&#x41;&#65",
    "&#0;&#128;&#x110000;&#55296;",
    "& &; &# &#x; a&b",
    "&notit; &hellip; &mdash;",
    "&copy2 &euro; &ampx;",
    "plain",
):
    print(ascii(html.unescape(text)))
