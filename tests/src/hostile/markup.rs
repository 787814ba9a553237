//! H101–H108: pages, feeds, Markdown.

use super::{Case, Expect};
use Expect::{Either, Holds, Read};

/// Ways in which a page reaches for something elsewhere; `HOST` is replaced.
const REMOTE: [&str; 40] = [
    "<img src=HOST>",
    "<img srcset='HOST 2x'>",
    "<picture><source srcset=HOST></picture>",
    "<video poster=HOST></video>",
    "<video src=HOST></video>",
    "<audio src=HOST></audio>",
    "<iframe src=HOST></iframe>",
    "<embed src=HOST>",
    "<object data=HOST></object>",
    "<link rel=stylesheet href=HOST>",
    "<link rel=preload href=HOST as=image>",
    "<link rel=prefetch href=HOST>",
    "<link rel=dns-prefetch href=HOST>",
    "<link rel=preconnect href=HOST>",
    "<link rel=modulepreload href=HOST>",
    "<link rel=manifest href=HOST>",
    "<link rel=icon href=HOST>",
    "<meta http-equiv=refresh content='0;url=HOST'>",
    "<base href=HOST>",
    "<style>@import url(HOST)</style>",
    "<style>body{background:url(HOST)}</style>",
    "<style>@font-face{font-family:x;src:url(HOST)}</style>",
    "<p style='background:url(HOST)'>x</p>",
    "<a ping=HOST href=x>x</a>",
    "<form action=HOST><input></form>",
    "<svg><image href=HOST /></svg>",
    "<svg><use href='HOST#x' /></svg>",
    "<svg><feImage href=HOST /></svg>",
    "<math href=HOST>x</math>",
    "<body background=HOST>",
    "<table background=HOST><tr><td>x</table>",
    "<input type=image src=HOST>",
    "<script src=HOST></script>",
    "<script>fetch('HOST')</script>",
    "<script type=module>import 'HOST'</script>",
    "<frameset><frame src=HOST></frameset>",
    "<track src=HOST>",
    "<blockquote cite=HOST>x</blockquote>",
    "<?xml-stylesheet href='HOST'?>",
    "<!DOCTYPE x SYSTEM 'HOST'>",
];

/// Markup that ran somewhere once: handlers, elements that change what the rest means, names that hide.
const ACTIVE: [&str; 40] = [
    "<script>window.__pwn=1</script>",
    "<img src=x onerror=window.__pwn=1>",
    "<svg onload=window.__pwn=1>",
    "<body onload=window.__pwn=1>",
    "<details open ontoggle=window.__pwn=1>x</details>",
    "<a href='javascript:window.__pwn=1'>x</a>",
    "<a href='JaVa\tScript:window.__pwn=1'>x</a>",
    "<a href='&#106;avascript:window.__pwn=1'>x</a>",
    "<a href='data:text/html,<script>1</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='smb://h/s'>x</a>",
    "<a href='\\\\host\\share'>x</a>",
    "<a href='ms-msdt:/id'>x</a>",
    "<a href='tauri://localhost'>x</a>",
    "<a href='ipc://localhost/call'>x</a>",
    "<a href='asset://localhost/etc/passwd'>x</a>",
    "<svg><script>window.__pwn=1</script></svg>",
    "<math><mi><style><img src=x onerror=window.__pwn=1></style></mi></math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=window.__pwn=1></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=window.__pwn=1>'></noscript>",
    "<style><!--</style><img src=x onerror=window.__pwn=1>--></style>",
    "<title><img src=x onerror=window.__pwn=1></title>",
    "<textarea><img src=x onerror=window.__pwn=1></textarea>",
    "<xmp><img src=x onerror=window.__pwn=1></xmp>",
    "<iframe srcdoc='<script>parent.__pwn=1</script>'></iframe>",
    "<object type=text/html data='data:text/html,x'></object>",
    "<embed code=x>",
    "<template><script>window.__pwn=1</script></template>",
    "<marquee onstart=window.__pwn=1>x</marquee>",
    "<input autofocus onfocus=window.__pwn=1>",
    "<select autofocus onfocus=window.__pwn=1><option>x</select>",
    "<form id=x></form><button form=x formaction=javascript:1>x</button>",
    "<isindex action=javascript:1>",
    "<p id=body name=attributes>x</p>",
    "<form><input name=parentNode></form>",
    "<img src=x:x onerror='window.__pwn=1'//",
    "<scr<script>ipt>window.__pwn=1</scr</script>ipt>",
    "\u{0}<script\u{0}>window.__pwn=1</script>",
    "<plaintext><script>window.__pwn=1</script>",
];

const BODY: &str = "Der Minister sprach lange über den Frieden und die Wahlen im Herbst.";

pub fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for (number, active) in ACTIVE.iter().enumerate() {
        let page = format!("<!doctype html><html><body><p>{BODY}</p>{active}</body></html>");
        all.push(Case::new(
            "H101",
            format!("active_{number:02}.html"),
            page,
            Holds(BODY, ""),
        ));
    }
    for (number, remote) in REMOTE.iter().enumerate() {
        let remote = remote.replace("HOST", &format!("http://h{number}.canary.test/"));
        let page = format!("<!doctype html><html><body><p>{BODY}</p>{remote}</body></html>");
        all.push(Case::new(
            "H102",
            format!("remote_{number:02}.html"),
            page,
            Holds(BODY, ""),
        ));
    }
    nested(&mut all);
    containers(&mut all);
    feeds(&mut all);
    markdown(&mut all);
    all
}

fn nested(all: &mut Vec<Case>) {
    for element in [
        "div",
        "ul><li",
        "b",
        "i",
        "table",
        "table><tr><td",
        "svg",
        "math",
        "font",
        "select",
        "template",
        "span",
        "h1",
        "a",
    ] {
        for (size, count) in [("600", 600), ("16k", 16_000)] {
            if count > 600 && !["div", "ul><li", "b", "table", "svg"].contains(&element) {
                continue;
            }
            let name = element.replace("><", "_");
            let page = format!("<p>{BODY}</p>{}x", format!("<{element}>").repeat(count));
            all.push(Case::new(
                "H104",
                format!("nest_{name}_{size}.html"),
                page,
                Holds(BODY, ""),
            ));
        }
    }
    let mut page = |name: &str, page: String, expect: Expect| {
        all.push(Case::new("H104", format!("{name}.html"), page, expect));
    };
    page(
        "nest_div_100k",
        format!("<p>{BODY}</p>{}", "<div>".repeat(100_000)),
        Holds(BODY, ""),
    );
    page(
        "adopt_500",
        format!("{}x{BODY}", "<a><b><p>".repeat(500)),
        Holds(BODY, ""),
    );
    page(
        "adopt_4000",
        format!("{}x{BODY}", "<a><b><p>".repeat(4_000)),
        Holds(BODY, ""),
    );
    page(
        "entity_300k",
        format!("<p>{BODY}</p>{}", "&#x".repeat(300_000)),
        Holds(BODY, ""),
    );
    let attributes: String = (0..200_000).map(|number| format!(" a{number}=1")).collect();
    page("attrs_200k", format!("<p{attributes}>{BODY}"), Holds(BODY, ""));
    page(
        "comment_5MB",
        format!("<p>{BODY}</p><!--{}-->", "-".repeat(5_000_000)),
        Holds(BODY, ""),
    );
    page(
        "comment_open",
        format!("<p>{BODY}</p>{}", "<!--".repeat(500_000)),
        Holds(BODY, ""),
    );
    page(
        "plaintext",
        format!("<p>{BODY}</p><plaintext>{}", "<b>".repeat(10_000)),
        Holds(BODY, ""),
    );
    page(
        "script_open_5MB",
        format!("<p>{BODY}</p><script>{}", "x</".repeat(1_700_000)),
        Holds(BODY, ""),
    );
    page(
        "doctype_2MB",
        format!("<!DOCTYPE {}><p>{BODY}</p>", "x".repeat(2_000_000)),
        Holds(BODY, ""),
    );
    page("less_than", "<".repeat(500_000), Either);
    page("quotes", "<p a=\"".repeat(200_000), Either);
}

fn containers(all: &mut Vec<Case>) {
    let mhtml = format!(
        "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>{BODY}</p>\r\n--b--\r\n"
    );
    all.push(Case::new("H106", "page.mhtml", mhtml, Either));
    all.push(Case::new(
        "H106",
        "link.url",
        "[InternetShortcut]\r\nURL=file:///etc/passwd\r\n",
        Either,
    ));
    all.push(Case::new("H106", "link.webloc", "<?xml version=\"1.0\"?><plist><dict><key>URL</key><string>file:///etc/passwd</string></dict></plist>", Either));
    let images = "<img src='data:image/png;base64,iVBORw0KGgo='>".repeat(10_000);
    all.push(Case::new(
        "H106",
        "images_10k.html",
        format!("<p>{BODY}</p>{images}"),
        Holds(BODY, "base64"),
    ));
    for (name, bytes) in [
        ("paper.pdf", &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"[..]),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0"),
        ("letter.rtf", b"{\\rtf1\\ansi x}"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("program.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"),
        ("library.so", b"\x7fELF\x02\x01\x01\0"),
        ("packed.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
        ("base.sqlite", b"SQLite format 3\0\x10\0\x01\x01"),
        ("sound.mp3", b"ID3\x03\0\0\0\0\0\0"),
        (
            "letter.docx",
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml",
        ),
    ] {
        all.push(Case::new("H106", name, bytes, Expect::Refused(&["binary"])));
    }
}

/// Feeds are not read as such: what they say stays text, or is refused; nothing in them is fetched.
fn feeds(all: &mut Vec<Case>) {
    let item = format!(
        "<item><title>T</title><link>http://feed.canary.test/</link><description><![CDATA[<p>{BODY}</p>]]></description></item>"
    );
    for (name, feed) in [
        (
            "rss",
            format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{item}</channel></rss>"),
        ),
        (
            "rss_10k",
            format!("<rss><channel>{}</channel></rss>", item.repeat(10_000)),
        ),
        ("rss_empty", "<rss><channel></channel></rss>".to_owned()),
        (
            "rss_xslt",
            format!(
                "<?xml-stylesheet href=\"http://xslt.canary.test/\"?><rss><channel>{item}</channel></rss>"
            ),
        ),
        (
            "atom",
            format!(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"html\">{BODY}</content></entry></feed>"
            ),
        ),
        (
            "rdf",
            format!("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">{item}</rdf:RDF>"),
        ),
    ] {
        all.push(Case::new("H107", format!("feed_{name}.xml"), feed, Either));
    }
}

fn markdown(all: &mut Vec<Case>) {
    let mut kept = |name: &str, text: String| {
        all.push(Case::new(
            "H108",
            format!("{name}.md"),
            text.clone(),
            Expect::Text(text),
        ));
    };
    kept("md_brackets", format!("{}{BODY}", "[".repeat(100_000)));
    kept(
        "md_ticks",
        format!(
            "{}{BODY}",
            (1..300).map(|n| "`".repeat(n) + " ").collect::<String>()
        ),
    );
    kept("md_quotes", format!("{}{BODY}", ">".repeat(100_000)));
    kept(
        "md_html",
        format!("{BODY}\n\n<script>window.__pwn=1</script>\n<img src=http://md.canary.test/>\n"),
    );
    kept(
        "md_image",
        format!("{BODY}\n\n![x](http://md.canary.test/i.png)\n"),
    );
    kept(
        "md_yaml_tag",
        format!("---\ntitle: !!python/object/apply:os.system [\"touch pwned\"]\n---\n\n{BODY}\n"),
    );
    kept(
        "md_yaml_anchors",
        format!("---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n---\n\n{BODY}\n"),
    );
    kept(
        "md_active",
        format!(
            "{BODY}\n\n```dataviewjs\nx\n```\n\n```mermaid\nx\n```\n\n[[x]] ![[y]] {{z}} <%tp.x%> $$x$$\n"
        ),
    );
    all.push(Case::new(
        "H108",
        "md_front_open.md",
        format!("---\n{}\n{BODY}", "a: b\n".repeat(50_000)),
        Read,
    ));
}
