//! Clients and the server over a network that loses, repeats and reorders datagrams.

use super::*;
use crate::coap::Transmission;
use crate::coap::block::BlockSize;
use crate::coap::client::{self, ClientError, Event, Exchange, Identity, VecSink};
use crate::coap::code::Method;
use crate::coap::random::Random;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// How bad the network is.
#[derive(Clone, Copy, Debug)]
struct Weather {
    loss_percent: u32,
    repeat_percent: u32,
    delay_max_ms: u32,
}

/// Datagrams on their way, by arrival: the receiving port, or 0 for the server.
struct Network {
    weather: Weather,
    random: Random,
    flying: BTreeMap<(u64, u64), (u16, u16, Vec<u8>)>,
    count: u64,
}

impl Network {
    fn send(&mut self, now_ms: u64, from: u16, to: u16, datagram: &[u8]) {
        if self.random.up_to(99) < self.weather.loss_percent {
            return;
        }
        let copies = 1 + u64::from(self.random.up_to(99) < self.weather.repeat_percent);
        for _ in 0..copies {
            let arrival = now_ms + 1 + u64::from(self.random.up_to(self.weather.delay_max_ms));
            self.count += 1;
            self.flying
                .insert((arrival, self.count), (from, to, datagram.to_vec()));
        }
    }
}

/// The body that the handler makes of a request: longer or shorter, and different for each.
fn transformed(body: &[u8]) -> Vec<u8> {
    let length = body.len() * 3 % 4_100;
    body.iter()
        .cycle()
        .take(length)
        .map(|byte| byte ^ 0x55)
        .collect()
}

struct World {
    harness: Harness,
    network: Network,
    handler_delay_max_ms: u32,
    /// Calls that end later.
    running: BTreeMap<(u64, u64), Call>,
    /// How often each request ran.
    runs: HashMap<Vec<u8>, u32>,
}

impl World {
    fn step_server(&mut self) {
        let now_ms = self.harness.now_ms;
        while let Some(call) = self.harness.server.poll_call() {
            *self
                .runs
                .entry(call.request.payload().to_vec())
                .or_default() += 1;
            self.network.count += 1;
            let delay = u64::from(self.network.random.up_to(self.handler_delay_max_ms));
            self.running
                .insert((now_ms + delay, self.network.count), call);
        }
        while let Some(entry) = self.running.first_entry() {
            if entry.key().0 > now_ms {
                break;
            }
            let call = entry.remove();
            let response = Response::content(transformed(call.request.payload()));
            self.harness.complete(call, response);
        }
        while let Some(transmit) = self.harness.server.poll_transmit() {
            self.network
                .send(now_ms, 0, transmit.peer.port(), &transmit.datagram);
        }
    }

    /// Moves the clock to the next thing that happens, but not past `limit`.
    fn sleep(&mut self, limit: Option<u64>) {
        let next = [
            limit,
            self.harness.server.poll_timeout(),
            self.network.flying.keys().next().map(|key| key.0),
            self.running.keys().next().map(|key| key.0),
        ];
        let next = next
            .into_iter()
            .flatten()
            .min()
            .expect("something is to happen");
        self.harness.now_ms = self.harness.now_ms.max(next);
        self.harness.server.on_timeout(self.harness.now_ms);
    }

    /// Runs one request of each client, all at the same time.
    fn run(
        &mut self,
        identities: &mut [Identity],
        bodies: &[Vec<u8>],
        block_size: BlockSize,
    ) -> Vec<Result<Vec<u8>, ClientError>> {
        let mut results: Vec<Option<Result<Vec<u8>, ClientError>>> = std::vec![None; bodies.len()];
        let mut exchanges: Vec<_> = identities
            .iter_mut()
            .zip(bodies)
            .map(|(identity, body)| {
                let request = client::Request {
                    payload: body,
                    block_size,
                    ..client::Request::new(Method::Post, "work/here")
                };
                Exchange::new(
                    request,
                    VecSink::new(1 << 20),
                    Transmission::default(),
                    identity,
                )
            })
            .collect();
        let mut buffer = [0; 2_048];
        loop {
            let now_ms = self.harness.now_ms;
            for (index, exchange) in exchanges.iter_mut().enumerate() {
                while let Some(written) = exchange.poll_transmit(now_ms, &mut buffer) {
                    match written {
                        Ok(length) => {
                            self.network
                                .send(now_ms, 1 + index as u16, 0, &buffer[..length]);
                        }
                        Err(error) => results[index] = Some(Err(error)),
                    }
                }
            }
            self.step_server();
            if results.iter().all(Option::is_some) {
                break;
            }
            let limit = exchanges.iter().filter_map(Exchange::poll_timeout).min();
            self.sleep(limit);
            while let Some(entry) = self.network.flying.first_entry() {
                if entry.key().0 > self.harness.now_ms {
                    break;
                }
                let (from, to, datagram) = entry.remove();
                let Some(index) = usize::from(to).checked_sub(1) else {
                    self.harness.receive_from(peer(from), &datagram);
                    continue;
                };
                let exchange = &mut exchanges[index];
                match exchange.on_datagram(self.harness.now_ms, &datagram) {
                    Event::Response(head) => {
                        assert_eq!(head.code, Code::CONTENT);
                        results[index] = Some(Ok(exchange.sink_mut().take()));
                    }
                    Event::Failed(error) => results[index] = Some(Err(error)),
                    Event::Ignored | Event::Progress => {}
                }
            }
        }
        results.into_iter().flatten().collect()
    }
}

fn simulate(seed: u64, weather: Weather, block_size: BlockSize, delay_max_ms: u32) -> (u32, u32) {
    const CLIENTS: usize = 4;
    const ROUNDS: usize = 6;
    let mut random = Random::new(seed);
    let mut world = World {
        harness: Harness::new(),
        network: Network {
            weather,
            random: Random::new(seed ^ 1),
            flying: BTreeMap::new(),
            count: 0,
        },
        handler_delay_max_ms: delay_max_ms,
        running: BTreeMap::new(),
        runs: HashMap::new(),
    };
    let mut identities: Vec<Identity> = (0..CLIENTS)
        .map(|_| Identity::new(random.next_u64()))
        .collect();
    let (mut answered, mut failed) = (0, 0);
    for round in 0..ROUNDS {
        let bodies: Vec<Vec<u8>> = (0..CLIENTS)
            .map(|client| {
                let mut body = std::vec![client as u8, round as u8];
                let length = random.up_to(2_500) as usize;
                body.extend((0..length).map(|_| random.next_u64() as u8));
                body
            })
            .collect();
        let results = world.run(&mut identities, &bodies, block_size);
        for (body, result) in bodies.iter().zip(results) {
            let runs = world.runs.get(body).copied().unwrap_or(0);
            match result {
                Ok(answer) => {
                    assert_eq!(runs, 1, "seed {seed}");
                    assert_eq!(answer, transformed(body), "seed {seed}");
                    answered += 1;
                }
                Err(error) => {
                    assert_eq!(error, ClientError::Timeout, "seed {seed}");
                    assert!(runs <= 1, "seed {seed}");
                    failed += 1;
                }
            }
        }
    }
    (answered, failed)
}

#[test]
fn over_a_good_network_every_request_is_answered() {
    let weather = Weather {
        loss_percent: 0,
        repeat_percent: 0,
        delay_max_ms: 20,
    };
    for size in [16, 64, 1024] {
        assert_eq!(simulate(1, weather, BlockSize::at_most(size), 10).1, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn each_request_runs_once_and_gets_its_answer_whatever_the_network_does(
        seed: u64,
        loss_percent in 0..25u32,
        repeat_percent in 0..40u32,
        delay_max_ms in 0..4_000u32,
        exponent in 3..7u8,
        handler_delay_max_ms in 0..5_000u32,
    ) {
        let weather = Weather { loss_percent, repeat_percent, delay_max_ms };
        let size = BlockSize::from_exponent(exponent).unwrap();
        let (answered, failed) = simulate(seed, weather, size, handler_delay_max_ms);
        prop_assert_eq!(answered + failed, 24);
        // In many small blocks more than half may fail where a quarter of all is lost.
        let is_fair = answered >= failed || loss_percent > 15;
        prop_assert!(is_fair, "{} answered, {} failed", answered, failed);
    }
}
