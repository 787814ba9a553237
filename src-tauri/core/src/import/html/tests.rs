//! What is made of pages, kind ones and hostile ones.

use super::clean::{Clean, MAX_DEPTH};
use super::tokens::{Token, Tokens};
use super::*;
use crate::import::{Draft, Hints, TitleFrom, text_of};

fn draft(page: &str) -> Draft {
    crate::import::read(page.as_bytes(), "a.html", &Hints::default()).unwrap()
}

fn body(markup: &str) -> String {
    draft(&format!("<!DOCTYPE html><html><body>{markup}</body></html>")).text
}

const PARAGRAPHS: [&str; 4] = [
    "Die Delegationen Russlands und der Ukraine haben sich am Mittwoch in Istanbul getroffen, um über einen Gefangenenaustausch zu sprechen, teilte der Kreml mit.",
    "Der Sprecher, Dmitri Peskow, sagte, die Verhandlungen würden „sehr schwierig“, und es gebe keinen Grund, auf Durchbrüche zu hoffen, berichtete die Agentur.",
    "Präsident Selenskyj erklärte in seiner abendlichen Ansprache, dass ein Treffen auf höchster Ebene notwendig sei, und forderte mehr Tempo, mehr Ergebnisse & weniger Worte.",
    "Zuvor hatten beide Seiten, wie aus Ankara verlautete, eine Liste mit Namen ausgetauscht; über eine Waffenruhe wurde, anders als erwartet, nicht gesprochen.",
];

/// A page as newspapers make them.
fn newspaper(head: &str) -> String {
    let [a, b, c, d] = PARAGRAPHS.map(|text| text.replace('&', "&amp;"));
    format!(
        r#"<!DOCTYPE html>
<html lang="de-AT"><head><meta charset="utf-8">
<title>Dritte Runde in Istanbul - Der Bote</title>{head}
<style>p {{ color: red }}</style><script>var x = "<p>kein Text</p>";</script></head>
<body class="page">
<header><a href="/">Der Bote</a><nav><ul><li><a href="/p">Politik</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<div id="cookie-banner" style="display: none">Wir verwenden Cookies</div>
<main><article>
<h1>Dritte Runde in <em>Istanbul</em></h1>
<div class="article-body">
<p>{a}</p>
<figure><img src="x.jpg" alt="?"><figcaption>Verhandlungen in Istanbul, Foto: Agentur</figcaption></figure>
<p>{b}</p>
<h2>Selenskyj fordert mehr Tempo</h2>
<p>{c}<br>Er sprach <q>von Herzen</q>.</p>
<ul><li>Punkt eins, der wichtig ist und Kommas hat, sehr wichtig</li><li>Punkt zwei, ebenso wichtig, ebenso lang, ebenso gut</li></ul>
<blockquote>{d}</blockquote>
</div></article></main>
<aside><h3>Lesen Sie auch</h3><a href="/1">Noch ein Artikel</a></aside>
<footer>Impressum</footer>
</body></html>"#
    )
}

#[test]
fn an_article_becomes_one_block_per_line_without_the_furniture_of_the_page() {
    let draft = draft(&newspaper(""));
    let [a, b, c, d] = PARAGRAPHS;
    let expected = [
        "Dritte Runde in Istanbul".to_owned(),
        a.to_owned(),
        "Verhandlungen in Istanbul, Foto: Agentur".to_owned(),
        b.to_owned(),
        "Selenskyj fordert mehr Tempo".to_owned(),
        format!("{c}\nEr sprach “von Herzen”."),
        "Punkt eins, der wichtig ist und Kommas hat, sehr wichtig\nPunkt zwei, ebenso wichtig, ebenso lang, ebenso gut".to_owned(),
        d.to_owned(),
    ];
    assert_eq!(draft.text, expected.join("\n\n"));
    assert_eq!((draft.language.as_str(), draft.language_sure), ("de-AT", true));
    assert_eq!(
        (draft.title.as_str(), draft.title_from),
        ("Dritte Runde in Istanbul", TitleFrom::Heading)
    );
    // Nothing of these is in the page.
    assert_eq!(
        (draft.author, draft.outlet, draft.published, draft.url),
        Default::default()
    );
}

#[test]
fn the_same_page_always_gives_the_same_text() {
    let page = newspaper("");
    let first = draft(&page).text;
    for _ in 0..20 {
        assert_eq!(text_of(page.as_bytes(), "text/html", "UTF-8").unwrap(), first);
    }
}

#[test]
fn json_ld_goes_before_open_graph() {
    let head = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"WebPage","name":"x"},
      {"@type":["Thing","NewsArticle"],"headline":"Dritte Runde &amp; Folgen","datePublished":"2025-07-23T23:30:00+02:00",
       "author":[{"@type":"Person","name":"A. Schreiber"},{"name":"B. Schreiber"}],
       "publisher":{"@type":"Organization","name":"Der Bote"},"inLanguage":"de",
       "mainEntityOfPage":{"@id":"https://bote.example/a?utm_medium=x&id=1"}}]}</script>
      <meta property="og:title" content="Anders"><meta property="og:site_name" content="bote.example">
      <meta property="article:published_time" content="2025-07-24">"#;
    let draft = draft(&newspaper(head));
    assert_eq!(
        (draft.title.as_str(), draft.title_from),
        ("Dritte Runde & Folgen", TitleFrom::Metadata)
    );
    assert_eq!(draft.published, "2025-07-23");
    assert_eq!(draft.author, "A. Schreiber, B. Schreiber");
    assert_eq!(draft.outlet, "Der Bote");
    assert_eq!(draft.url, "https://bote.example/a?id=1");
}

#[test]
fn broken_or_foreign_json_ld_is_passed_over() {
    let deep = "[".repeat(200_000);
    for script in [
        "{",
        r#"{"@type":"Organization","name":"x"}"#,
        "[1,null]",
        r#"{"@type":5}"#,
        deep.as_str(),
    ] {
        let head = format!(
            r#"<script type="application/ld+json">{script}</script><script type="application/ld+json">{{"@type":"Article","headline":"Gut"}}</script>"#
        );
        assert_eq!(draft(&newspaper(&head)).title, "Gut");
    }
}

#[test]
fn open_graph_and_meta_elements_are_read() {
    let head = r#"<meta property="og:title" content="Dritte Runde | Der Bote"><meta property="og:site_name" content="Der Bote">
      <meta name="author" content="C. Schreiber"><meta property="article:author" content="https://facebook.example/c">
      <meta name="date" content="gestern"><meta itemprop="datePublished" content="2025-07-23T08:00:00Z">
      <link rel="alternate canonical" href="https://bote.example/b?a=1&amp;utm_source=y#c">"#;
    let draft = draft(&newspaper(head));
    assert_eq!(draft.title, "Dritte Runde");
    assert_eq!(draft.author, "C. Schreiber");
    assert_eq!(draft.published, "2025-07-23");
    assert_eq!(draft.outlet, "Der Bote");
    assert_eq!(draft.url, "https://bote.example/b?a=1");
}

#[test]
fn a_time_is_the_day_of_publication_only_if_there_is_no_doubt() {
    let with = |times: &str| draft(&format!("<body><p>Text, der hier steht.</p>{times}")).published;
    assert_eq!(
        with("<time datetime=2025-07-23T10:00>x</time><time datetime=2025-07-23>y</time>"),
        "2025-07-23"
    );
    assert_eq!(
        with("<time datetime=2025-07-23>x</time><time datetime=2025-07-24>y</time>"),
        ""
    );
    assert_eq!(
        with("<time datetime=2025-07-24>x</time><time datetime=2025-07-23 pubdate>y</time>"),
        "2025-07-23"
    );
    assert_eq!(with("<time>23.07.2025</time>"), "");
}

#[test]
fn the_title_element_is_the_last_resort() {
    let page = "<title>  Eine\n Meldung &ndash; kurz </title><body><p>Der Text der Meldung ist kurz.</p>";
    let draft = draft(page);
    assert_eq!(
        (draft.title.as_str(), draft.title_from),
        ("Eine Meldung – kurz", TitleFrom::HtmlTitle)
    );
    assert_eq!(draft.text, "Der Text der Meldung ist kurz.");
}

#[test]
fn short_pages_are_kept_whole() {
    assert_eq!(body("<p>Eins.</p><p>Zwei.</p>"), "Eins.\n\nZwei.");
    assert_eq!(body("Nur Text."), "Nur Text.");
    assert_eq!(body("a<br>b<br><br>c"), "a\nb\n\nc");
}

fn lines(markup: &str) -> String {
    blocks::text(&clean::clean(markup).html, Furniture::Skip)
}

#[test]
fn white_space_collapses_as_in_a_browser_and_stays_in_preformatted_text() {
    assert_eq!(
        lines("<p> a \n b\t<b>c</b> d<i>e</i>\n f&nbsp;g </p> <p>h"),
        "a b c de f\u{a0}g\n\nh"
    );
    assert_eq!(lines("<pre>a\n  b  \n\n\tc</pre>"), "a\n  b\n\n\tc");
    assert_eq!(
        lines("<a href=x>one</a> <a href=y>two</a><span> three</span>"),
        "one two three"
    );
}

#[test]
fn cells_list_items_and_terms_are_lines() {
    assert_eq!(lines("<table><tr><td>a<td>b<tr><td>c</table>d"), "a\nb\nc\n\nd");
    assert_eq!(lines("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), "a\nb\n\nc\n\nd");
    assert_eq!(lines("<dl><dt>a<dd>b<dt>c<dd>d</dl>"), "a\nb\nc\nd");
}

#[test]
fn what_a_reader_does_not_see_is_no_text() {
    for hidden in [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template><p>x</p></template>",
        "<!-- x -->",
        "<select><option>x</select>",
        "<button>x</button>",
        "<textarea>x</textarea>",
        "<svg><title>x</title><text>x</text></svg>",
        "<div hidden>x<p>x</p></div>",
        "<div style='color:red; DISPLAY : none'>x</div>",
        "<iframe>x</iframe>",
        "<?xml x?>",
        "<![CDATA[x]]>",
        "<nav>x</nav>",
        "<object>x</object>",
        "</ x>",
    ] {
        assert_eq!(lines(&format!("<p>a</p>{hidden}<p>b</p>")), "a\n\nb", "{hidden}");
    }
}

#[test]
fn what_was_left_open_swallows_nothing() {
    assert_eq!(lines("<div><svg><path d=x></div><p>b"), "b");
    assert_eq!(lines("<svg><g><path/><p>b"), "b");
    assert_eq!(lines("<div>a<button>x</div>b"), "a\n\nb");
    assert_eq!(lines("<svg/>b"), "b");
    assert_eq!(lines("<td>a</td><tr>b"), "a\n\nb");
    assert_eq!(lines("</p></div></table>a</body></html>b"), "ab");
}

#[test]
fn markup_as_text_stays_text() {
    let text = "5 < 6 & 7 > 3 <script>alert(1)</script> a<b";
    assert_eq!(
        body("<p>5 < 6 &amp; 7 > 3 &lt;script&gt;alert(1)&lt;/script&gt; a&lt;b</p>"),
        text
    );
    assert_eq!(body("<p>&amp;lt;b&amp;gt;</p>"), "&lt;b&gt;");
}

/// The deepest nesting of a well-nested page, and whether it is one.
fn nesting(html: &str) -> Option<usize> {
    let (mut open, mut deepest) = (Vec::new(), 0);
    for token in Tokens::of(html) {
        match token {
            Token::Start(tag) => open.push(tag.name),
            Token::End(name) if open.pop() != Some(name.clone()) => return None,
            _ => {}
        }
        deepest = deepest.max(open.len());
    }
    open.is_empty().then_some(deepest)
}

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect::<Vec<_>>().concat()
}

/// Pages that take tree builders minutes, at least 100 KB each.
fn hostile_pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for name in [
        "div",
        "b",
        "i",
        "table",
        "svg",
        "math",
        "font",
        "select",
        "template",
        "a",
        "span",
        "x-y",
        "p",
        "blockquote",
        "table><tr><td",
        "ul><li",
        "svg><g",
        "svg><title",
        "button",
    ] {
        pages.push((
            format!("nested {name}"),
            format!("<p>Anfang</p>{}Text", format!("<{name}>").repeat(100_000)),
        ));
    }
    let formats: String = numbered(4000, |n| format!("<b id={n}><font id={n}><p>"));
    pages.push((
        "misnested formatting".into(),
        format!("{formats}{}Text", "</b></p></font>".repeat(4000)),
    ));
    pages.push((
        "links across blocks".into(),
        "<a href=x><div>Text</a>".repeat(20_000),
    ));
    pages.push((
        "unfinished references".into(),
        format!("Text {}", "&#x".repeat(300_000)),
    ));
    pages.push((
        "broken references".into(),
        format!("Text {}", "&abcdefghijklmnopqrstuvwxyz".repeat(20_000)),
    ));
    let attributes: String = numbered(200_000, |n| format!(" a{n}"));
    pages.push(("attributes".into(), format!("<p{attributes}>Text</p>")));
    pages.push((
        "a comment".into(),
        format!("Text<!--{}", "<p>-".repeat(1_000_000)),
    ));
    pages.push((
        "a doctype".into(),
        format!("Text<!DOCTYPE {}", "x".repeat(5_000_000)),
    ));
    pages.push((
        "an open script".into(),
        format!("Text<script>{}", "</scrip".repeat(500_000)),
    ));
    pages.push((
        "an open tag".into(),
        format!("Text<p x=\"{}", "<p>'".repeat(500_000)),
    ));
    pages.push((
        "plain text".into(),
        format!("Text<plaintext>{}", "<p>".repeat(100_000)),
    ));
    pages.push(("lesser signs".into(), format!("Text{}", "< <".repeat(200_000))));
    pages.push((
        "ends".into(),
        format!("<div>Text{}", "</p></b></x>".repeat(50_000)),
    ));
    pages.push(("lines".into(), format!("Text{}", "<br>".repeat(100_000))));
    pages.push(("paragraphs".into(), "<p>Text, mit, Kommas</p>".repeat(50_000)));
    pages.push((
        "metadata".into(),
        format!(
            "Text{}",
            "<meta name=a content=b><link rel=x><time datetime=2025-01-01>".repeat(20_000)
        ),
    ));
    pages
}

#[test]
fn no_page_reaches_the_tree_builder_deep_misnested_or_large() {
    for (name, page) in hostile_pages() {
        assert!(page.len() >= 100_000, "{name}");
        let clean = clean::clean(&page);
        let deepest = nesting(&clean.html).unwrap_or_else(|| panic!("{name} is not well nested"));
        // A cell may be put in where content stands in a table.
        assert!(deepest <= MAX_DEPTH + 2, "{name}: {deepest}");
        assert!(
            clean.html.len() <= page.len() * 8,
            "{name}: {} of {}",
            clean.html.len(),
            page.len()
        );
        if fits_tree(&clean) {
            // Each of these starts a new piece of text in a tree builder, which joins them by copying.
            assert!(!clean.html.contains(['&', '\n', '\r', '\0']), "{name}");
            assert!(clean.html.matches('<').count() <= MAX_ELEMENTS * 2, "{name}");
        }
    }
}

#[test]
fn text_in_hostile_pages_is_found() {
    for (name, page) in hostile_pages() {
        let text = text(&page);
        let swallowed = ["select", "template", "svg", "math", "button"]
            .iter()
            .any(|drop| name.contains(drop));
        assert!(
            text.contains(if swallowed { "Anfang" } else { "Text" }),
            "{name}: {text:.80}"
        );
        assert!(text.len() <= page.len() * 4 + 1024 * 1024, "{name}");
    }
}

#[test]
fn characters_that_stand_for_others_inside_come_out_as_they_were() {
    let text = "\u{fdd0}a \u{fdd0} & <\u{fdd0}x>";
    assert_eq!(body("<p>\u{fdd0}a \u{fdd0} &amp; &lt;\u{fdd0}x></p>"), text);
}

#[test]
fn large_pages_take_the_linear_path_and_lose_nothing() {
    let page = "<div><p>Ein Absatz, mit Kommas, der Länge wegen.</p></div>".repeat(MAX_ELEMENTS);
    let clean: Clean = clean::clean(&page);
    assert!(!fits_tree(&clean));
    assert_eq!(
        text(&page).lines().filter(|line| !line.is_empty()).count(),
        MAX_ELEMENTS
    );
}

#[test]
fn elements_deeper_than_the_limit_keep_their_text_on_lines() {
    let page = format!("{}a<p>b</p><p>c</p>", "<div>".repeat(1000));
    assert_eq!(
        lines(&page).split_whitespace().collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
}
