//! What import makes of whole documents.

use proptest::prelude::*;

use super::TitleFrom::{FirstLine, TextStart};
use super::*;

fn draft(bytes: impl AsRef<[u8]>, name: &str) -> Draft {
    read(bytes.as_ref(), name, &Hints::default()).unwrap()
}

fn refusal(bytes: impl AsRef<[u8]>) -> Refusal {
    read(bytes.as_ref(), "a.txt", &Hints::default()).unwrap_err()
}

fn encoded_by_hand(bytes: &[u8], label: &str) -> Draft {
    let hints = Hints {
        encoding: Some(label.to_owned()),
        ..Hints::default()
    };
    read(bytes, "a.txt", &hints).unwrap()
}

fn count(draft: &Draft, kind: RepairKind) -> u64 {
    draft
        .repairs
        .iter()
        .find(|repair| repair.kind == kind)
        .map_or(0, |repair| repair.count)
}

fn seed(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../seeds")
        .join(name);
    source::read_file(&path).unwrap()
}

const SEEDS: [&str; 5] = [
    "000_ec276eb2e3e482e2.txt",
    "001_552112e3a73baa12.txt",
    "002_d397ceeb01084e6c.txt",
    "003_7f7bebdaa598bfbf.txt",
    "004_000c29f631cb1c2a.txt",
];

#[test]
fn the_seed_articles_are_read_as_they_are() {
    let languages = ["de", "de", "en", "nl", "de"];
    for (name, language) in SEEDS.into_iter().zip(languages) {
        let bytes = seed(name);
        let draft = draft(&bytes, name);
        assert_eq!(draft.text.as_bytes(), bytes, "{name}");
        assert_eq!(
            (draft.language.as_str(), draft.language_sure),
            (language, true),
            "{name}"
        );
        assert_eq!(
            (draft.encoding.as_str(), draft.encoding_sure),
            ("UTF-8", true),
            "{name}"
        );
        assert_eq!(draft.media_type, "text/plain");
        assert_eq!(
            (draft.author, draft.outlet, draft.published, draft.url),
            Default::default()
        );
    }
}

#[test]
fn a_seed_article_has_its_headline_for_a_title_or_one_made_from_its_text() {
    let titles: Vec<_> = SEEDS.into_iter().map(|name| draft(seed(name), name)).collect();
    let from: Vec<_> = titles.iter().map(|draft| draft.title_from).collect();
    assert_eq!(from, [FirstLine, TextStart, TextStart, TextStart, FirstLine]);
    assert!(
        titles[0]
            .title
            .ends_with("Moskau erklärt sich bereit für eine dritte Runde")
    );
    assert_eq!(
        titles[4].title,
        "Diplomatische Gespräche zwischen Russland und den USA in Istanbul"
    );
    for cut in &titles[1..4] {
        assert!(
            cut.title.ends_with('…') && cut.title.chars().count() <= 90,
            "{}",
            cut.title
        );
    }
}

#[test]
fn documents_without_text_are_refused() {
    let blanks: [&[u8]; 5] = [
        b"",
        b" \r\n\t",
        b"\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf",
        "\u{200b}\u{2060}\n\u{a0}".as_bytes(),
        b"\xff\xfe",
    ];
    for bytes in blanks {
        assert_eq!(refusal(bytes), Refusal::Empty, "{bytes:?}");
    }
    assert_eq!(
        read(
            b"<html><script>let a = 1;</script></html>",
            "a.html",
            &Hints::default()
        ),
        Err(Refusal::Empty)
    );
}

#[test]
fn nuls_become_a_visible_sign_and_are_counted() {
    let one = draft(b"\0", "a.txt");
    assert_eq!((one.text.as_str(), count(&one, RepairKind::Nul)), ("\u{2400}", 1));
    let middle = draft(b"abc\0def", "a.txt");
    assert_eq!(
        (middle.text.as_str(), count(&middle, RepairKind::Nul)),
        ("abc\u{2400}def", 1)
    );
}

#[test]
fn bytes_that_are_no_utf8_are_replaced_and_counted() {
    for (name, bad, replaced) in [
        ("overlong", b"\xc0\x80".as_slice(), 2),
        ("five bytes", b"\xf8\x88\x80\x80\x80", 5),
        ("surrogate", b"\xed\xa0\x80", 3),
        ("beyond Unicode", b"\xf5\x80", 2),
        ("never a byte", b"\xff", 1),
        ("cut short", b"\xe2\x82", 1),
    ] {
        let mut bytes = "Überprüfung für Köln, größer, schöner, müßig: "
            .repeat(3)
            .into_bytes();
        bytes.extend_from_slice(bad);
        let draft = draft(&bytes, "a.txt");
        assert_eq!(
            (draft.encoding.as_str(), draft.encoding_sure),
            ("UTF-8", false),
            "{name}"
        );
        assert_eq!(count(&draft, RepairKind::ReplacedBytes), replaced, "{name}");
        assert!(
            draft.text.ends_with(&format!(
                ": {}",
                "\u{fffd}".repeat(usize::try_from(replaced).unwrap())
            )),
            "{name}"
        );
    }
}

#[test]
fn a_replacement_character_that_stands_in_the_source_is_no_repair() {
    assert_eq!(draft("a \u{fffd} b", "a.txt").repairs, []);
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn utf16_is_read_with_and_without_a_mark() {
    let text = "Переговори в Стамбулі, 2025 рік.\nДругий рядок: Привіт!";
    for (big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
        let bare = draft(utf16(text, big), "a.txt");
        assert_eq!(
            (bare.text.as_str(), bare.encoding.as_str(), bare.encoding_sure),
            (text, name, false)
        );
        let marked = utf16(&format!("\u{feff}{text}"), big);
        let draft = draft(&marked, "a.txt");
        assert_eq!(
            (draft.text.as_str(), draft.encoding.as_str(), draft.encoding_sure),
            (text, name, true)
        );
        assert_eq!(encoded_by_hand(&marked, "utf-16").text, text);
    }
    assert_eq!(draft(b"a\0b\0c\0", "a.txt").text, "abc");
}

#[test]
fn damaged_utf16_is_repaired_and_counted() {
    let mut odd = utf16("\u{feff}Hello there", false);
    odd.push(0x41);
    let mut lone = utf16("\u{feff}Hello ", true);
    lone.extend([0xd8, 0x00, 0x00, 0x41]);
    for bytes in [odd, lone] {
        let draft = draft(&bytes, "a.txt");
        assert!(draft.text.starts_with("Hello "), "{}", draft.text);
        assert_eq!(count(&draft, RepairKind::ReplacedBytes), 1);
    }
}

#[test]
fn utf32_is_refused_and_utf7_stays_ascii() {
    assert_eq!(
        refusal(b"\xff\xfe\0\0a\0\0\0"),
        Refusal::Binary {
            looks_like: "UTF-32".into()
        }
    );
    let text = "+ADw-script+AD4-alert(1)+ADw-/script+AD4-";
    assert_eq!(draft(text, "a.txt").text, text);
    let page = format!("<html><meta charset=utf-7><body><p>{text}</p></body></html>");
    assert_eq!(draft(page, "a.html").text, text);
    for label in ["utf-7", "iso-2022-kr", "klingon"] {
        let hints = Hints {
            encoding: Some(label.into()),
            ..Hints::default()
        };
        assert_eq!(
            read(b"abc", "a.txt", &hints),
            Err(Refusal::UnknownEncoding { label: label.into() })
        );
    }
}

#[test]
fn known_formats_are_refused_by_name() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for (bytes, looks_like) in [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".as_slice(), "PDF"),
        (
            b"PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml",
            "Word document",
        ),
        (
            b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/epub+zip",
            "EPUB book",
        ),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (png, "PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG image"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\x7fELF\x02\x01\x01\0", "ELF program"),
        (b"MZ\x90\0\x03\0\0\0", "Windows program"),
        (b"SQLite format 3\0\x10\0", "SQLite database"),
        (
            b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11abc",
            "binary data",
        ),
    ] {
        assert_eq!(
            refusal(bytes),
            Refusal::Binary {
                looks_like: looks_like.into()
            }
        );
        // Choosing an encoding by hand does not make it text.
        assert!(matches!(
            text_of(bytes, "text/plain", "windows-1252"),
            Err(Refusal::Binary { .. })
        ));
    }
}

#[test]
fn texts_that_begin_like_a_format_are_texts() {
    for text in [
        "MZ is a magazine.",
        "BM wurde gestern gesehen.",
        "ID3 tags are old.",
        "OggSomething",
        "The header is %PDF-1.7, he said.",
    ] {
        assert_eq!(draft(text, "a.txt").text, text);
    }
}

/// A sentence that the encoding can write.
const SAMPLES: [(&str, &str); 22] = [
    (
        "windows-1250",
        "Przełożeni ogłosili: Žluťoučký kůň úpěl ďábelské ódy, őszintén szólva.",
    ),
    (
        "windows-1251",
        "Президент заявил: переговоры продолжаются. Ґанок, їжак, є.",
    ),
    ("windows-1252", "Größe, naïve façade – „Straße“ für 5 €."),
    (
        "windows-1253",
        "Ο πρόεδρος δήλωσε ότι οι συνομιλίες συνεχίζονται.",
    ),
    (
        "windows-1254",
        "Cumhurbaşkanı görüşmelerin süreceğini söyledi, şüphesiz ağır iş.",
    ),
    ("windows-1255", "הנשיא אמר כי השיחות יימשכו."),
    ("windows-1256", "قال الرئيس إن المفاوضات ستستمر"),
    ("koi8-r", "Президент заявил: переговоры продолжаются."),
    (
        "koi8-u",
        "Президент заявив: переговори тривають, їх є багато, ґречно.",
    ),
    ("iso-8859-1", "Größe, naïve façade à côté."),
    ("iso-8859-2", "Przełożeni ogłosili zgodę, říkal že ano."),
    ("iso-8859-5", "Президент заявил: переговоры продолжаются."),
    ("gbk", "总统表示谈判将继续进行。"),
    ("gb18030", "总统表示谈判将继续进行。😀"),
    ("big5", "總統表示談判將繼續進行。"),
    ("shift_jis", "大統領は交渉を続けると述べた。"),
    ("euc-jp", "大統領は交渉を続けると述べた。"),
    ("euc-kr", "대통령은 협상이 계속될 것이라고 말했다."),
    ("iso-2022-jp", "大統領は交渉を続けると述べた。"),
    ("ibm866", "Президент заявил: переговоры продолжаются."),
    ("macintosh", "Größe, naïve façade – für 5 €."),
    ("x-mac-cyrillic", "Президент заявил: переговоры продолжаются."),
];

#[test]
fn every_encoding_is_read_right_when_given_by_hand() {
    for (label, sentence) in SAMPLES {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        for length in [20, 80, 400, 4000] {
            let text: String = sentence.chars().cycle().take(length).collect();
            let (bytes, _, lossy) = encoding.encode(&text);
            assert!(!lossy, "{label}");
            let draft = encoded_by_hand(&bytes, label);
            assert_eq!(draft.text, text, "{label}");
            assert_eq!(
                (draft.encoding.as_str(), draft.encoding_sure),
                (encoding.name(), true)
            );
            assert_eq!(draft.repairs, []);
        }
    }
}

#[test]
fn a_guessed_encoding_is_right_for_texts_of_some_length_and_marked_as_guessed() {
    // These have no statistics of their own in the detector, or no letters that tell them apart.
    let unknown = ["macintosh", "x-mac-cyrillic", "gb18030"];
    for (label, sentence) in SAMPLES.into_iter().filter(|(label, _)| !unknown.contains(label)) {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let text = sentence.repeat(8);
        let (bytes, _, _) = encoding.encode(&text);
        let draft = draft(&bytes, "a.txt");
        assert_eq!(draft.text, text, "{label} was read as {}", draft.encoding);
        assert!(!draft.encoding_sure, "{label}");
    }
}

#[test]
fn terminal_sequences_are_not_taken_for_an_encoding() {
    let text = "\u{1b}[31mred\u{1b}[0m and \u{1b}$B alone";
    let draft = draft(text, "a.txt");
    assert_eq!((draft.text.as_str(), draft.encoding.as_str()), (text, "UTF-8"));
}

fn page_in(label: &str, head: &str, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
    let page = format!("<!DOCTYPE html><html><head>{head}</head><body><p>{text}</p></body></html>");
    encoding.encode(&page).0.into_owned()
}

#[test]
fn a_page_is_read_as_it_declares_unless_its_bytes_prove_otherwise() {
    let text = "Президент заявил, что переговоры в Стамбуле продолжаются и это важно.";
    let late = format!(
        "<!-- {} --><meta http-equiv=Content-Type content='text/html; charset=koi8-r'>",
        "x".repeat(2000)
    );
    for (written, head, read_as, sure) in [
        ("koi8-r", "<meta charset=koi8-r>", "KOI8-R", true),
        (
            "koi8-r",
            "<meta charset='koi8-r'><meta charset='windows-1251'>",
            "KOI8-R",
            true,
        ),
        ("koi8-r", late.as_str(), "KOI8-R", true),
        (
            "windows-1251",
            "<META content=\"text/html; charset=windows-1251\" HTTP-EQUIV=\"content-type\">",
            "windows-1251",
            true,
        ),
        ("windows-1251", "<meta charset=utf-8>", "windows-1251", false),
        ("utf-8", "<meta charset=windows-1251>", "UTF-8", false),
        ("utf-8", "<meta charset=utf-16>", "UTF-8", true),
        ("utf-8", "<meta charset=nonsense>", "UTF-8", true),
        (
            "windows-1251",
            "<!-- <meta charset=koi8-r> --><meta charset=cp1251>",
            "windows-1251",
            true,
        ),
    ] {
        let draft = draft(page_in(written, head, text), "a.html");
        assert_eq!(
            (draft.encoding.as_str(), draft.encoding_sure),
            (read_as, sure),
            "{head}"
        );
        assert_eq!(draft.text, text, "{head}");
    }
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(page_in("utf-8", "<meta charset=koi8-r>", text));
    let draft = draft(&marked, "a.html");
    assert_eq!((draft.text.as_str(), draft.encoding_sure), (text, true));
}

#[test]
fn text_that_was_broken_before_stays_as_it_is() {
    let text = "GrÃ¶ÃŸe und ÐŸÑ€Ð¸Ð²ÐµÑ‚";
    assert_eq!(draft(text, "a.txt").text, text);
}

#[test]
fn only_cr_and_crlf_become_line_ends() {
    let draft = draft("a\r\nb\rc\nd\u{85}e\u{2028}f\u{2029}g", "a.txt");
    assert_eq!(draft.text, "a\nb\nc\nd\u{85}e\u{2028}f\u{2029}g");
    assert_eq!(count(&draft, RepairKind::LineEnds), 2);
}

#[test]
fn direction_controls_and_invisible_characters_stay_and_are_counted() {
    let text = "a\u{202e}b\u{202c} \u{2067}c\u{2069} d\u{200b}e\u{ad}f\u{e0041}g\u{3164}\u{fe0f} ";
    let draft = draft(text, "report\u{202e}fdp.exe");
    assert_eq!(draft.text, text);
    assert_eq!(count(&draft, RepairKind::BidiControl), 4);
    assert_eq!(count(&draft, RepairKind::Invisible), 5);
}

#[test]
fn the_media_type_is_told_by_hint_then_name_then_content() {
    let page = "<!DOCTYPE html><html><body><p>Hello world</p></body></html>";
    assert_eq!(draft(page, "a.HTM").media_type, "text/html");
    assert_eq!(draft(page, "").media_type, "text/html");
    assert_eq!(draft(page, "a.txt").media_type, "text/plain");
    assert_eq!(draft("# Hello", "notes.md").media_type, "text/markdown");
    let hints = Hints {
        media_type: Some("text/plain; charset=x".into()),
        ..Hints::default()
    };
    assert_eq!(read(page.as_bytes(), "a.html", &hints).unwrap().text, page);
}

#[test]
fn markdown_stays_source_and_its_front_matter_is_read() {
    let source = "---\ntitle: \"Second round: no result\"\ndate: 2025-07-23T10:00:00Z\nlang: en-GB\nauthors:\n  - A. Writer\n  - B. Writer\nsource: https://example.org/a?utm_source=x\noutlet: The Paper # really\nevil: !!python/object:os.system\n---\n\n# Heading\n\nThe delegations met in Istanbul on Wednesday and left without any result at all.\n";
    let draft = draft(source, "a.md");
    assert_eq!(draft.text, source);
    assert_eq!(
        (draft.title.as_str(), draft.title_from),
        ("Second round: no result", TitleFrom::FrontMatter)
    );
    assert_eq!(draft.published, "2025-07-23");
    assert_eq!(draft.language, "en-GB");
    assert_eq!(draft.author, "A. Writer, B. Writer");
    assert_eq!(draft.url, "https://example.org/a");
    assert_eq!(draft.outlet, "The Paper");
}

#[test]
fn the_first_heading_of_markdown_is_its_title() {
    for source in [
        "Intro.\n\n## The *second* `round` ##\n\nText.",
        "```\n# no\n```\n\nThe *second* `round`\n===\n",
    ] {
        let draft = draft(source, "a.md");
        assert_eq!(
            (draft.title.as_str(), draft.title_from),
            ("The second round", TitleFrom::MarkdownHeading)
        );
    }
    assert_eq!(
        draft("No heading here.\n", "a.md").title_from,
        TitleFrom::TextStart
    );
}

#[test]
fn front_matter_without_an_end_or_with_tags_invents_nothing() {
    let open = draft("---\ntitle: x\n\nText.", "a.md");
    assert_ne!(open.title_from, TitleFrom::FrontMatter);
    let tagged = draft(
        "---\ntitle: !!python/object x\ndate: *anchor\nlang: |\n  de\nauthor: ~\n---\nSome words.",
        "a.md",
    );
    assert_eq!(tagged.title_from, TitleFrom::TextStart);
    assert_eq!((tagged.published, tagged.author), Default::default());
}

#[test]
fn markdown_that_is_hard_on_parsers_is_read() {
    for source in [
        "[".repeat(100_000),
        ">".repeat(100_000),
        "`a``b```".repeat(30_000),
        "*a _b ".repeat(20_000),
    ] {
        assert_eq!(draft(&source, "a.md").text, source);
    }
}

#[test]
fn the_hash_and_size_are_those_of_the_bytes() {
    let draft = draft(b"abc\r\n", "a.txt");
    assert_eq!(draft.size, 5);
    assert_eq!(draft.sha256, crate::text::hash::sha256_hex(b"abc\r\n"));
}

#[test]
fn more_than_the_limit_is_refused() {
    let size = MAX_BYTES + 1;
    let bytes = vec![b'a'; usize::try_from(size).unwrap()];
    assert_eq!(
        refusal(&bytes),
        Refusal::TooBig {
            size,
            limit: MAX_BYTES
        }
    );
}

fn documents() -> impl Strategy<Value = Vec<u8>> {
    let markup = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=x>",
        "</div>",
        "<h1>",
        "</h1>",
        "<a href=x>",
        "</a>",
        "<ul><li>",
        "<table>",
        "<td>",
        "</table>",
        "<svg><title>",
        "<script>",
        "</script>",
        "<pre>",
        "&amp;",
        "&#x",
        "<!--",
        "-->",
        "<b><i>",
        "\r\n",
        "\0",
        "\u{feff}",
        "<article>",
        "<br>",
        "<meta charset=koi8-r>",
        "---\n",
        "title: x\n",
        "# ",
        "Привіт, світе. ",
        "The delegation met, and talked, and left. ",
    ]);
    let piece = prop_oneof![
        8 => markup.prop_map(|piece| piece.as_bytes().to_vec()),
        2 => "\\PC{0,12}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_text_alone_is_the_text_of_the_draft(bytes in documents(), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", ""])) {
        if let Ok(draft) = read(&bytes, name, &Hints::default()) {
            prop_assert_eq!(text_of(&bytes, &draft.media_type, &draft.encoding), Ok(draft.text.clone()));
            prop_assert!(!draft.text.contains(['\r', '\0']));
            prop_assert_eq!(read(&bytes, name, &Hints::default()), Ok(draft));
        }
    }

    #[test]
    fn any_bytes_give_a_draft_or_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.txt", "a.md", "a.html"] {
            let read = read(&bytes, name, &Hints::default());
            if let Ok(draft) = read {
                prop_assert!(draft.text.len() <= bytes.len() * 4 + 64);
            }
        }
    }
}
