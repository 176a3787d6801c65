import html
from html import unescape
for t in ["a &unknown; b", "&notin;&notit;&not;", "&AMP;&Copy;&COPY;&reg&REG&quot;&QUOT;", "&ThickSpace;|&acE;", "&amp &ampx; &lt3 &Lt;", "&#0;&#x80;&#128;&#xD800;&#1;&#xfdd0;&# &#x; &;&a;", "&hearts;&CounterClockwiseContourIntegral;&nvlt;"]:
    print(ascii(unescape(t)))
