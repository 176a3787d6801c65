print(repr("a\tb".expandtabs()), repr("abc\td\te".expandtabs(4)), repr("\t".expandtabs(3)),
    repr("a\tb\nc\td".expandtabs(4)),
      repr("ab\tc".expandtabs(0)), repr("a\tb".expandtabs(tabsize=2)),
      repr("12345678\tx".expandtabs()), repr("a\rb\tc".expandtabs(4)))
