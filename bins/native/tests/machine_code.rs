//! What runs in machine code does what it does interpreted, for the same fuel, within its bounds.

use std::thread;

use iotpy_compiler::{Entry, Options, Sources, compile};
use iotpy_core::{Limits, NullHost, Outcome, Program, Vm};
use nanolambda_native::{Heating, Translation, Translator};

const ROOM: usize = 16 << 20;
const LIMITS: Limits = Limits {
    fuel: 1 << 40,
    depth_max: 200,
};
/// Hot at once, and compiled where it is called.
const HOT: Heating = Heating {
    times: 2,
    stretch: 20,
    watched: 60,
    in_background: false,
    at_any_price: true,
};

/// How a call ended: its answer or exception, and its fuel.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ended {
    outcome: Outcome,
    text: String,
    fuel: u64,
}

fn package(body: &str) -> Vec<u8> {
    let source = format!("def handler(event, context):\n{body}");
    let source = source.replace("\n\n", "\n");
    let sources = Sources::from_files([("made.py", source.as_str())]).expect("a good name");
    let entry = Entry::parse("made.handler").expect("a handler");
    compile(&sources, &entry, &Options::default())
        .unwrap_or_else(|refused| panic!("{refused}\n{source}"))
        .package
}

/// Calls the handler as often as there are events, in slices of fuel.
fn call(
    package: &[u8],
    native: Option<&Translation>,
    cells: usize,
    slice: u64,
    events: &[&str],
) -> Vec<Ended> {
    let program = Program::load(package).expect("a good package");
    let mut arena = vec![0; cells];
    let mut vm = Vm::boot(&program, &mut arena, 3, &LIMITS).expect("the arena is large enough");
    if let Some(native) = native {
        vm.run_natively(native);
    }
    assert_eq!(finish(&mut vm, slice), Outcome::Done);
    vm.finish_boot();
    let mut ended = Vec::new();
    for event in events {
        vm.start_call(event.as_bytes(), &[], &LIMITS)
            .expect("an event");
        let outcome = finish(&mut vm, slice);
        let mut text = Vec::new();
        // What has neither is told by its outcome.
        match outcome {
            Outcome::Done => drop(vm.result_json(&mut text)),
            _ => drop(vm.exception_text(&mut text)),
        }
        ended.push(Ended {
            outcome,
            text: String::from_utf8_lossy(&text).into_owned(),
            fuel: vm.fuel_used(),
        });
        vm.finish_call();
    }
    ended
}

fn finish(vm: &mut Vm<'_, '_>, slice: u64) -> Outcome {
    loop {
        match vm.run(&mut NullHost, slice) {
            Outcome::Paused => {}
            other => return other,
        }
    }
}

fn translation(package: &[u8], heating: Heating) -> Translation {
    let program = Program::load(package).expect("a good package");
    Translator::new(heating, ROOM).translate(&program)
}

/// Calls the handler with each of the events, several times, in both ways.
#[track_caller]
fn check(body: &str, events: &[&str]) {
    let package = package(body);
    let events = events.repeat(3);
    for (cells, slice) in [(1 << 17, u64::MAX), (1 << 17, 97), (1 << 15, 1_000)] {
        let expected = call(&package, None, cells, slice, &events);
        let native = translation(&package, HOT);
        let found = call(&package, Some(&native), cells, slice, &events);
        assert_eq!(found, expected, "{body}");
        assert!(native.code_bytes() > 0, "no code for {body}");
    }
}

#[test]
fn numbers_change_what_they_are() {
    check(
        "    total = event
    for n in range(40):
        total = total * 3 + n
        total = total - (total // 7) * 2
    return str(total)\n",
        &["1", "1.5", "-7", "2147483647", "true", "\"a\"", "null"],
    );
    check(
        "    x = event
    seen = []
    for n in range(70):
        seen.append(x << 1 if n % 2 else -x)
        x = x + x ^ n
    return str(seen)\n",
        &[
            "1",
            "-1",
            "1073741824",
            "-2147483648",
            "9223372036854775807",
        ],
    );
    check(
        "    a, b = event
    out = []
    for _ in range(30):
        out.append((a < b, a == b, a >= b, a % b, a // b))
        a = a - 3
    return str(out)\n",
        &[
            "[5, 3]",
            "[5, -3]",
            "[5.5, 2]",
            "[-7, 2.5]",
            "[1, 0]",
            "[1.0, 0]",
        ],
    );
}

#[test]
fn ranges_end_where_they_should() {
    check(
        "    low, high, step = event
    total = 0
    for n in range(low, high, step):
        total += n
        if total > 1000000000000:
            break
    return total\n",
        &[
            "[0, 50, 1]",
            "[50, 0, -3]",
            "[2147483600, 2147483647, 1]",
            "[-2147483600, -2147483648, -1]",
            "[0, 10, 0]",
        ],
    );
}

#[test]
fn lists_shrink_while_they_are_indexed() {
    check(
        "    items = list(range(40))
    total = 0
    at = 0
    while items:
        total += items[at] + items[-1]
        items.pop()
        at += event
    return total\n",
        &["0", "1", "-1", "1.0"],
    );
}

#[test]
fn loops_go_over_what_grows() {
    check(
        "    items = [1, 2, 3]
    out = []
    for item in items:
        out.append(item)
        if len(items) < event:
            items.append(item * 2)
    for at, item in enumerate(out):
        out[at] = (at, item)
    return out\n",
        &["3", "50", "200"],
    );
}

#[test]
fn methods_are_those_of_the_class() {
    check(
        "    class Shape:
        scale = 2
        def __init__(self, size):
            self.size = size
        def area(self):
            return self.size * self.scale
    class Square(Shape):
        def area(self):
            return self.size * self.size
    total = 0
    shapes = [Shape(n) if n % event else Square(n) for n in range(1, 40)]
    for shape in shapes:
        total += shape.area()
    Shape.area = lambda self: 1000
    Shape.scale = 3
    shapes[7].area = lambda: -1
    for shape in shapes:
        total = total * 3 % 1000003 + shape.area() + shape.scale
    return total\n",
        &["2", "3", "50"],
    );
}

#[test]
fn properties_defaults_and_keywords() {
    check(
        "    class Box:
        def __init__(self, side=3):
            self.side = side
        @property
        def volume(self):
            return self.side ** 3
    def weigh(box, density=2, *, unit=1):
        return box.volume * density * unit
    def scaled(value, by=2, plus=1):
        return value * by + plus
    total = 0
    for n in range(40):
        box = Box() if n % 3 else Box(n)
        total += weigh(box) + scaled(n, plus=n) + scaled(by=event, value=2)
    return str(total)\n",
        &["2", "1.5", "\"x\""],
    );
}

#[test]
fn exceptions_leave_machine_code() {
    check(
        "    caught = 0
    for n in range(60):
        try:
            caught += 10 // (n % event)
        except ZeroDivisionError:
            caught += 1
        finally:
            caught += 2
    return caught + [1, 2, 3][event]\n",
        &["1", "2", "5"],
    );
}

#[test]
fn generators_go_on() {
    check(
        "    def halves(n):
        while n > 1:
            n = n // 2
            got = yield n
            if got:
                n += got
    def all_of(n):
        yield from halves(n)
        yield -1
    total = 0
    for n in range(event, event + 30):
        for value in all_of(n):
            total += value
    running = halves(1000)
    next(running)
    for n in range(5):
        total += running.send(n)
    return total + sum(x for x in halves(event))\n",
        &["3", "100"],
    );
}

#[test]
fn recursion_ends_at_its_bound() {
    check(
        "    def down(n):
        if n == 0:
            return 0
        return 1 + down(n - 1)
    total = 0
    for n in range(20):
        total += down(n)
    return total + down(event)\n",
        &["10", "150", "5000"],
    );
}

#[test]
fn memory_ends_where_it_did() {
    let body = "    kept = []
    for n in range(event):
        kept.append((n, [n, n + 1], str(n)))
    return len(kept)\n";
    let package = package(body);
    let events = ["100", "20000", "100"];
    let expected = call(&package, None, 1 << 15, 5_000, &events);
    assert_eq!(expected[1].outcome, Outcome::Raised);
    let native = translation(&package, HOT);
    let found = call(&package, Some(&native), 1 << 15, 5_000, &events);
    let shown = |ended: &[Ended]| -> Vec<_> {
        let shown = ended.iter().map(|one| (one.outcome, one.text.clone()));
        shown.collect()
    };
    // The fuel of what runs out of memory depends on when it does.
    assert_eq!(shown(&found), shown(&expected));
}

const SUM: &str = "    total = 0
    for n in range(event):
        total += n * n
    return total\n";

#[test]
fn without_room_there_is_no_code() {
    let package = package(SUM);
    let program = Program::load(&package).expect("a good package");
    let translator = Translator::new(HOT, 0);
    let native = translator.translate(&program);
    let expected = call(&package, None, 1 << 15, u64::MAX, &["1000"]);
    let found = call(&package, Some(&native), 1 << 15, u64::MAX, &["1000"]);
    assert_eq!((found, translator.code_bytes()), (expected, 0));
}

#[test]
fn dropped_code_gives_its_room_back() {
    let package = package(SUM);
    let program = Program::load(&package).expect("a good package");
    let translator = Translator::new(HOT, ROOM);
    let native = translator.translate(&program);
    call(&package, Some(&native), 1 << 15, u64::MAX, &["1000"]);
    assert!(translator.code_bytes() > 0);
    assert_eq!(native.code_bytes(), translator.code_bytes());
    drop(native);
    assert_eq!(translator.code_bytes(), 0);
}

#[test]
fn the_code_of_another_package_is_not_run() {
    let (one, other) = (package(SUM), package(&SUM.replace("n * n", "n")));
    let native = translation(&one, HOT);
    call(&one, Some(&native), 1 << 15, u64::MAX, &["1000"]);
    let expected = call(&other, None, 1 << 15, u64::MAX, &["1000"]);
    let found = call(&other, Some(&native), 1 << 15, u64::MAX, &["1000"]);
    assert_eq!(found, expected);
}

#[test]
fn machines_share_code_between_threads() {
    let package = package(SUM);
    let native = translation(&package, HOT);
    let events = ["10", "1000", "100000"];
    let expected = call(&package, None, 1 << 15, 10_000, &events);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let found = call(&package, Some(&native), 1 << 15, 10_000, &events);
                assert_eq!(found, expected);
            });
        }
    });
}

#[test]
fn a_thread_of_its_own_makes_code_meanwhile() {
    let package = package(SUM);
    let heating = Heating {
        in_background: true,
        ..HOT
    };
    let native = translation(&package, heating);
    let expected = call(&package, None, 1 << 15, u64::MAX, &["1000"]);
    // It has as many calls as it may take; each gives the thread a turn.
    let made = (0..1_000_000).any(|_| {
        let found = call(&package, Some(&native), 1 << 15, u64::MAX, &["1000"]);
        assert_eq!(found, expected);
        thread::yield_now();
        native.code_bytes() > 0
    });
    assert!(made);
    let found = call(&package, Some(&native), 1 << 15, u64::MAX, &["1000"]);
    assert_eq!(found, expected);
}
