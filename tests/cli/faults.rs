//! Runs that are killed, and runs in one another's way: whoever reads the file finds a whole one.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::workshop::Workshop;

const ROUNDS: usize = 50;

/// A folder with two schemas, what each becomes, and a file that was made of the first.
struct Bench {
    workshop: Workshop,
    texts: [String; 2],
    /// How long a run takes.
    time: Duration,
}

const SCHEMAS: [&str; 2] = ["one/schema.rel", "two/schema.rel"];

impl Bench {
    fn new() -> Self {
        let workshop = Workshop::new();
        let start = Instant::now();
        let texts = [20, 40].map(|count| {
            let name = SCHEMAS[usize::from(count > 20)];
            workshop.write(name, models(count));
            let said = workshop.run(&[name, "-o", "models.rs"]);
            assert_eq!(said.code, Some(0), "{}", said.stderr);
            workshop.read("models.rs")
        });
        assert_ne!(texts[0], texts[1]);
        Self {
            workshop,
            texts,
            time: start.elapsed() / 2,
        }
    }

    fn start(&self, number: usize) -> Child {
        let arguments = [SCHEMAS[number % 2], "-o", "models.rs", "-q"];
        let mut command = self.workshop.command(&arguments);
        command.stderr(Stdio::null()).spawn().expect("a run")
    }

    /// The number of the schema whose text the file has, all of it.
    fn whole(&self) -> usize {
        let text = self.workshop.read("models.rs");
        let found = self.texts.iter().position(|one| *one == text);
        found.unwrap_or_else(|| panic!("{} bytes that are neither text", text.len()))
    }

    /// What runs that were killed left behind.
    fn leftovers(&self) -> Vec<String> {
        let mut names = self.workshop.list(".");
        names.retain(|name| !["models.rs", "one", "two", "schema.rel"].contains(&name.as_str()));
        names
    }
}

fn models(count: usize) -> String {
    let model = |number| format!("model M{number} < id: Integer primary_key name: Text >\n");
    (0..count).map(model).collect()
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % count.max(1)
    }
}

/// Every other run is killed at any moment, and those between as soon as something stirs beside the file: that is
/// when it is written.
fn kill(bench: &Bench, mut child: Child, numbers: &mut Numbers, at_once: bool) {
    let after = Duration::from_micros(numbers.below(bench.time.as_micros() as u64 * 5 / 4));
    let known = bench.leftovers().len();
    let stirs = || bench.leftovers().len() != known;
    let start = Instant::now();
    while start.elapsed() < if at_once { bench.time * 4 } else { after } {
        if at_once && (stirs() || child.try_wait().expect("its state").is_some()) {
            break;
        }
    }
    if at_once {
        thread::sleep(Duration::from_micros(numbers.below(400)));
    }
    child.kill().expect("its end");
    child.wait().expect("its end");
}

/// `RELGEN_KILLS=1000` kills as many.
#[test]
fn a_run_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let kills =
        std::env::var("RELGEN_KILLS").map_or(200, |number| number.parse().expect("a number"));
    let bench = Bench::new();
    let mut numbers = Numbers(0x9E37_79B9);
    let mut became = [0, 0];
    for number in 0..kills {
        let before = bench.whole();
        kill(
            &bench,
            bench.start(before + 1),
            &mut numbers,
            number % 2 == 0,
        );
        became[usize::from(bench.whole() != before)] += 1;
    }
    let left = bench.leftovers();
    println!(
        "{kills} runs: {became:?} left the old file, or the new one; {} left more",
        left.len()
    );
    // Otherwise nothing was tried.
    assert!(became.iter().all(|count| *count > 0), "{became:?}");
    assert!(left.iter().all(|name| name.ends_with(".tmp")), "{left:?}");
    for number in [0, 1] {
        assert!(bench.start(number).wait().expect("its end").success());
        assert_eq!(bench.whole(), number);
    }
    assert_eq!(bench.leftovers(), left);
}

#[test]
fn two_builds_at_once_leave_the_file_of_one() {
    let bench = Bench::new();
    for _ in 0..ROUNDS {
        let mut children = [bench.start(0), bench.start(1)];
        while children
            .iter_mut()
            .any(|one| one.try_wait().expect("its state").is_none())
        {
            bench.whole();
        }
        for mut child in children {
            assert!(child.wait().expect("its end").success());
        }
        bench.whole();
    }
    assert_eq!(bench.leftovers(), [] as [&str; 0]);
}

/// No clock is asked whether there is something to do.
#[test]
fn clocks_that_jump_change_nothing() {
    let bench = Bench::new();
    let century = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    for number in [0, 1, 1, 0] {
        let was_same = bench.whole() == number;
        let future = std::time::SystemTime::now() + century;
        for name in ["models.rs", SCHEMAS[number]] {
            let file = fs::File::options()
                .append(true)
                .open(bench.workshop.path(name));
            file.and_then(|file| file.set_modified(future))
                .expect("a time");
        }
        let time = bench.workshop.modified("models.rs");
        assert!(bench.start(number).wait().expect("its end").success());
        assert_eq!(bench.whole(), number);
        // What is built of the file is built again where its time is another.
        assert_eq!(bench.workshop.modified("models.rs") == time, was_same);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn paths_may_have_blanks_and_bytes_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let workshop = Workshop::new();
    let path = |bytes| workshop.path(".").join(Path::new(OsStr::from_bytes(bytes)));
    let (schema, output) = (path(b"a b\xff.rel"), path(b"f \xfe/mo\xfddels.rs"));
    fs::rename(workshop.path("schema.rel"), &schema).expect("a name");
    fs::create_dir(path(b"f \xfe")).expect("a folder");
    let run = || {
        workshop
            .command(&[])
            .arg(&schema)
            .arg("-o")
            .arg(&output)
            .output()
            .expect("a run")
    };
    let said = run();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let text = fs::read_to_string(&output).expect("a file of text");
    assert!(
        text.lines()
            .next()
            .expect("a line")
            .ends_with(" from a b\u{FFFD}.rel"),
        "{text}"
    );
    let time = fs::metadata(&output)
        .and_then(|one| one.modified())
        .expect("a time");
    assert!(run().status.success());
    assert_eq!(
        fs::metadata(&output)
            .and_then(|one| one.modified())
            .expect("a time"),
        time
    );
}

/// A disk of its own, and a script that is run on it: `$relgen`, and `cd` to a folder where `disk/` is that disk.
#[cfg(target_os = "linux")]
fn on_a_disk(workshop: &Workshop, options: &str, script: &str) -> Option<String> {
    fs::create_dir_all(workshop.path("disk")).expect("a folder");
    let mount = format!("mount -t tmpfs -o {options} none disk");
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "sh", "-c", script])
            .current_dir(workshop.path("."));
        command.env("relgen", env!("CARGO_BIN_EXE_relgen")).output()
    };
    if !run(&mount).is_ok_and(|output| output.status.success()) {
        println!("skipped: this user may not mount a disk");
        return None;
    }
    let output = run(&format!("{mount} && {script}")).expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    Some(String::from_utf8(said).expect("text"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_file() {
    let workshop = Workshop::new();
    workshop.write("large/schema.rel", models(400));
    let said = on_a_disk(
        &workshop,
        "size=320k",
        "$relgen schema.rel -q -o disk/models.rs && cp disk/models.rs before && \
         ! $relgen large/schema.rel -o disk/models.rs && cmp disk/models.rs before && ls -A disk",
    );
    let Some(said) = said else { return };
    assert_eq!(
        said,
        "models.rs\nerror: cannot write `disk/models.rs`: no space left on device\nhelp: make room on the disk\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_disk_is_reported_and_read() {
    let workshop = Workshop::new();
    let said = on_a_disk(
        &workshop,
        "size=1m",
        "$relgen schema.rel -q -o disk/models.rs && cp disk/models.rs before && \
         mount -o remount,ro disk && $relgen schema.rel -q -o disk/models.rs && \
         (echo 'model New < id: Integer primary_key >' >> schema.rel) && \
         ! $relgen schema.rel -o disk/models.rs && cmp disk/models.rs before && ls -A disk",
    );
    let Some(said) = said else { return };
    assert_eq!(
        said,
        "models.rs\nerror: cannot write `disk/models.rs`: read-only file system\nhelp: choose a folder on another disk\n"
    );
}

/// As by a quota: an error where the program is told, and a signal where it is not.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_keeps_the_old_one() {
    for trap in ["trap '' XFSZ;", ""] {
        let bench = Bench::new();
        let script = format!("{trap} ulimit -f 40; exec \"$relgen\" one/schema.rel -o models.rs");
        let mut command = Command::new("sh");
        command
            .args(["-c", &script])
            .current_dir(bench.workshop.path("."));
        command.env("relgen", env!("CARGO_BIN_EXE_relgen"));
        let output = command.output().expect("a shell");
        assert!(!output.status.success());
        assert_eq!(bench.whole(), 1);
        if !trap.is_empty() {
            let said = String::from_utf8(output.stderr).expect("text");
            assert_eq!(said, "error: cannot write `models.rs`: file too large\n");
            assert_eq!(bench.leftovers(), [] as [&str; 0]);
        }
    }
}
