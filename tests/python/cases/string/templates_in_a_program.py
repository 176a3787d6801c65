import string
from string import Formatter, Template

letter = Template("""\
Dear $name,
you owe ${amount}€ since $date.
$$$amount / ${name}s
""")
for person in ({"name": "Ann", "amount": 5, "date": "May"}, {"name": "Bob", "amount": 7.5, "date": None}):
    print(letter.substitute(person), end="")
print(letter.safe_substitute(name="?"))


class Bar(Template):
    delimiter = "|"


print(Bar("|x and || and |{y}|").safe_substitute(x=1, y=2))


class Env(Template):
    delimiter = "%"
    idpattern = "[a-z]+"


print(Env("%home/%user1").substitute(home="/h", user="u"))


class Missing(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(Template("$a $b").substitute(Missing(a=1)), "{a} {b}".format_map(Missing(a=1)))


def caesar(text, shift):
    result = []
    for character in text:
        for alphabet in (string.ascii_lowercase, string.ascii_uppercase):
            if character in alphabet:
                character = alphabet[(alphabet.index(character) + shift) % 26]
                break
        result.append(character)
    return "".join(result)


print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
table = str.maketrans("", "", string.punctuation)
print("it's a test, isn't it?".translate(table), set("ab1_") <= set(string.ascii_letters + "_1"))


class Attributes(Formatter):
    def get_field(self, field_name, args, kwargs):
        try:
            return super().get_field(field_name, args, kwargs)
        except (KeyError, AttributeError):
            return "-", field_name


print(Attributes().format("{a} {b} {c.d} {0}", 1, a="A", c=3))
