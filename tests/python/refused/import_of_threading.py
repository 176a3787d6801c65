# refuse: 2 import threading
import threading


def handler(event, context):
    worker = threading.Thread(target=print, args=("hello",))
    worker.start()
    worker.join()
