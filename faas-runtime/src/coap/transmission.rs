//! When a confirmable message is sent again and when it is given up
//! (RFC 7252 sections 4.2 and 4.8).

use super::random::Random;

/// The transmission parameters of section 4.8. The defaults are the RFC's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transmission {
    /// Shortest wait for an acknowledgement before the first retransmission.
    pub ack_timeout_ms: u32,
    /// Longest first wait, in percent of `ack_timeout_ms`; 150 is the RFC's factor 1.5.
    pub ack_random_percent: u32,
    /// How often a message is sent again; at most [`Transmission::RETRANSMIT_LIMIT`].
    pub retransmit_max: u8,
    /// Longest time a datagram may spend in the network (MAX_LATENCY).
    pub latency_max_ms: u32,
}

impl Default for Transmission {
    fn default() -> Self {
        Transmission {
            ack_timeout_ms: 2_000,
            ack_random_percent: 150,
            retransmit_max: 4,
            latency_max_ms: 100_000,
        }
    }
}

impl Transmission {
    /// Higher values of `retransmit_max` count as this one, so that no wait overflows.
    pub const RETRANSMIT_LIMIT: u8 = 16;

    const fn first_wait_max_ms(&self) -> u64 {
        self.ack_timeout_ms as u64 * self.ack_random_percent as u64 / 100
    }

    const fn retransmissions(&self) -> u8 {
        if self.retransmit_max > Transmission::RETRANSMIT_LIMIT {
            Transmission::RETRANSMIT_LIMIT
        } else {
            self.retransmit_max
        }
    }

    /// From the first sending of a message to its last retransmission (MAX_TRANSMIT_SPAN, 45 s).
    pub const fn span_max_ms(&self) -> u64 {
        self.first_wait_max_ms()
            .saturating_mul((1 << self.retransmissions()) - 1)
    }

    /// From the first sending of a message to giving up (MAX_TRANSMIT_WAIT, 93 s).
    pub const fn wait_max_ms(&self) -> u64 {
        self.first_wait_max_ms()
            .saturating_mul((2 << self.retransmissions()) - 1)
    }

    /// How long a message id stays taken (EXCHANGE_LIFETIME, 247 s).
    pub const fn exchange_lifetime_ms(&self) -> u64 {
        let network = 2 * self.latency_max_ms as u64;
        self.span_max_ms()
            .saturating_add(network + self.ack_timeout_ms as u64)
    }
}

/// The waits of one confirmable message: each is twice the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    deadline_ms: u64,
    wait_ms: u64,
    retransmissions_left: u8,
}

impl Backoff {
    /// Starts the first wait, for a message sent at `now_ms`.
    pub fn start(now_ms: u64, parameters: &Transmission, random: &mut Random) -> Backoff {
        let shortest = u64::from(parameters.ack_timeout_ms);
        let spread = parameters.first_wait_max_ms().saturating_sub(shortest);
        let spread = u32::try_from(spread).unwrap_or(u32::MAX);
        let wait_ms = shortest + u64::from(random.up_to(spread));
        let retransmissions_left = parameters.retransmissions();
        Backoff {
            deadline_ms: now_ms.saturating_add(wait_ms),
            wait_ms,
            retransmissions_left,
        }
    }

    /// When the present wait ends.
    pub const fn deadline_ms(&self) -> u64 {
        self.deadline_ms
    }

    /// Ends the present wait without an acknowledgement. Returns true if the message is to be
    /// sent again and a new wait has begun, false if it is to be given up.
    #[must_use]
    pub const fn retry(&mut self, now_ms: u64) -> bool {
        if self.retransmissions_left == 0 {
            return false;
        }
        self.retransmissions_left -= 1;
        self.wait_ms = self.wait_ms.saturating_mul(2);
        self.deadline_ms = now_ms.saturating_add(self.wait_ms);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn derived_times_are_those_of_the_rfc() {
        let parameters = Transmission::default();
        assert_eq!(parameters.span_max_ms(), 45_000);
        assert_eq!(parameters.wait_max_ms(), 93_000);
        assert_eq!(parameters.exchange_lifetime_ms(), 247_000);
    }

    proptest! {
        #[test]
        fn a_message_is_sent_five_times_at_doubling_waits_then_given_up(seed: u64) {
            let parameters = Transmission::default();
            let mut backoff = Backoff::start(0, &parameters, &mut Random::new(seed));
            let first = backoff.deadline_ms();
            prop_assert!((2_000..=3_000).contains(&first));
            let mut now = first;
            for retransmission in 1..=4 {
                prop_assert!(backoff.retry(now));
                let wait = backoff.deadline_ms() - now;
                prop_assert_eq!(wait, first << retransmission);
                now = backoff.deadline_ms();
            }
            prop_assert!(!backoff.retry(now));
            prop_assert!(now <= parameters.wait_max_ms());
        }
    }

    #[test]
    fn absurd_parameters_do_not_overflow() {
        let parameters = Transmission {
            ack_timeout_ms: u32::MAX,
            ack_random_percent: u32::MAX,
            retransmit_max: 255,
            latency_max_ms: u32::MAX,
        };
        assert_eq!(parameters.exchange_lifetime_ms(), u64::MAX);
        let mut backoff = Backoff::start(u64::MAX - 1, &parameters, &mut Random::new(0));
        while backoff.retry(u64::MAX) {}
    }
}
