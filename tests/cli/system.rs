//! What depends on the system: links, permissions, devices, several runs at once.

use std::fs;

use crate::workshop::{SCHEMA, Workshop};

#[cfg(target_os = "linux")]
#[test]
fn all_files_are_written_or_none() {
    let workshop = Workshop::new();
    workshop.run(&["schema.rel", "-o", "models.rs"]);
    let before = workshop.read("models.rs");
    workshop.write("schema.rel", SCHEMA.replace("String(50)", "String(60)"));
    // A folder in which nobody can make a file, found out only when it is tried.
    let said = workshop.run(&["schema.rel", "-o", "models.rs", "--sql", "/proc/x.sql"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr
            .starts_with("error: cannot write `/proc/x.sql`: ")
    );
    assert_eq!(workshop.read("models.rs"), before);
    assert_eq!(workshop.list("."), ["models.rs", "schema.rel"]);
}

#[test]
fn many_may_write_at_once() {
    let workshop = Workshop::new();
    let all = ["schema.rel", "-o", "models.rs", "-q"];
    let children: Vec<_> = (0..8)
        .map(|_| workshop.command(&all).spawn().expect("a run"))
        .collect();
    for mut child in children {
        assert!(child.wait().expect("its end").success());
    }
    assert_eq!(workshop.list("."), ["models.rs", "schema.rel"]);
    assert_eq!(
        workshop.run(&all[..3]).stderr,
        "models.rs is unchanged: 2 models in TIME\n"
    );
}

#[cfg(unix)]
#[test]
fn a_link_is_kept_and_so_are_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let workshop = Workshop::new();
    workshop.write("there/models.rs", "");
    let permissions = fs::Permissions::from_mode(0o640);
    fs::set_permissions(workshop.path("there/models.rs"), permissions).expect("permissions");
    symlink("there/models.rs", workshop.path("models.rs")).expect("a link");
    symlink("there/new.sql", workshop.path("new.sql")).expect("a link");
    let said = workshop.run(&["schema.rel", "-o", "models.rs", "--sql", "new.sql"]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let metadata = fs::metadata(workshop.path("there/models.rs")).expect("a file");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    for link in ["models.rs", "new.sql"] {
        let metadata = fs::symlink_metadata(workshop.path(link)).expect("a link");
        assert!(metadata.is_symlink(), "{link}");
    }
    assert!(workshop.read("there/models.rs").contains("struct Person"));
    assert!(workshop.read("there/new.sql").contains("CREATE TABLE"));
    assert_eq!(workshop.list("there"), ["models.rs", "new.sql"]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_devices_are_refused() {
    use std::os::unix::fs::symlink;
    let workshop = Workshop::new();
    symlink("round.rs", workshop.path("round.rs")).expect("a link");
    let said = workshop.run(&["schema.rel", "-o", "round.rs"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(2)
    error: cannot write `round.rs`: its links lead to themselves
    help: delete the link
    "#);
    let said = workshop.run(&["schema.rel", "-o", "/dev/null", "--force"]);
    insta::assert_snapshot!(said.shown(), @r#"
    exit code Some(2)
    error: cannot write `/dev/null`: it is no ordinary file
    help: `-` stands for standard output
    "#);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let workshop = Workshop::new();
    workshop.write("locked/models.rs", "");
    let locked = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(workshop.path("locked"), permissions).expect("permissions");
    };
    locked(0o555);
    if fs::write(workshop.path("locked/probe"), "").is_ok() {
        eprintln!("skipped: this user may write to every folder");
        return locked(0o755);
    }
    let said = workshop.run(&["schema.rel", "-o", "locked/models.rs"]);
    locked(0o755);
    assert_eq!(said.code, Some(2));
    assert!(
        said.stderr
            .contains("cannot write `locked/models.rs`: permission denied")
    );
}
