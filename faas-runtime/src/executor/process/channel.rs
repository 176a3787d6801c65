//! The pipes to one process.

use std::boxed::Box;
use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::string::{String, ToString as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;
use std::vec::Vec;

use bytes::Bytes;

use crate::executor::printed::Printed;

/// The longest frame that is taken from a process. A longer one ends it.
const FRAME_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Messages of the readers that may wait to be taken; then the process waits in its pipe.
const MESSAGES_MAX: usize = 16;

/// Requests that may wait to be written: the configuration and one invocation.
const REQUESTS_MAX: usize = 2;

/// What the readers of a process report.
enum Message {
    Frame(Vec<u8>),
    Printed(Vec<u8>),
    /// One of the pipes has ended.
    Ended,
}

/// A child process that speaks in frames, and is killed when it is dropped.
pub(super) struct Channel {
    child: Child,
    requests: SyncSender<Vec<Bytes>>,
    messages: Receiver<Message>,
    /// Pipes that have not ended: the answers and the log.
    pipes: u8,
    printed: Printed,
    reaped: bool,
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The time is over.
    TimedOut,
    /// The process has ended, in the words of AWS: `exit status 1` or `signal: killed`.
    Ended(String),
}

impl Channel {
    /// Starts the process in a process group of its own.
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("the process has no pipes");
        let requests = child.stdin.take().ok_or_else(missing)?;
        let answers = child.stdout.take().ok_or_else(missing)?;
        let log = child.stderr.take().ok_or_else(missing)?;
        let (sender, messages) = sync_channel(MESSAGES_MAX);
        let requests = start_writer(requests)?;
        let mut channel = Self {
            child,
            requests,
            messages,
            pipes: 0,
            printed: Printed::default(),
            reaped: false,
        };
        channel.read("faas-process-answers", answers, sender.clone(), read_frame)?;
        channel.read("faas-process-log", log, sender, read_chunk)?;
        Ok(channel)
    }

    /// Starts a thread that reports what comes out of a pipe. It ends with the pipe.
    fn read<R: Read + Send + 'static>(
        &mut self,
        name: &str,
        mut pipe: R,
        sender: SyncSender<Message>,
        mut next: impl FnMut(&mut R) -> io::Result<Message> + Send + 'static,
    ) -> io::Result<()> {
        thread::Builder::new()
            .name(name.to_string())
            .spawn(move || {
                loop {
                    let message = next(&mut pipe).unwrap_or(Message::Ended);
                    let ended = matches!(message, Message::Ended);
                    if sender.send(message).is_err() || ended {
                        return;
                    }
                }
            })?;
        self.pipes += 1;
        Ok(())
    }

    /// Sends frames, without waiting for the process to take them: it may never do so. If it has
    /// gone, that is found out when its answer is awaited.
    pub(super) fn send(&mut self, frames: Vec<Bytes>) {
        // There is room: a request follows the answer to the one before.
        let _ = self.requests.try_send(frames);
    }

    /// Waits for `count` frames, and for the log to end with `log_end`, if it is not empty.
    pub(super) fn receive(
        &mut self,
        count: usize,
        log_end: &str,
        left: impl Fn() -> Option<Duration>,
    ) -> Result<Vec<Vec<u8>>, NoAnswer> {
        let mut frames = Vec::new();
        while frames.len() < count || !self.printed.ends_with(log_end) {
            if self.pipes == 0 {
                return Err(NoAnswer::Ended(self.end_text()));
            }
            let timeout = left().ok_or(NoAnswer::TimedOut)?;
            match self.messages.recv_timeout(timeout) {
                Ok(Message::Frame(frame)) => frames.push(frame),
                Ok(Message::Printed(bytes)) => self.printed.extend(&bytes),
                Ok(Message::Ended) => self.pipes -= 1,
                Err(RecvTimeoutError::Timeout) => return Err(NoAnswer::TimedOut),
                Err(RecvTimeoutError::Disconnected) => self.pipes = 0,
            }
        }
        Ok(frames)
    }

    /// What the function has printed since the last call, without the end mark.
    pub(super) fn take_log(&mut self, log_end: &str) -> String {
        std::mem::take(&mut self.printed).into_text(log_end)
    }

    /// Ends the process and everything that it has started, and takes what it had printed.
    pub(super) fn kill(&mut self) {
        self.kill_group();
        while self.pipes > 0 {
            // Bounded: the ends of both pipes are closed with their last holder. A process that
            // has left its group may hold one open, and is not waited for.
            match self.messages.recv_timeout(Duration::from_millis(100)) {
                Ok(Message::Printed(bytes)) => self.printed.extend(&bytes),
                Ok(Message::Frame(_)) => {}
                Ok(Message::Ended) => self.pipes -= 1,
                Err(_) => return,
            }
        }
    }

    /// Kills what is left of the process group and waits for the process.
    fn kill_group(&mut self) -> Option<ExitStatus> {
        // Once it is reaped, its number may belong to somebody else.
        if self.reaped {
            return None;
        }
        #[cfg(unix)]
        {
            let group = i32::try_from(self.child.id()).ok();
            if let Some(group) = group.and_then(rustix::process::Pid::from_raw) {
                // An error says that nobody is left, which is as well.
                let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
            }
        }
        let _ = self.child.kill();
        self.reaped = true;
        self.child.wait().ok()
    }

    /// How the process ended, whose pipes have ended. If it lives on without pipes it is killed.
    fn end_text(&mut self) -> String {
        let Some(status) = self.kill_group() else {
            return "unknown".to_string();
        };
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return std::format!("signal: {}", signal_name(signal));
        }
        std::format!("exit status {}", status.code().unwrap_or(-1))
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.kill_group();
    }
}

/// The word that Go, and so AWS, uses for a signal.
fn signal_name(signal: i32) -> Box<str> {
    match signal {
        6 => "aborted".into(),
        9 => "killed".into(),
        11 => "segmentation fault".into(),
        14 => "alarm clock".into(),
        15 => "terminated".into(),
        other => std::format!("signal {other}").into(),
    }
}

/// Starts the thread that writes requests. It ends, and closes the pipe, when the channel goes.
fn start_writer(mut pipe: ChildStdin) -> io::Result<SyncSender<Vec<Bytes>>> {
    let (sender, requests) = sync_channel::<Vec<Bytes>>(REQUESTS_MAX);
    thread::Builder::new()
        .name("faas-process-requests".to_string())
        .spawn(move || {
            for frames in requests {
                let written = frames.iter().try_for_each(|frame| {
                    let length = u32::try_from(frame.len()).map_err(io::Error::other)?;
                    pipe.write_all(&length.to_le_bytes())?;
                    pipe.write_all(frame)
                });
                if written.is_err() {
                    return;
                }
            }
        })?;
    Ok(sender)
}

fn read_frame(pipe: &mut impl Read) -> io::Result<Message> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > FRAME_BYTES_MAX {
        return Ok(Message::Ended);
    }
    // Grows with what arrives, so that a lie about the length costs nothing.
    let mut frame = Vec::new();
    pipe.by_ref().take(length as u64).read_to_end(&mut frame)?;
    Ok(if frame.len() == length {
        Message::Frame(frame)
    } else {
        Message::Ended
    })
}

fn read_chunk(pipe: &mut impl Read) -> io::Result<Message> {
    let mut chunk = std::vec![0; 8192];
    let length = pipe.read(&mut chunk)?;
    chunk.truncate(length);
    Ok(if length == 0 {
        Message::Ended
    } else {
        Message::Printed(chunk)
    })
}
