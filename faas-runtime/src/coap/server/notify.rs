//! Telling observers of changes (RFC 7641 sections 3.4, 4.2 and 4.5).

use super::observe::{ObserverId, Topic};
use super::reply::Reply;
use super::response::Response;
use super::{Call, Purpose, Server, Ticket};
use crate::coap::message::MessageType;

impl Server {
    /// Says that `topic` has changed. The request of each of its observers is run again and the
    /// answers are sent as notifications, one at a time for each observer: changes that come
    /// while one is under way are joined into the next, and the last state always arrives.
    pub fn notify(&mut self, topic: Topic) {
        self.observers.outdate(Some(topic));
    }

    /// Says that anything may have changed.
    pub fn notify_all(&mut self) {
        self.observers.outdate(None);
    }

    pub(super) fn next_notification(&mut self) -> Option<Call> {
        if self.observers.is_empty() || self.open() >= self.limits.open_max as usize {
            return None;
        }
        let (id, observer) = self.observers.next_due()?;
        let ticket = Ticket {
            purpose: Purpose::Notification(id),
            peer: observer.peer,
            token: observer.token,
            operation: observer.operation,
            block1: None,
            block2: None,
            is_size2_wanted: false,
            etags: std::vec::Vec::new(),
            bytes: 0,
            registration: None,
        };
        let request = observer.request.clone();
        self.notifying += 1;
        self.counters.calls += 1;
        Some(Call { ticket, request })
    }

    /// Sends a notification. An error is the last one (section 4.2).
    pub(super) fn complete_notification(
        &mut self,
        now_ms: u64,
        ticket: &Ticket,
        id: ObserverId,
        response: Response,
    ) {
        self.notifying = self.notifying.saturating_sub(1);
        let every = self.limits.notify_confirmable_every;
        let Some(observer) = self.observers.get_mut(id) else {
            return;
        };
        let goes_on = response.code.is_success() && response.topic.is_some();
        let is_confirmable = !goes_on || observer.unconfirmed + 1 >= every;
        observer.unconfirmed = if is_confirmable {
            0
        } else {
            observer.unconfirmed + 1
        };
        let kind = match is_confirmable {
            true => MessageType::Confirmable,
            false => MessageType::NonConfirmable,
        };
        let message_id = self.exchanges.next_message_id(ticket.peer);
        observer.message_id = Some(message_id);
        let observe = goes_on.then(|| self.observers.next_sequence());
        let reply = Reply {
            observe,
            ..self.cut(now_ms, ticket, response)
        };
        let transmit = self.write(ticket, kind, message_id, reply);
        if is_confirmable {
            let waiting = goes_on.then_some(id);
            let parameters = self.limits.transmission;
            self.sent.insert(
                now_ms,
                &transmit,
                message_id,
                waiting,
                &parameters,
                &mut self.random,
            );
        } else {
            self.observers.set_idle(id);
        }
        if !goes_on {
            self.observers.remove(id);
        }
        self.outbox.push_back(transmit);
    }
}
