//! H006, H007: bytes in every encoding of the web that news were written in, and pages that lie about theirs.

use encoding_rs::Encoding;

use super::{Case, Expect};

/// Label, and a text that the encoding can say.
const ENCODINGS: [(&str, &str); 22] = [
    (
        "windows-1250",
        "Prezident řekl, že jednání v Kyjevě bude pokračovat příští týden. ",
    ),
    (
        "windows-1251",
        "Президент заявив, що переговори в Києві триватимуть наступного тижня. ",
    ),
    (
        "windows-1252",
        "Der Präsident erklärte, die Gespräche würden nächste Woche fortgeführt. ",
    ),
    (
        "windows-1253",
        "Ο πρόεδρος δήλωσε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα. ",
    ),
    (
        "windows-1254",
        "Cumhurbaşkanı görüşmelerin önümüzdeki hafta İstanbul'da süreceğini söyledi. ",
    ),
    (
        "windows-1255",
        "הנשיא אמר כי השיחות יימשכו בשבוע הבא בעיר הבירה. ",
    ),
    (
        "windows-1256",
        "قال الرئيس إن المحادثات ستستمر الأسبوع المقبل في العاصمة. ",
    ),
    (
        "koi8-r",
        "Президент заявил, что переговоры продолжатся на следующей неделе. ",
    ),
    (
        "koi8-u",
        "Президент заявив, що переговори в Києві триватимуть наступного тижня. ",
    ),
    (
        "iso-8859-1",
        "Le président a déclaré que les négociations reprendraient à Genève. ",
    ),
    (
        "iso-8859-2",
        "Prezydent powiedział, że rozmowy będą kontynuowane w przyszłym tygodniu. ",
    ),
    (
        "iso-8859-5",
        "Президент заявил, что переговоры продолжатся на следующей неделе. ",
    ),
    ("gbk", "总统表示谈判将在下周继续进行，双方都希望达成协议。"),
    ("gb18030", "总统表示谈判将在下周继续进行，双方都希望达成协议。"),
    ("big5", "總統表示談判將在下週繼續進行，雙方都希望達成協議。"),
    (
        "shift_jis",
        "大統領は、交渉は来週も続くと述べた。両国は合意を望んでいる。",
    ),
    (
        "euc-jp",
        "大統領は、交渉は来週も続くと述べた。両国は合意を望んでいる。",
    ),
    ("euc-kr", "대통령은 협상이 다음 주에도 계속될 것이라고 말했다. "),
    (
        "iso-2022-jp",
        "大統領は、交渉は来週も続くと述べた。両国は合意を望んでいる。",
    ),
    (
        "ibm866",
        "Президент заявил, что переговоры продолжатся на следующей неделе. ",
    ),
    (
        "macintosh",
        "Le président a déclaré que les négociations reprendraient à Genève. ",
    ),
    (
        "x-mac-cyrillic",
        "Президент заявил, что переговоры продолжатся на следующей неделе. ",
    ),
];

pub fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for (label, sentence) in ENCODINGS {
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
            continue;
        };
        for characters in [20, 80, 400, 4_000] {
            let text: String = sentence.chars().cycle().take(characters).collect();
            let (bytes, _, _) = encoding.encode(&text);
            let mut case = Case::new(
                "H006",
                format!("enc_{label}_{characters}.txt"),
                bytes.into_owned(),
                Expect::Text(text),
            );
            case.encoding = Some(label);
            all.push(case);
        }
    }
    all.extend(lies());
    all
}

fn lies() -> Vec<Case> {
    let said = "Президент заявив, що переговори триватимуть.";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(said);
    let page = |head: &str, body: &[u8]| {
        let mut page = format!("<!doctype html><html><head>{head}</head><body><p>").into_bytes();
        page.extend(body);
        page.extend(b"</p></body></html>");
        page
    };
    let far = format!(
        "<!--{}--><meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        "x".repeat(1_100)
    );
    let bom: Vec<u8> = "\u{feff}"
        .bytes()
        .chain(page("<meta charset=windows-1251>", said.as_bytes()))
        .collect();
    let right = Expect::Holds(said, "");
    vec![
        // The bytes contradict the declaration: what comes out may be wrong, and says so.
        Case::new(
            "H007",
            "meta_utf8_but_1251.html",
            page("<meta charset=utf-8>", &cyrillic),
            Expect::Either,
        ),
        Case::new(
            "H007",
            "meta_1251.html",
            page("<meta charset=windows-1251>", &cyrillic),
            right.clone(),
        ),
        Case::new(
            "H007",
            "meta_too_late.html",
            page(&far, &cyrillic),
            Expect::Either,
        ),
        Case::new(
            "H007",
            "two_metas.html",
            page("<meta charset=windows-1251><meta charset=utf-8>", &cyrillic),
            right.clone(),
        ),
        Case::new(
            "H007",
            "x_user_defined.html",
            page("<meta charset=x-user-defined>", b"abc und ein Satz."),
            Expect::Holds("abc und ein Satz.", ""),
        ),
        Case::new(
            "H007",
            "utf16_declared.html",
            page("<meta charset=utf-16>", said.as_bytes()),
            right.clone(),
        ),
        Case::new("H007", "bom_beats_meta.html", bom, right),
    ]
}
