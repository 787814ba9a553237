//! H204: XML, which comes in as glossaries.

use super::{Case, Expect, Way};
use Expect::{Either, Read, Refused};

fn glossary(term: &str) -> String {
    format!(
        "<tbx><conceptEntry><langSec xml:lang='de'><termSec><term>{term}</term></termSec></langSec></conceptEntry></tbx>"
    )
}

pub fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    let mut case = |name: &str, bytes: Vec<u8>, expect: Expect| {
        let mut case = Case::new("H204", format!("xml_{name}.tbx"), bytes, expect);
        case.way = Way::Glossary;
        all.push(case);
    };
    const NO: Expect = Refused(&["unreadable"]);
    let billion: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let declared = |declarations: &str, term: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE tbx [{declarations}]>{}",
            glossary(term)
        )
        .into_bytes()
    };
    case("good", glossary("Frieden").into(), Read);
    case("references", glossary("a &amp; b &#1081; c &lt;").into(), Read);
    case(
        "billion",
        declared(&format!("<!ENTITY l0 \"lol\">{billion}"), "&l9;"),
        NO,
    );
    case(
        "quadratic",
        declared(
            &format!("<!ENTITY a \"{}\">", "x".repeat(100_000)),
            &"&a;".repeat(10_000),
        ),
        NO,
    );
    case(
        "xxe_file",
        declared("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;"),
        NO,
    );
    case(
        "xxe_http",
        declared("<!ENTITY x SYSTEM \"http://xxe.canary.test/\">", "&x;"),
        NO,
    );
    case(
        "xxe_parameter",
        declared("<!ENTITY % x SYSTEM \"http://xxe.canary.test/\"> %x;", "Wort"),
        Either,
    );
    case(
        "doctype_elsewhere",
        format!(
            "<!DOCTYPE tbx SYSTEM \"http://dtd.canary.test/\">{}",
            glossary("Wort")
        )
        .into(),
        Either,
    );
    case(
        "xinclude",
        glossary("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>").into(),
        Either,
    );
    case(
        "xslt",
        format!(
            "<?xml-stylesheet href='http://xslt.canary.test/'?>{}",
            glossary("Wort")
        )
        .into(),
        Read,
    );
    case("deep", "<a>".repeat(1_000_000).into(), NO);
    case("deep_in_tbx", glossary(&"<b>".repeat(200_000)).into(), NO);
    let attributes: String = (0..200_000).map(|n| format!(" a{n}='1'")).collect();
    case(
        "attributes_200k",
        glossary("Wort")
            .replacen("<tbx", &format!("<tbx{attributes}"), 1)
            .into(),
        Either,
    );
    let spaces: String = (0..100_000).map(|n| format!(" xmlns:n{n}='u'")).collect();
    case(
        "namespaces_100k",
        glossary("Wort")
            .replacen("<tbx", &format!("<tbx{spaces}"), 1)
            .into(),
        Either,
    );
    case(
        "cdata_4MB",
        glossary(&format!("<![CDATA[{}]]>", "x".repeat(4_000_000))).into(),
        Either,
    );
    case(
        "instruction_4MB",
        format!("<?x {}?>{}", "x".repeat(4_000_000), glossary("Wort")).into(),
        Either,
    );
    case(
        "utf7",
        b"<?xml version=\"1.0\" encoding=\"utf-7\"?>+ADw-tbx+AD4-".to_vec(),
        // Never decoded: a glossary without an entry.
        Either,
    );
    let utf16 = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-16\"?>{}",
        glossary("Wort")
    );
    case(
        "utf16",
        utf16.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Read,
    );
    case(
        "entity_cut",
        glossary("&am")
            .replace("</term></termSec></langSec></conceptEntry></tbx>", "")
            .into(),
        NO,
    );
    case("not_closed", glossary("Wort").replace("</tbx>", "").into(), NO);
    case("empty", Vec::new(), Refused(&["empty"]));
    case("nul", glossary("a\0b").into(), Either);
    case(
        "table",
        b"term\tlanguage\n=cmd|' /C calc'!A0\tde\n".to_vec(),
        Read,
    );
    case("table_bad_bytes", b"term\n\xff\xfe\xfd".to_vec(), NO);
    all
}
