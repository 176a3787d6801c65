//! The index of objects is a projection of a log: without its file it is built again.

mod support;

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use support::start;

const FLAGS: [&str; 4] = [
    "--aws-port=0",
    "--http-port=off",
    "--coap-port=off",
    "--management-port=off",
];

/// One request on a connection of its own: the status and the answer with its headers.
fn call(address: &str, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let len = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    let request = format!("{head}content-length: {len}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer))
}

#[test]
fn a_deleted_index_is_built_again_after_a_kill_in_the_middle_of_a_load() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let stored = Mutex::new(Vec::new());
    for round in 0..3 {
        let (running, lines) = start(home.path(), &FLAGS);
        let address = lines[0].strip_prefix("aws http://").expect("the front");
        if round == 0 {
            let made = call(address, "PUT", "/load", "").expect("an answer");
            assert_eq!(made.0, 200, "{}", made.1);
        }
        thread::scope(|scope| {
            for worker in 0..3 {
                let stored = &stored;
                scope.spawn(move || {
                    for number in 0.. {
                        let key = format!("/load/{round}-{worker}-{number:05}");
                        match call(address, "PUT", &key, &key) {
                            Some((200, _)) => stored.lock().expect("no panic").push(key),
                            _ => return,
                        }
                    }
                });
            }
            thread::sleep(Duration::from_millis(300));
            // Killed while the workers put objects; that ends them.
            drop(running);
        });
        for file in ["objects.sqlite", "objects.sqlite-wal", "objects.sqlite-shm"] {
            let removed = fs::remove_file(home.path().join(file));
            assert!(
                removed.is_ok() || file != "objects.sqlite",
                "no index was there"
            );
        }
    }
    let (_running, lines) = start(home.path(), &FLAGS);
    let address = lines[0].strip_prefix("aws http://").expect("the front");
    let stored = stored.into_inner().expect("no panic");
    assert!(stored.len() > 30, "only {} objects", stored.len());
    for key in &stored {
        let (status, answer) = call(address, "GET", key, "").expect("an answer");
        assert_eq!(status, 200, "{key}: {answer}");
        assert!(answer.ends_with(key.as_str()), "{key}: {answer}");
    }
    let (_, page) = call(address, "GET", "/load?list-type=2&max-keys=5", "").expect("an answer");
    assert_eq!(page.matches("<Key>").count(), 5, "{page}");
}
