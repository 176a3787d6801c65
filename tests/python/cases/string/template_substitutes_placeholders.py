from string import Template

t = Template("$who likes ${what}s for $$5, $who!")
print(t.substitute(who="tim", what="kung pao"))
print(t.substitute({"who": "a", "what": "b"}), t.substitute({"who": "a"}, what="c", who="z"))
print(t.safe_substitute(who="x"), t.template)
print(Template("$x_1 $X ${_y} $1 $ ").safe_substitute(x_1=1, X=2, _y=3))
print(Template("${x").safe_substitute(x=1), Template("${x y}").safe_substitute(x=1))
print(Template("$é $aé").safe_substitute(a=1))


def attempt(action):
    try:
        print(action())
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: t.substitute(who="x"))
attempt(lambda: Template("a $").substitute())
attempt(lambda: Template("a\nbc $1").substitute())
attempt(lambda: Template("ok ${}").substitute())
attempt(lambda: Template("$$").substitute())


class Percent(Template):
    delimiter = "%"


print(Percent("%a $a %% %{b}").substitute(a=1, b=[2]))
print(t.is_valid(), Template("$1").is_valid(), t.get_identifiers())
