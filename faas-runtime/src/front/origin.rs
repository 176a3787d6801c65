//! Where invocations come from, who waits for them, and how they fail.

/// Where an invocation came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Front {
    /// The AWS Lambda API.
    LambdaApi = 1,
    /// A Lambda function URL.
    FunctionUrl = 2,
    /// `ANY /{function}` over HTTP, as tinyFaaS does it.
    Http = 3,
    /// CoAP.
    Coap = 4,
    /// gRPC.
    Grpc = 5,
    /// An S3 notification.
    ObjectStore = 6,
    /// An append to a log.
    Log = 7,
    /// A timetable.
    Schedule = 8,
    /// MQTT.
    Mqtt = 9,
    /// A device.
    Device = 10,
    /// The command line.
    CommandLine = 11,
}

impl Front {
    const ALL: [Self; 11] = [
        Self::LambdaApi,
        Self::FunctionUrl,
        Self::Http,
        Self::Coap,
        Self::Grpc,
        Self::ObjectStore,
        Self::Log,
        Self::Schedule,
        Self::Mqtt,
        Self::Device,
        Self::CommandLine,
    ];

    /// The front that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|front| *front as u8 == code)
    }
}

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum InvocationKind {
    /// The caller waits. If the server dies, the caller knows, and the call is not run again.
    RequestResponse = 1,
    /// Nobody waits. Once accepted it runs at least once, and is retried when it fails.
    Event = 2,
}

impl InvocationKind {
    /// The kind that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::RequestResponse, Self::Event]
            .into_iter()
            .find(|kind| *kind as u8 == code)
    }
}

/// Whether the function reported the error itself (header `X-Amz-Function-Error`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FunctionErrorKind {
    /// The function answered with an error.
    Handled = 1,
    /// An exception left the handler, or the runtime stopped it. AWS reports every Python
    /// exception so.
    Unhandled = 2,
}

impl FunctionErrorKind {
    /// The kind that a stored byte stands for.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Handled, Self::Unhandled]
            .into_iter()
            .find(|kind| *kind as u8 == code)
    }

    /// The value of AWS's header: `Handled` or `Unhandled`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Handled => "Handled",
            Self::Unhandled => "Unhandled",
        }
    }
}
