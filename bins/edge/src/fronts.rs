//! The fronts: where the server listens, and what it says about that.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use faas_runtime::coap::server::Limits;
use faas_runtime::coap::server::udp::UdpServer;
use faas_runtime::front::coap::FunctionHandler;
use faas_runtime::front::log::LogHandler;
use faas_runtime::front::once::OnceHandler;
use faas_runtime::front::package::{self, PackageHandler};
use faas_runtime::front::sealed::{Keys, SealedHandler};
use faas_runtime::front::services::ServicesHandler;
use faas_runtime::front::{http, management};
use tokio::net::{TcpListener, UdpSocket};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower_service::Service as _;
use warp::Filter as _;

use crate::aws::AwsFront;
use crate::cleaner::clean;
use crate::compose::{Failure, Server, random_bytes};
use crate::config::Config;
use crate::device_packages::DevicePackages;
use crate::listen::{Stop, serve, stopped};
use crate::log_front::{self, LogGate};
use crate::port::Port;
use crate::repairs::repairs_filter;
use crate::results::results_filter;

/// Longest body of a function call over HTTP, as AWS has it for calls.
const BODY_BYTES_MAX: usize = 6 * 1024 * 1024;

/// The sockets. They are bound before anything else is done, so that a port in use stops the
/// server before it has touched the data.
pub struct Fronts {
    aws: Option<TcpListener>,
    http: Option<TcpListener>,
    coap: Option<UdpSocket>,
    management: Option<TcpListener>,
    log: Option<TcpListener>,
}

/// The fronts at work.
pub struct Running {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

impl Fronts {
    /// Binds every front that is not switched off.
    pub async fn bind(config: &Config) -> Result<Self, Failure> {
        Ok(Self {
            aws: bind_tcp("aws", config, config.aws_port).await?,
            http: bind_tcp("http", config, config.http_port).await?,
            coap: bind_udp("coap", config, config.coap_port).await?,
            management: bind_tcp("management", config, config.management_port).await?,
            log: bind_tcp("log", config, config.log_port).await?,
        })
    }

    /// Starts to serve, and prints a line for each front and then `ready`.
    pub fn start(self, server: &Server) -> Result<Running, Failure> {
        let (stop, stopping) = watch::channel(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(clean(Arc::clone(&server.objects), stopping.clone()));
        let mut lines = Vec::new();
        let gate = LogGate {
            engine: server.engine.clone(),
        };
        if let Some(listener) = self.aws {
            lines.push(format!("aws http://{}", local(listener.local_addr())?));
            tasks.spawn(serve_aws(listener, stopping.clone(), server));
        }
        if let Some(listener) = self.http {
            lines.push(format!(
                "http http://{}/{{function}}",
                local(listener.local_addr())?
            ));
            let routes = http::routes(server.engine.clone(), BODY_BYTES_MAX);
            tasks.spawn(serve_filter(listener, stopping.clone(), routes));
        }
        if let Some(socket) = self.coap {
            lines.push(format!(
                "coap coap://{}/{{function}}",
                local(socket.local_addr())?
            ));
            tasks.spawn(serve_coap(socket, stopping.clone(), server)?);
        }
        if let Some(listener) = self.management {
            lines.push(format!(
                "management http://{}/health",
                local(listener.local_addr())?
            ));
            let routes = management::routes(server.engine.clone())
                .map(warp::reply::Reply::into_response)
                .or(results_filter(server.engine.clone()))
                .unify()
                .or(repairs_filter(server.engine.clone()))
                .unify()
                .or(log_front::filter(server.log.clone(), gate.clone()))
                .unify();
            tasks.spawn(serve_filter(listener, stopping.clone(), routes));
        }
        if let Some(listener) = self.log {
            lines.push(format!("log tcp://{}", local(listener.local_addr())?));
            let store = server.log.clone();
            tasks.spawn(log_front::serve_stream(listener, stopping, store, gate));
        }
        lines.push("ready\n".to_owned());
        let mut out = io::stdout().lock();
        // Whoever started the server may have closed its end, and then nobody reads.
        if let Err(error) = out
            .write_all(lines.join("\n").as_bytes())
            .and_then(|()| out.flush())
        {
            tracing::warn!(%error, "the addresses could not be printed");
        }
        Ok(Running { tasks, stop })
    }
}

impl Running {
    /// Takes no more requests and waits for those that have begun.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn bind_tcp(
    front: &'static str,
    config: &Config,
    port: Port,
) -> Result<Option<TcpListener>, Failure> {
    let Some(number) = port.number() else {
        return Ok(None);
    };
    let address = SocketAddr::new(config.bind, number);
    let bound = TcpListener::bind(address).await;
    bound.map(Some).map_err(|error| Failure::Bind {
        front,
        address,
        error,
    })
}

async fn bind_udp(
    front: &'static str,
    config: &Config,
    port: Port,
) -> Result<Option<UdpSocket>, Failure> {
    let Some(number) = port.number() else {
        return Ok(None);
    };
    let address = SocketAddr::new(config.bind, number);
    let bound = UdpSocket::bind(address).await;
    bound.map(Some).map_err(|error| Failure::Bind {
        front,
        address,
        error,
    })
}

fn local(address: io::Result<SocketAddr>) -> Result<SocketAddr, Failure> {
    address.map_err(Failure::Runtime)
}

fn serve_aws(
    listener: TcpListener,
    stop: Stop,
    server: &Server,
) -> impl Future<Output = ()> + Send + 'static {
    let front = AwsFront {
        lambda: Arc::clone(&server.lambda),
        s3: server.s3.clone(),
    };
    serve(listener, stop, move |request| front.clone().answer(request))
}

async fn serve_filter<F, R>(listener: TcpListener, stop: Stop, routes: F)
where
    F: warp::Filter<Extract = (R,), Error = warp::Rejection> + Clone + Send + Sync + 'static,
    F::Future: Send,
    R: warp::Reply + Send + 'static,
{
    let service = warp::service(routes);
    serve(listener, stop, move |request| {
        let answer = service.clone().call(request);
        async move {
            match answer.await {
                Ok(response) => response,
                Err(never) => match never {},
            }
        }
    })
    .await;
}

fn serve_coap(
    socket: UdpSocket,
    stop: Stop,
    server: &Server,
) -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let functions = FunctionHandler::new(server.engine.clone());
    let once = OnceHandler::open(server.engine.clone(), server.log.clone(), functions);
    let once = once.map_err(Failure::Once)?;
    let cloud = Arc::clone(&server.cloud) as _;
    let services = ServicesHandler::open(cloud, server.log.clone(), once);
    let services = services.map_err(Failure::Once)?;
    let registry = DevicePackages::new(Arc::clone(&server.registry) as _, &server.data);
    let packages = PackageHandler::new(Arc::new(registry), services);
    let handler = LogHandler::new(server.log.clone(), log_front::access, packages);
    let refused = AtomicU64::new(0);
    let on_refusal = move |device: &str, reason: &str| {
        let count = refused.fetch_add(1, Ordering::Relaxed) + 1;
        tracing::warn!(device, reason, count, "a request over CoAP was refused");
    };
    let keys = Keys {
        secrets: server.secrets.clone(),
        is_demanded: server.require_device_keys,
        clock: Arc::clone(&server.clock),
        on_refusal: Box::new(on_refusal),
    };
    let handler = SealedHandler::open(keys, server.log.clone(), handler);
    let handler = Arc::new(handler.map_err(Failure::Numbers)?);
    let damaged = handler.damaged_records();
    if damaged > 0 {
        tracing::warn!(
            damaged,
            "numbers of requests that only these records know may be used again"
        );
    }
    let seed = u64::from_le_bytes(random_bytes()?);
    let coap = UdpServer::new(socket, Limits::default(), seed, Arc::clone(&handler));
    let observed = LogHandler::<_, FunctionHandler>::observe(&server.log, coap.notifier());
    let notifier = coap.notifier();
    server
        .registry
        .on_change(move |function| notifier.notify(package::topic(function)));
    Ok(async move {
        let _observed = observed;
        if let Err(error) = coap.run(stopped(stop)).await {
            tracing::error!(%error, "the CoAP front has stopped");
        }
        if let Err(error) = handler.close() {
            tracing::warn!(%error, "devices are refused until their numbers have grown by 256");
        }
    })
}
