from queue import Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue

for make in (Queue, LifoQueue, PriorityQueue, SimpleQueue):
    q = make()
    for item in (3, 1, 2):
        q.put(item)
    print(make.__name__, q.qsize(), q.empty(), [q.get() for _ in range(3)], q.empty())
    try:
        q.get_nowait()
    except Empty:
        print("empty")
    try:
        q.get(block=False)
    except Empty:
        print("empty")
q = Queue(maxsize=2)
q.put("a")
q.put_nowait("b")
print(q.full(), q.maxsize)
for attempt in (lambda: q.put_nowait("c"), lambda: q.put("c", False), lambda: q.put("c", timeout=0.01)):
    try:
        attempt()
    except Full as e:
        print("full", e)
print(q.get(), q.full(), q.get_nowait())
q.task_done()
q.task_done()
q.join()
try:
    q.task_done()
except ValueError as e:
    print(e)
tasks = PriorityQueue()
tasks.put((2, "b"))
tasks.put((1, "a"))
while not tasks.empty():
    print(tasks.get())
