class Command:
    def __init__(self, editor): self.editor = editor
    def do(self): raise NotImplementedError
    def undo(self): raise NotImplementedError

class Insert(Command):
    def __init__(self, editor, at, text): super().__init__(editor); self.at, self.text = at, text
    def do(self):
        e = self.editor
        e.text = e.text[:self.at] + self.text + e.text[self.at:]
    def undo(self):
        e = self.editor
        e.text = e.text[:self.at] + e.text[self.at + len(self.text):]

class Delete(Command):
    def __init__(self, editor, start,
          end): super().__init__(editor); self.start, self.end, self.cut = start, end, ""
    def do(self):
        e = self.editor
        self.cut = e.text[self.start:self.end]
        e.text = e.text[:self.start] + e.text[self.end:]
    def undo(self): Insert(self.editor, self.start, self.cut).do()

class Group(Command):
    def __init__(self, editor, commands): super().__init__(editor); self.commands = list(commands)
    def do(self):
        for c in self.commands: c.do()
    def undo(self):
        for c in reversed(self.commands): c.undo()

class Editor:
    def __init__(self): self.text, self.done, self.undone = "", [], []
    def run(self, command):
        command.do()
        self.done.append(command)
        self.undone.clear()
    def insert(self, at, text): self.run(Insert(self, at, text))
    def delete(self, start, end): self.run(Delete(self, start, end))
    def replace(self, old, new):
        at = self.text.index(old)
        self.run(Group(self, [Delete(self, at, at + len(old)), Insert(self, at, new)]))
    def undo(self):
        if not self.done: return False
        self.undone.append(self.done.pop())
        self.undone[-1].undo()
        return True
    def redo(self):
        if not self.undone: return False
        self.done.append(self.undone.pop())
        self.done[-1].do()
        return True

e = Editor()
e.insert(0, "hello world")
e.delete(0, 1)
e.insert(0, "H")
e.replace("world", "there")
print(e.text)
while e.undo(): print(repr(e.text))
print([e.redo() for _ in range(5)], e.text)
e.undo()
e.insert(5, ",")
print(e.text, e.redo(), [type(c).__name__ for c in e.done])
try: e.replace("absent", "x")
except ValueError as error: print(error)
try: Command(e).do()
except NotImplementedError as error: print(repr(error))
