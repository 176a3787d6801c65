//! The other end of a board's UART: takes its frames to the edge server as datagrams, and back.

use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use faas_runtime::coap::DATAGRAM_BYTES_MAX;
use faas_runtime::transport::{Port, Slip, Transport as _};

use crate::failure::Failure;

/// Bytes of the longest frame and its checksum.
const FRAME_BYTES: usize = DATAGRAM_BYTES_MAX + 2;
/// How long the way back waits before it looks whether the board is still there.
const LOOK: Duration = Duration::from_millis(100);

/// A listener for boards, until it is dropped.
pub struct Relay {
    is_over: Arc<AtomicBool>,
    path: PathBuf,
}

impl Relay {
    /// Listens on a socket in the file system for a board that starts.
    pub fn listen(path: &Path, edge: SocketAddr) -> Result<Self, Failure> {
        let failed = |error| Failure::file(path, &error);
        let listener = UnixListener::bind(path).map_err(failed)?;
        let own = match edge {
            SocketAddr::V4(_) => SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
            SocketAddr::V6(_) => SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)),
        };
        let socket = UdpSocket::bind(own)
            .and_then(|socket| socket.connect(edge).map(|()| socket))
            .and_then(|socket| socket.set_read_timeout(Some(LOOK)).map(|()| socket));
        let socket =
            socket.map_err(|error| Failure::Other(format!("no socket to {edge}: {error}")))?;
        let is_over = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&is_over);
        thread::spawn(move || {
            for board in listener.incoming() {
                let Ok(board) = board else { return };
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                serve(&board, &socket);
            }
        });
        let path = path.to_owned();
        Ok(Self { is_over, path })
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        // The listener waits for a board; this is the last one.
        drop(UnixStream::connect(&self.path));
    }
}

/// Serves a board until it is switched off.
fn serve(board: &UnixStream, socket: &UdpSocket) {
    let is_off = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut out = Slip::<_, FRAME_BYTES>::new(Bytes::default());
            let mut datagram = [0; DATAGRAM_BYTES_MAX];
            while !is_off.load(Ordering::Relaxed) {
                let Ok(length) = socket.recv(&mut datagram) else {
                    continue;
                };
                // A datagram is never longer than a frame.
                let _ = out.send(&datagram[..length]);
                let mut line = board;
                if line.write_all(out.port().0.make_contiguous()).is_err() {
                    return;
                }
                out.port().0.clear();
            }
        });
        let mut link = Slip::<_, FRAME_BYTES>::new(Bytes::default());
        let mut bytes = [0; 1024];
        let mut line = board;
        while let Ok(length @ 1..) = line.read(&mut bytes) {
            link.port().0.extend(&bytes[..length]);
            let mut frame = [0; DATAGRAM_BYTES_MAX];
            while let Ok(Some(length)) = link.recv(&mut frame) {
                // What is not taken is lost on the way.
                let _ = socket.send(&frame[..length]);
            }
        }
        is_off.store(true, Ordering::Relaxed);
    });
}

/// Bytes on their way.
#[derive(Default)]
struct Bytes(VecDeque<u8>);

impl Port for Bytes {
    fn has_room(&self, _bytes: usize) -> bool {
        true
    }

    fn write(&mut self, byte: u8) {
        self.0.push_back(byte);
    }

    fn read(&mut self) -> Option<u8> {
        self.0.pop_front()
    }
}
