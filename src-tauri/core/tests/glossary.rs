//! The glossary: concepts and their terms, and their way in and out as files.

use crate::support::Desk;
use dragoman_core::glossary::{GlossaryFormat, export};
use proptest::prelude::*;
use serde_json::{Value, json};

fn term(term: &str, language: &str) -> Value {
    json!({ "term": term, "language": language })
}

fn add(desk: &mut Desk, terms: &[(&str, &str)]) -> String {
    let terms: Vec<Value> = terms
        .iter()
        .map(|(word, language)| term(word, language))
        .collect();
    desk.add("add_concept", json!({ "terms": terms }))
}

fn import(desk: &mut Desk, text: &str) -> Value {
    desk.call("import_glossary", json!({ "source": { "text": text } }))["result"].clone()
}

fn first_terms(desk: &mut Desk, request: Value) -> Vec<String> {
    let page = desk.call("list_concepts", request);
    page["concepts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|concept| concept["terms"][0]["term"].as_str().unwrap().to_owned())
        .collect()
}

fn exported(desk: &Desk, format: GlossaryFormat) -> String {
    export(&desk.workspace.reading(), format).unwrap().0
}

#[test]
fn a_concept_is_given_back_as_it_was_added() {
    let mut desk = Desk::new();
    let answer = desk.call_and_back(
        "add_concept",
        json!({
            "terms": [
                { "term": " Waffenstillstand ", "language": "DE", "status": "preferred", "note": "n " },
                { "term": "cease-fire" },
            ],
            "subject": " conflict ", "definition": "Both sides stop.", "note": "see also truce",
        }),
    );
    let uid = &answer["result"]["uid"];
    let expected = json!({
        "uid": uid, "subject": "conflict", "definition": "Both sides stop.", "note": "see also truce",
        "terms": [
            { "term": "Waffenstillstand", "language": "de", "status": "preferred", "note": "n " },
            { "term": "cease-fire", "language": "", "status": null, "note": "" },
        ],
    });
    assert_eq!(desk.call("get_concept", json!({ "uid": uid })), expected);
    let page = desk.call("list_concepts", json!({}));
    assert_eq!(page, json!({ "concepts": [expected], "total": 1, "next": null }));
    assert_eq!(answer["touched"]["entities"], json!(["concept"]));
}

#[test]
fn a_concept_that_breaks_a_rule_is_refused() {
    let mut desk = Desk::new();
    let there = add(&mut desk, &[("bank", "en"), ("Bank", "de")]);
    for (args, field, reason) in [
        (json!({ "terms": [] }), "terms", "empty"),
        (
            json!({ "terms": [term("a", ""), term(" ", "")] }),
            "terms[1].term",
            "empty",
        ),
        (
            json!({ "terms": [term("a", "?")] }),
            "terms[0].language",
            "not_a_language",
        ),
        (
            json!({ "terms": [term("a", "de"), term("a ", "DE")] }),
            "terms[1].term",
            "duplicate",
        ),
        (
            json!({ "terms": [term("x", "en"), term("bank", "en")] }),
            "terms[1].term",
            "duplicate",
        ),
        (
            json!({ "terms": [term("x", "en")], "uid": there }),
            "uid",
            "duplicate",
        ),
        (
            json!({ "terms": [term("x", "en")], "subject": "x".repeat(2001) }),
            "subject",
            "too_long",
        ),
    ] {
        desk.refuse_field("add_concept", args, field, reason);
    }
    let river = desk.add(
        "add_concept",
        json!({ "terms": [term("bank", "en"), term("Ufer", "de")], "subject": "geography" }),
    );
    desk.refuse_field(
        "edit_concept",
        json!({ "uid": river, "subject": "" }),
        "terms[0].term",
        "duplicate",
    );
    desk.refuse_field(
        "edit_concept",
        json!({ "uid": there, "subject": "geography" }),
        "terms[0].term",
        "duplicate",
    );
    assert_eq!(
        desk.refuse("edit_concept", json!({ "uid": dragoman_core::Uid::new() }))["code"],
        "not_found"
    );
}

#[test]
fn an_edit_rewrites_only_the_terms_that_change() {
    let mut desk = Desk::new();
    let uid = add(&mut desk, &[("truce", "en"), ("trêve", "fr"), ("Ruhe", "de")]);
    let same = json!([term("truce ", "en"), term("trêve", "FR"), term("Ruhe", "de")]);
    desk.call_for_nothing(
        "edit_concept",
        json!({ "uid": uid, "terms": same, "definition": "" }),
    );
    desk.call_for_nothing("edit_concept", json!({ "uid": uid }));
    let answer = desk.call_and_back(
        "edit_concept",
        json!({ "uid": uid, "terms": [term("truce", "en"), term("trêve", "fr"), term("Waffenruhe", "de")] }),
    );
    let command = desk.call("get_command", json!({ "sequence": answer["sequence"] }));
    assert_eq!(command["changes"].as_array().unwrap().len(), 2, "{command}");
}

#[test]
fn concepts_are_listed_by_their_first_term_and_found_by_any() {
    let mut desk = Desk::new();
    add(&mut desk, &[("Zoll", "de"), ("customs duty", "en")]);
    add(&mut desk, &[("Ölembargo", "de"), ("oil embargo", "en-GB")]);
    add(&mut desk, &[("amnesty", "en")]);
    let bin = add(&mut desk, &[("gone", "en")]);
    desk.call_and_back("delete", json!({ "entity": "concept", "uids": [bin] }));
    assert_eq!(
        first_terms(&mut desk, json!({})),
        ["amnesty", "Ölembargo", "Zoll"]
    );
    assert_eq!(first_terms(&mut desk, json!({ "text": "emb" })), ["Ölembargo"]);
    assert_eq!(first_terms(&mut desk, json!({ "text": "oelem" })), ["Ölembargo"]);
    assert_eq!(first_terms(&mut desk, json!({ "text": "Duty" })), ["Zoll"]);
    assert_eq!(
        first_terms(&mut desk, json!({ "text": "uty" })),
        Vec::<String>::new()
    );
    assert_eq!(
        first_terms(&mut desk, json!({ "text": "§" })),
        Vec::<String>::new()
    );
    assert_eq!(
        first_terms(&mut desk, json!({ "language": "en" })),
        ["amnesty", "Ölembargo", "Zoll"]
    );
    assert_eq!(
        first_terms(&mut desk, json!({ "language": "en-GB" })),
        ["Ölembargo"]
    );
    assert_eq!(
        first_terms(&mut desk, json!({ "language": "fr" })),
        Vec::<String>::new()
    );
}

#[test]
fn pages_go_on_where_the_last_one_ended() {
    let mut desk = Desk::new();
    for letter in ["d", "b", "B", "a", "c"] {
        desk.add("add_concept", json!({ "terms": [term(letter, "")] }));
    }
    let mut seen = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = desk.call("list_concepts", json!({ "limit": 2, "after": after }));
        assert_eq!(page["total"], 5);
        let concepts = page["concepts"].as_array().unwrap();
        seen.extend(
            concepts
                .iter()
                .map(|concept| concept["terms"][0]["term"].as_str().unwrap().to_owned()),
        );
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(seen, ["a", "b", "B", "c", "d"]);
    desk.refuse_field("list_concepts", json!({ "after": "?" }), "after", "not_allowed");
}

#[test]
fn a_merged_concept_keeps_its_own_and_takes_over_what_it_lacks() {
    let mut desk = Desk::new();
    let into = desk.add(
        "add_concept",
        json!({ "terms": [{ "term": "truce", "language": "en", "status": "preferred" }], "note": "one" }),
    );
    let from = desk.add(
        "add_concept",
        json!({
            "terms": [{ "term": "Ruhe", "language": "de" }, { "term": "truce", "language": "en" }],
            "subject": "war", "definition": "d", "note": "two",
        }),
    );
    desk.refuse_field(
        "merge_concepts",
        json!({ "uid": into, "into": into }),
        "into",
        "itself",
    );
    desk.call_and_back("merge_concepts", json!({ "uid": from, "into": into }));
    assert_eq!(
        desk.call("get_concept", json!({ "uid": into })),
        json!({
            "uid": into, "subject": "war", "definition": "d", "note": "one\n\ntwo",
            "terms": [
                { "term": "truce", "language": "en", "status": "preferred", "note": "" },
                { "term": "Ruhe", "language": "de", "status": null, "note": "" },
            ],
        })
    );
    assert_eq!(
        desk.refuse("get_concept", json!({ "uid": from }))["code"],
        "not_found"
    );
}

#[test]
fn emptying_the_bin_leaves_no_word_of_a_concept_in_the_file() {
    let mut desk = Desk::new();
    let uid = add(&mut desk, &[("Zwirbelklausel", "de")]);
    desk.call("delete", json!({ "entity": "concept", "uids": [uid] }));
    assert_eq!(
        desk.call("list_bin", json!({}))["deleted"][0]["label"],
        "Zwirbelklausel"
    );
    assert_eq!(desk.call("get_workspace", json!({}))["deleted"], 1);
    desk.call("empty_bin", json!({}));
    desk.workspace.checkpoint_all().unwrap();
    let bytes = std::fs::read(desk.workspace.path()).unwrap();
    for word in ["Zwirbelklausel", "zwirbelklausel"] {
        let there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!there, "{word}");
    }
}

#[test]
fn an_import_adds_joins_and_says_what_it_refused_and_undo_takes_it_back_as_one() {
    let mut desk = Desk::new();
    let uid = desk.add(
        "add_concept",
        json!({ "terms": [{ "term": "truce", "language": "en", "status": "admitted" }], "definition": "mine" }),
    );
    add(&mut desk, &[("customs", "en")]);
    let table = "concept\tlanguage\tterm\tstatus\tnote\tdefinition\n\
                 a\ten\ttruce\tpreferred\tfrom the file\ttheirs\n\
                 a\tde\tWaffenruhe\t\t\t\n\
                 b\ten\tcustoms\t\t\t\n\
                 c\tuk\tмито\tbest\t\t\n\
                 c\tuk\tзбір\t\t\t\n\
                 c\tklingon?\tx\t\t\t\n\
                 d\tde\t\t\t\t\n";
    let before = desk.workspace.dump().unwrap();
    let report = import(&mut desk, table);
    assert_eq!(
        (
            &report["added"],
            &report["merged"],
            &report["unchanged"],
            &report["terms"]
        ),
        (&json!(1), &json!(1), &json!(1), &json!(2))
    );
    let refused: Vec<_> = report["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["line"].as_u64().unwrap(),
                row["field"].as_str().unwrap(),
                row["reason"]["reason"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        refused,
        [
            (5, "status", "not_allowed"),
            (7, "language", "not_a_language"),
            (8, "term", "empty")
        ]
    );
    assert_eq!(report["refused_total"], 3);
    let concept = desk.call("get_concept", json!({ "uid": uid }));
    assert_eq!(concept["definition"], "mine");
    assert_eq!(
        concept["terms"],
        json!([
            { "term": "truce", "language": "en", "status": "admitted", "note": "from the file" },
            { "term": "Waffenruhe", "language": "de", "status": null, "note": "" },
        ])
    );
    desk.call("undo", json!({}));
    assert_eq!(desk.workspace.dump().unwrap(), before);
    desk.call("redo", json!({}));
    desk.call_for_nothing(
        "import_glossary",
        json!({ "source": { "text": "term\tlanguage\ntruce\ten\n" } }),
    );
}

#[test]
fn a_file_that_is_no_glossary_is_refused_and_changes_nothing() {
    let mut desk = Desk::new();
    for text in ["", "no header\there\n", "<html/>", "<tbx>&boom;</tbx>"] {
        let error = desk.refuse("import_glossary", json!({ "source": { "text": text } }));
        assert_eq!(error["code"], "refused", "{text}");
    }
    let error = desk.refuse("import_glossary", json!({ "source": { "staged": "x" } }));
    assert_eq!(error["detail"]["refusal"]["refusal"], "forbidden");
    let error = desk.refuse(
        "import_glossary",
        json!({ "source": { "path": "/nowhere/at/all.tsv" } }),
    );
    assert_eq!(error["detail"]["name"], "all.tsv");
}

#[test]
fn tbx_goes_in_and_out_and_in_again() {
    let mut desk = Desk::new();
    let report = import(
        &mut desk,
        "<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2'><text><body>
           <conceptEntry id='one'><descrip type='subjectField'>war</descrip>
             <langSec xml:lang='de'><termSec><term>Feuerpause</term>
               <termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote></termSec></langSec>
             <langSec xml:lang='uk'><termSec><term>перемир’я &lt;коротке&gt;</term></termSec></langSec>
           </conceptEntry>
         </body></text></tbx>",
    );
    assert_eq!((&report["added"], &report["terms"]), (&json!(1), &json!(2)));
    let out = exported(&desk, GlossaryFormat::Tbx);
    assert!(out.contains("перемир’я &lt;коротке&gt;"), "{out}");
    let mut other = Desk::new();
    import(&mut other, &out);
    assert_eq!(exported(&other, GlossaryFormat::Tbx), out);
    assert_eq!(
        exported(&other, GlossaryFormat::Tsv),
        exported(&desk, GlossaryFormat::Tsv)
    );
    let again = import(&mut desk, &out);
    assert_eq!((&again["unchanged"], &again["added"]), (&json!(1), &json!(0)));
}

#[test]
fn an_export_changed_elsewhere_finds_its_concepts_again() {
    let mut desk = Desk::new();
    let uid = add(&mut desk, &[("truce", "en")]);
    let table = format!("concept\tlanguage\tterm\n{uid}\tfr\ttrêve\n");
    assert_eq!(import(&mut desk, &table)["merged"], 1);
    assert_eq!(
        desk.call("get_concept", json!({ "uid": uid }))["terms"][1]["term"],
        "trêve"
    );
    // What is in the bin stays there; the concept comes as a new one.
    desk.call("delete", json!({ "entity": "concept", "uids": [uid] }));
    assert_eq!(import(&mut desk, &table)["added"], 1);
    let page = desk.call("list_concepts", json!({}));
    assert_ne!(page["concepts"][0]["uid"], json!(uid));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_glossary_written_as_a_table_and_read_elsewhere_is_the_same(
        concepts in prop::collection::vec(
            ("\\PC{0,6}[\t\n\"]?", "[ \"'=a-c]{0,4}", prop::collection::vec(("\\PC{1,6}", 0..4usize), 1..4)), 1..6
        )
    ) {
        let mut desk = Desk::new();
        let languages = ["", "de", "uk", "zh-Hant"];
        let statuses = [json!(null), json!("preferred"), json!("deprecated"), json!("superseded")];
        for (definition, note, terms) in concepts {
            let terms: Vec<Value> = terms
                .iter()
                .map(|(term, index)| json!({
                    "term": term, "language": languages[*index], "status": statuses[*index], "note": note,
                }))
                .collect();
            // Some break a rule, such as a term of spaces alone; the others are enough.
            let _ = desk.workspace.call(dragoman_core::commands::Envelope::new(
                "add_concept",
                json!({ "terms": terms, "definition": definition, "note": note, "subject": definition }),
            ));
        }
        let table = exported(&desk, GlossaryFormat::Tsv);
        let mut other = Desk::new();
        let report = import(&mut other, &table);
        prop_assert_eq!(&report["refused"], &json!([]));
        prop_assert_eq!(exported(&other, GlossaryFormat::Tsv), table);
    }
}

/// The words of a text that are marked, each with the first terms of its concepts.
fn marked(desk: &mut Desk, text: &str, language: &str) -> Vec<(String, Vec<String>)> {
    let article = desk.article(text);
    desk.call("edit_article", json!({ "uid": article, "language": language }));
    let found = desk.call("glossary_in_text", json!({ "article": article }));
    let letters: Vec<char> = text.chars().collect();
    found["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| {
            let place = |field: &str| usize::try_from(mark[field].as_u64().unwrap()).unwrap();
            let words = letters[place("start")..place("end")].iter().collect();
            let concepts = mark["concepts"].as_array().unwrap();
            let of = |index: &Value| {
                let index = usize::try_from(index.as_u64().unwrap()).unwrap();
                found["concepts"][index]["terms"][0]["term"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            };
            (words, concepts.iter().map(of).collect())
        })
        .collect()
}

#[test]
fn terms_are_found_in_a_text_of_their_language_the_longest_first() {
    let mut desk = Desk::new();
    add(
        &mut desk,
        &[("foreign ministry", "en"), ("外交部", "zh"), ("МЗС", "")],
    );
    add(&mut desk, &[("ministry", "en")]);
    add(&mut desk, &[("die", "en"), ("sterben", "de")]);
    add(&mut desk, &[("Président", "")]);
    let names =
        |found: Vec<(String, Vec<String>)>| found.into_iter().map(|(words, _)| words).collect::<Vec<_>>();
    assert_eq!(
        marked(
            &mut desk,
            "😀 The Foreign-Ministry, a ministry; foreign. Ministry, МЗС",
            "en-GB"
        ),
        [
            ("Foreign-Ministry".into(), vec!["foreign ministry".into()]),
            ("ministry".into(), vec!["ministry".to_string()]),
            ("Ministry".into(), vec!["ministry".into()]),
            ("МЗС".into(), vec!["foreign ministry".into()]),
        ]
    );
    assert_eq!(
        names(marked(&mut desk, "die PRÄSIDENT, le président", "de")),
        ["président"]
    );
    assert_eq!(names(marked(&mut desk, "中国外交部发言人", "zh")), ["外交部"]);
    assert_eq!(names(marked(&mut desk, "die ministry", "")), ["die", "ministry"]);
}

#[test]
fn concepts_that_share_a_term_are_both_named_and_deleted_ones_are_not() {
    let mut desk = Desk::new();
    for subject in ["finance", "geography"] {
        desk.add(
            "add_concept",
            json!({ "terms": [term("bank", "en")], "subject": subject }),
        );
    }
    assert_eq!(marked(&mut desk, "the bank", "en")[0].1.len(), 2);
    let page = desk.call("list_concepts", json!({}));
    desk.call(
        "delete",
        json!({ "entity": "concept", "uids": [page["concepts"][0]["uid"]] }),
    );
    assert_eq!(marked(&mut desk, "a bank", "en")[0].1.len(), 1);
    assert_eq!(
        desk.refuse(
            "glossary_in_text",
            json!({ "article": dragoman_core::Uid::new() })
        )["code"],
        "not_found"
    );
}
