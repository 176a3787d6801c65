class Box:
    @property
    def size(self):
        return self.items
    def __len__(self):
        return self.size

print("before")
len(Box())
