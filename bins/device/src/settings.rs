//! What the emulator's command line tells the image.

use faas_runtime::FunctionName;
use faas_runtime::seal::Key;
use nanolambda_device_application::config::{Credentials, FUNCTIONS_MAX, FunctionConfig, Policy};
use smoltcp::wire::{IpEndpoint, Ipv4Address};

use crate::net::Address;

/// The ways to the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Ethernet.
    Udp(Address),
    /// The UART.
    Uart,
}

/// The settings of a device.
pub struct Settings<'c> {
    /// Where the edge server listens.
    pub edge: IpEndpoint,
    /// The way there.
    pub line: LineKind,
    /// The device's name.
    pub device: &'c str,
    /// Its functions, all with the same settings.
    pub functions: heapless::Vec<FunctionConfig, FUNCTIONS_MAX>,
    /// Where its random numbers begin: these boards have no source of them.
    pub seed: u64,
    /// When it ends, in microseconds.
    pub for_us: u64,
}

impl<'c> Settings<'c> {
    /// Reads words of `name=value`; the first word that has no such form is the program's name.
    ///
    /// # Errors
    /// The word that cannot be used.
    #[inline(never)]
    pub fn parse(line: &'c str) -> Result<Settings<'c>, &'c str> {
        let mut settings = Settings {
            edge: IpEndpoint::new(Ipv4Address::new(10, 0, 2, 2).into(), 5683),
            line: LineKind::Udp(Address::Static),
            device: "device",
            functions: heapless::Vec::new(),
            seed: 0,
            for_us: u64::MAX,
        };
        // Names come last, so that each function has all settings.
        let Some(name) = "function".parse().ok() else {
            return Err(line);
        };
        let mut config = FunctionConfig::new(name);
        for word in line.split_ascii_whitespace() {
            let Some((name, value)) = word.split_once('=') else {
                continue;
            };
            settings.set(name, value, &mut config).ok_or(word)?;
        }
        Ok(settings)
    }

    fn set(&mut self, name: &str, value: &'c str, config: &mut FunctionConfig) -> Option<()> {
        match name {
            "edge" => self.edge = endpoint(value)?,
            "line" => {
                self.line = match value {
                    "static" => LineKind::Udp(Address::Static),
                    "dhcp" => LineKind::Udp(Address::Dhcp),
                    "uart" => LineKind::Uart,
                    _ => return None,
                }
            }
            "device" => self.device = value,
            "seed" => self.seed = value.parse().ok()?,
            "for_us" => self.for_us = value.parse().ok()?,
            "channels" => config.channels = value.parse().ok()?,
            "decimals" => config.decimals = value.parse().ok()?,
            "batch" => config.batch = value.parse().ok()?,
            "period_us" => config.period_us = value.parse().ok()?,
            "heap" => config.heap_bytes = value.parse().ok()?,
            "fuel" => config.fuel = value.parse().ok()?,
            "placement" => config.policy = Policy::parse(value)?,
            "function" => {
                let name = FunctionName::new(value).ok()?;
                self.functions
                    .push(FunctionConfig { name, ..*config })
                    .ok()?;
            }
            _ => return None,
        }
        Some(())
    }
}

/// Reads the device's key and its caveats: 32 bytes, and lines behind them. None if it is no such
/// text.
pub fn credentials(text: &[u8]) -> Option<Credentials> {
    let (key, caveats) = text.split_first_chunk()?;
    let mut credentials = Credentials {
        key: Key::from_bytes(*key),
        caveats: heapless::Vec::new(),
    };
    for caveat in core::str::from_utf8(caveats).ok()?.lines() {
        credentials.caveats.push(caveat.try_into().ok()?).ok()?;
    }
    Some(credentials)
}

/// `10.0.2.2:5683`
fn endpoint(text: &str) -> Option<IpEndpoint> {
    let (address, port) = text.split_once(':')?;
    let mut bytes = address.split('.').map(str::parse::<u8>);
    let mut next = || bytes.next()?.ok();
    let address = Ipv4Address::new(next()?, next()?, next()?, next()?);
    Some(IpEndpoint::new(address.into(), port.parse().ok()?))
}
