pairs = zip([1], [2])
print(type(pairs).__name__, type(map(str, [])).__name__, type(filter(None, [])).__name__,
    type(enumerate([])).__name__, type(reversed([])).__name__, type(iter([])).__name__,
      type({}.keys()).__name__, type({}.values()).__name__, type({}.items()).__name__,
      type(x for x in []).__name__, type(range(0)).__name__, type(iter("")).__name__,
      type(iter({})).__name__)
