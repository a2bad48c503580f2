//! How tests that wait become tests that do not: `tests/suite/strip.rs`.

#[path = "../../suite/strip.rs"]
#[allow(dead_code)]
mod strip;

use self::strip::blocking;

#[test]
fn what_waits_is_taken_out() {
    let code = "pub async fn f(db: &Db) -> R { g(db).await?.h(async |x| x.await) }";
    let expected = "pub  fn f(db: &Db) -> R { g(db)?.h( |x| x) }";
    assert_eq!(blocking(code), expected);
    let bounds = "impl AsyncFn(&Db), impl AsyncFnMut(), impl AsyncFnOnce()";
    assert_eq!(
        blocking(bounds),
        "impl Fn(&Db), impl FnMut(), impl FnOnce()"
    );
    assert_eq!(blocking("a\n    .b()\n    .await\n"), "a\n    .b()\n    \n");
}

#[test]
fn texts_and_comments_and_other_words_stay() {
    for code in [
        "// async .await\n",
        "/* async /* .await */ async */",
        "/*/ async */",
        r#"" async \" .await ""#,
        r##"r#"async " .await"#"##,
        "br\"async\\\"",
        r#"b"async""#,
        "my_async.awaited(r#async, asynchronous)",
    ] {
        assert_eq!(blocking(code), code);
    }
}

#[test]
fn nothing_is_taken_for_a_text_that_is_none() {
    for (code, expected) in [
        ("'\"' async '\"'", "'\"'  '\"'"),
        ("'\\'' async 'x'", "'\\''  'x'"),
        ("<'a> async <'a>", "<'a>  <'a>"),
        ("\"\\\\\" async \"\"", "\"\\\\\"  \"\""),
        ("/**/ async /* */", "/**/  /* */"),
        ("r\"\\\" async \"x\"", "r\"\\\"  \"x\""),
        ("'\\u{22}' async '\"'", "'\\u{22}'  '\"'"),
    ] {
        assert_eq!(blocking(code), expected);
    }
}
