//! `dragoman search` with tables: words in context, and counted values.

use dragoman_tests::Desk;

#[test]
fn the_words_of_a_search_in_context_become_a_table_of_harmless_cells() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.file("a.txt", "Bilanz\n=1+1 Krieg, \"sagte\" er\n@x Krieg\n");
    assert_eq!(desk.run(["import", "w.dragoman", "a.txt"]).code, 0);
    let ran = desk.run(["search", "w.dragoman", "krieg", "--kwic", "-o", "lines.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let table = std::fs::read_to_string(desk.path("lines.csv")).unwrap();
    let rows: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(
        rows.first().copied(),
        Some("left,keyword,right,title,outlet,published,language,part,start,end,found,uid,article")
    );
    assert!(
        rows.get(1)
            .unwrap()
            .starts_with("'=1+1 ,Krieg,\", \"\"sagte\"\" er\","),
        "{table}"
    );
    assert!(rows.get(2).unwrap().starts_with("'@x ,Krieg,,"), "{table}");
    // A file that is there stays.
    let ran = desk.run(["search", "w.dragoman", "krieg", "--kwic", "-o", "lines.csv"]);
    assert_eq!(ran.code, 3);
    let ran = desk.run(["search", "w.dragoman", "krieg", "--kwic", "--by", "right"]);
    assert!(ran.out.starts_with("@x ⟦Krieg⟧\t"), "{}", ran.out);
}

#[test]
fn values_are_counted_for_scripts() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let demo = demo.to_str().unwrap();
    let counts = desk
        .run(["search", demo, "is:statement", "--facets", "--json"])
        .json();
    let facets = counts["facets"].as_array().unwrap();
    let kinds = facets.iter().find(|facet| facet["by"] == "kind").unwrap();
    let sum: u64 = kinds["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value["count"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, 54);
}
