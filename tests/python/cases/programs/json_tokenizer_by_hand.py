class JSONError(ValueError):
    def __init__(self, message, at): super().__init__(f"{message} at {at}"); self.at = at

class Parser:
    ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f",
          "r": "\r"}
    WORDS = {"true": True, "false": False, "null": None}
    def __init__(self, text): self.text, self.at = text, 0
    def peek(self): return self.text[self.at] if self.at < len(self.text) else ""
    def space(self):
        while self.peek() and self.peek() in " \t\r\n": self.at += 1
    def expect(self, char):
        self.space()
        if self.peek() != char: raise JSONError(f"expected {char!r}", self.at)
        self.at += 1
    def value(self):
        self.space()
        char = self.peek()
        if char == "{": return self.object()
        if char == "[": return self.array()
        if char == '"': return self.string()
        for word, meaning in self.WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        return self.number()
    def number(self):
        start = self.at
        while self.peek() and self.peek() in "+-0123456789.eE": self.at += 1
        text = self.text[start:self.at]
        try: return float(text) if any(c in text for c in ".eE") else int(text)
        except ValueError: raise JSONError(f"bad value {text!r}", start) from None
    def string(self):
        self.at += 1
        out = []
        while (char := self.peek()) != '"':
            if not char: raise JSONError("unfinished string", self.at)
            self.at += 1
            if char == "\\":
                code = self.peek()
                self.at += 1
                if code == "u":
                    char = chr(int(self.text[self.at:self.at + 4], 16))
                    self.at += 4
                else: char = self.ESCAPES[code]
            out.append(char)
        self.at += 1
        return "".join(out)
    def array(self):
        self.at += 1
        out = []
        self.space()
        while self.peek() != "]":
            if out: self.expect(",")
            out.append(self.value())
            self.space()
        self.at += 1
        return out
    def object(self):
        self.at += 1
        out = {}
        self.space()
        while self.peek() != "}":
            if out: self.expect(","); self.space()
            key = self.string()
            self.expect(":")
            out[key] = self.value()
            self.space()
        self.at += 1
        return out
    @classmethod
    def parse(cls, text):
        parser = cls(text)
        value = parser.value()
        parser.space()
        if parser.peek(): raise JSONError("trailing text", parser.at)
        return value

import json
for text in ['{"a": [1, -2.5e3, "x\\n\\u00e9"], "b": {"c": null, "d": [true, false]}}', "[]",
      " 12 ", '"\\"q\\""',
             "[1, 2", "[1 2]", '{"a" 1}', "tru", '"abc', "1 2", "--5", "{}"]:
    try:
        value = Parser.parse(text)
        print(value, value == json.loads(text))
    except JSONError as error:
        print("error:", error, error.at)
