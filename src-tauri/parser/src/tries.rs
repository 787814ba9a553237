//! What a parser that was taken over would try: asked for by tests of debug builds, inside the cell.

use std::fs;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::process::Command;

/// The format of a question that is no document but the name of a try.
pub const FORMAT: u8 = 0xff;

/// All of them.
pub const ALL: &[&str] = &[
    "open a file",
    "list a folder",
    "write a file",
    "remove a file",
    "make a folder",
    "change a file's rights",
    "link to a file",
    "change the folder",
    "connect by TCP",
    "listen by TCP",
    "send by UDP",
    "make a socket pair",
    "make a pipe",
    "make a file in memory",
    "start a program",
    "become a program",
    "start a thread",
    "kill another",
    "raise a limit",
    "change the root",
    "become dumpable",
    "take two gigabytes",
    "spin",
];

/// `succeeded`, or why not.
pub fn result(name: &str) -> String {
    match attempt(name) {
        Ok(()) => "succeeded".to_owned(),
        Err(why) => why,
    }
}

fn attempt(name: &str) -> Result<(), String> {
    let here = std::env::temp_dir().join("dragoman-tried");
    match name {
        "open a file" => done(fs::File::open("/etc/passwd")),
        "list a folder" => done(fs::read_dir("/")),
        "write a file" => done(fs::write(here, "x")),
        "remove a file" => done(fs::remove_file(here)),
        "make a folder" => done(fs::create_dir(here)),
        "change the folder" => done(std::env::set_current_dir("/tmp")),
        "connect by TCP" => done(TcpStream::connect(("127.0.0.1", 9))),
        "listen by TCP" => done(TcpListener::bind(("127.0.0.1", 0))),
        "send by UDP" => {
            done(UdpSocket::bind(("127.0.0.1", 0)).and_then(|from| from.send_to(b"x", ("127.0.0.1", 9))))
        }
        "start a program" => done(Command::new("/bin/true").spawn()),
        "start a thread" => done(std::thread::Builder::new().spawn(|| ())),
        "take two gigabytes" => done(Vec::<u8>::new().try_reserve_exact(2 << 30)),
        // Never comes back.
        "spin" => loop {
            std::hint::black_box(name);
        },
        #[cfg(unix)]
        _ => on_unix(name, &here),
        #[cfg(not(unix))]
        _ => Err("there is no such try".to_owned()),
    }
}

#[cfg(unix)]
fn on_unix(name: &str, here: &std::path::Path) -> Result<(), String> {
    use std::os::unix::{fs::PermissionsExt, net::UnixStream, process::CommandExt};

    use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, setrlimit};

    match name {
        "change a file's rights" => done(fs::set_permissions(here, fs::Permissions::from_mode(0o777))),
        "link to a file" => done(std::os::unix::fs::symlink("/etc/passwd", here)),
        "make a socket pair" => done(UnixStream::pair()),
        "make a pipe" => done(rustix::pipe::pipe()),
        "become a program" => Err(Command::new("/bin/true").exec().to_string()),
        "kill another" => done(kill_process(Pid::INIT, Signal::URG)),
        "raise a limit" => done(setrlimit(
            Resource::Cpu,
            Rlimit {
                current: Some(1_000),
                maximum: Some(1_000),
            },
        )),
        #[cfg(target_os = "linux")]
        "make a file in memory" => done(rustix::fs::memfd_create("x", rustix::fs::MemfdFlags::empty())),
        #[cfg(target_os = "linux")]
        "become dumpable" => done(rustix::process::set_dumpable_behavior(
            rustix::process::DumpableBehavior::Dumpable,
        )),
        "change the root" => done(rustix::process::chroot("/tmp")),
        _ => Err("there is no such try".to_owned()),
    }
}

fn done<T, E: std::fmt::Display>(tried: Result<T, E>) -> Result<(), String> {
    tried.map(|_| ()).map_err(|error| error.to_string())
}
