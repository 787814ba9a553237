//! `dragoman glossary`.

use dragoman_tests::Desk;

#[test]
fn a_glossary_goes_in_and_out_and_what_is_refused_is_named() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file(
        "terms.tsv",
        "concept\tlanguage\tterm\na\tde\tWaffenruhe\na\ten\tceasefire\nb\t?\tx\n",
    );
    let ran = desk.run(["glossary", "w.dragoman", "import", "terms.tsv"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("1 concepts added"), "{}", ran.out);
    assert!(ran.err.contains("line 4: x (language"), "{}", ran.err);

    assert_eq!(desk.run(["glossary", "w.dragoman", "export", "out.tbx"]).code, 0);
    let ran = desk.run(["glossary", "w.dragoman", "import", "out.tbx", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(ran.out.trim()).unwrap();
    assert_eq!((&report["added"], &report["unchanged"]), (&0.into(), &1.into()));
}

#[test]
fn a_file_that_cannot_be_used_is_refused() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file("page.html", "<html></html>");
    desk.file("there.tsv", "kept");
    assert_eq!(
        desk.run(["glossary", "w.dragoman", "import", "page.html"]).code,
        4
    );
    assert_eq!(desk.run(["glossary", "w.dragoman", "export", "out.docx"]).code, 4);
    assert_eq!(
        desk.run(["glossary", "w.dragoman", "export", "there.tsv"]).code,
        3
    );
    assert_eq!(
        desk.run(["glossary", "w.dragoman", "export", "there.tsv", "--overwrite"])
            .code,
        0
    );
}
