def make(prefix, *parts, sep="-", **options):
    def build(suffix):
        return prefix + sep + sep.join(parts) + sep + suffix + str(sorted(options))
    return build

print(make("a", "b", "c", x=1)("z"), make("p", sep="_")("q"))

def adders(n):
    result = []
    for i in range(n):
        def add(x, i=i):
            return x + i
        result.append(add)
    return result

print([f(10) for f in adders(4)])

def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x
    return run

print(compose(lambda x: x + 1, lambda x: x * 2, str)(5))
