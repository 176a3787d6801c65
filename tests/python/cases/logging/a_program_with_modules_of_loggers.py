import logging
import sys


class Formatter(logging.Formatter):
    COLOURS = {"WARNING": "!", "ERROR": "!!"}

    def format(self, record):
        record.mark = self.COLOURS.get(record.levelname, "")
        return super().format(record)


class Memory(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity:
            self.flush()

    def flush(self):
        for record in self.buffer:
            print("flushed", record.levelno, record.getMessage())
        self.buffer.clear()


def configure():
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    console = logging.StreamHandler(sys.stdout)
    console.setLevel(logging.WARNING)
    console.setFormatter(Formatter("%(mark)s%(name)s: %(message)s"))
    root.addHandler(console)
    memory = Memory(3)
    logging.getLogger("service").addHandler(memory)
    return memory


class Service:
    def __init__(self, name):
        self.log = logging.getLogger(f"service.{name}")

    def work(self, items):
        for item in items:
            self.log.debug("item %r", item)
            try:
                self.handle(item)
            except ValueError as error:
                self.log.error("failed on %r: %s", item, error)
            else:
                self.log.info("done %s", item)

    def handle(self, item):
        if item < 0:
            raise ValueError("negative")
        if item == 0:
            self.log.warning("zero")


memory = configure()
Service("a").work([1, 0])
Service("b").work([-1])
memory.flush()
memory.name = "memory"
print(memory.get_name(), logging.getLogger("service.a").handlers, logging.getLogger("service").hasHandlers())
