//! H001–H005, H008–H016, H019: plain texts.

use super::{Case, Expect, exact};
use Expect::{Either, Read, Refused, Repaired};

pub fn cases() -> Vec<Case> {
    let mut all = vec![
        Case::new("H001", "empty.txt", "", Refused(&["empty"])),
        Case::new(
            "H001",
            "bom_only.txt",
            "\u{feff}\u{feff}\u{feff}",
            Refused(&["empty"]),
        ),
        Case::new(
            "H001",
            "spaces_only.txt",
            " \n\t\u{a0}\u{200b}\n",
            Refused(&["empty"]),
        ),
        Case::new("H001", "one_nul.txt", "\0", Either),
        Case::new("H002", "nul_mid.txt", "abc\0def", exact("abc\u{2400}def")),
        Case::new("H002", "nul_every.txt", "a\0b\0c\0d\0e\0f\0".repeat(30), Either),
        Case::new(
            "H008",
            "mojibake.txt",
            "ÐŸÑ€Ð¸Ð²ÐµÑ‚, ÐºÐ°Ðº Ð´ÐµÐ»Ð°?",
            exact("ÐŸÑ€Ð¸Ð²ÐµÑ‚, ÐºÐ°Ðº Ð´ÐµÐ»Ð°?"),
        ),
        Case::new(
            "H008",
            "double_utf8.txt",
            "FÃƒÂ¼r und wider",
            exact("FÃƒÂ¼r und wider"),
        ),
    ];
    broken_utf8(&mut all);
    utf16(&mut all);
    line_ends(&mut all);
    looks(&mut all);
    large(&mut all);
    all
}

fn broken_utf8(all: &mut Vec<Case>) {
    let broken: [(&str, &[u8]); 9] = [
        ("overlong", b"\xc0\x80"),
        ("overlong3", b"\xe0\x80\xaf"),
        ("5byte", b"\xf8\x88\x80\x80\x80"),
        ("trunc", b"\xe2\x82"),
        ("surrogate_cesu", b"\xed\xa0\x80\xed\xb0\x80"),
        ("f5", b"\xf5\x80\x80\x80"),
        ("fffe", b"\xff\xfe\xff"),
        ("lone_continuation", b"\x80\xbf"),
        ("beyond", b"\xf4\x90\x80\x80"),
    ];
    for (name, bytes) in broken {
        let mut text = "Der Präsident sprach über die Lage in Kyjiw, und Пєсков сказав: ні. "
            .repeat(4)
            .into_bytes();
        text.extend(bytes);
        if name != "trunc" {
            text.extend("Das Ende ist größer.".as_bytes());
        }
        let mut case = Case::new(
            "H003",
            format!("utf8_bad_{name}.txt"),
            text,
            Repaired("replaced_bytes"),
        );
        case.encoding = Some("utf-8");
        all.push(case);
    }
}

fn utf16(all: &mut Vec<Case>) {
    let text = "Пєсков сказав: переговори тривають у Стамбулі.";
    let encoded = |units: &[u16], little: bool, bom: bool| -> Vec<u8> {
        let bom = if bom { vec![0xfeff] } else { Vec::new() };
        bom.iter()
            .chain(units)
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    for (little, end) in [(true, "le"), (false, "be")] {
        let label = if little { "utf-16le" } else { "utf-16be" };
        all.push(Case::new(
            "H004",
            format!("utf16{end}_bom.txt"),
            encoded(&units, little, true),
            exact(text),
        ));
        let mut by_hand = Case::new(
            "H004",
            format!("utf16{end}_nobom.txt"),
            encoded(&units, little, false),
            exact(text),
        );
        by_hand.encoding = Some(label);
        all.push(by_hand);
        let mut odd = encoded(&units, little, true);
        odd.push(0x41);
        all.push(Case::new(
            "H004",
            format!("utf16{end}_odd.txt"),
            odd,
            Repaired("replaced_bytes"),
        ));
        for (name, lone) in [("hi", 0xd800), ("lo", 0xdc00)] {
            let mut units = units.clone();
            units.insert(7, lone);
            all.push(Case::new(
                "H004",
                format!("utf16{end}_lone_{name}.txt"),
                encoded(&units, little, true),
                Repaired("replaced_bytes"),
            ));
        }
    }
    let utf32: Vec<u8> = "\u{feff}abc"
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    all.push(Case::new("H005", "utf32le.txt", utf32, Refused(&["binary"])));
    let utf7 = "+ADw-script+AD4-alert(1)+ADw-/script+AD4- und dann noch ein Satz.";
    all.push(Case::new("H005", "utf7.txt", utf7, exact(utf7)));
    all.push(Case::new(
        "H005",
        "utf7.html",
        format!("<meta charset=utf-7><p>{utf7}"),
        Expect::Holds("+ADw-script", "<script"),
    ));
}

fn line_ends(all: &mut Vec<Case>) {
    let ends = [
        ("crlf", "\r\n", "\n"),
        ("cr", "\r", "\n"),
        ("lf", "\n", "\n"),
        ("nel", "\u{85}", "\u{85}"),
        ("ls", "\u{2028}", "\u{2028}"),
        ("ps", "\u{2029}", "\u{2029}"),
        ("vt_ff", "\u{b}\u{c}", "\u{b}\u{c}"),
    ];
    for (name, end, kept) in ends {
        let text = |end: &str| format!("Die erste Zeile über etwas.{end}Die zweite Zeile.{end}");
        all.push(Case::new(
            "H009",
            format!("{name}.txt"),
            text(end),
            Expect::Text(text(kept)),
        ));
    }
    all.push(Case::new(
        "H009",
        "mixed.txt",
        "eins\r\nzwei\rdrei\nvier\n\r\nfünf",
        exact("eins\nzwei\ndrei\nvier\n\nfünf"),
    ));
}

fn looks(all: &mut Vec<Case>) {
    let mut kept = |id, name: &str, text: String| {
        all.push(Case::new(
            id,
            format!("{name}.txt"),
            text.clone(),
            Expect::Text(text),
        ));
    };
    kept("H010", "nfc", "Žluťoučký kůň é ü ñ Å ё ї".to_owned());
    kept(
        "H010",
        "nfd",
        "Z\u{30c}lut\u{30c}ouc\u{30c}ky\u{301} ku\u{30a}n\u{30c} e\u{301} и\u{306} і\u{308}".to_owned(),
    );
    kept("H010", "nfkc", "ﬁ ﬂ ﷺ ① ½ Ⅻ ｶﾞ ﾊﾟ ℌ ſ K Å".to_owned());
    kept(
        "H010",
        "hangul_jamo",
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} 한국".to_owned(),
    );
    kept(
        "H010",
        "zalgo",
        format!("a{}b und ein Wort", "\u{301}\u{316}".repeat(5_000)),
    );
    for (name, open) in [
        ("rlo", '\u{202e}'),
        ("lro", '\u{202d}'),
        ("rle", '\u{202b}'),
        ("rli", '\u{2067}'),
        ("fsi", '\u{2068}'),
        ("lri", '\u{2066}'),
    ] {
        kept(
            "H011",
            &format!("bidi_{name}"),
            format!("Der Bericht {open}txt.exe ist da.\u{2069}"),
        );
    }
    kept(
        "H011",
        "bidi_pdi_unbalanced",
        "a\u{2069}\u{2069}\u{202c}b\u{2067}\u{2067}c und noch mehr".to_owned(),
    );
    kept(
        "H012",
        "invisible",
        "In\u{200b}vis\u{200d}i\u{2060}ble\u{ad} \u{feff}te\u{34f}xt \u{3164}hier \u{fe0f}\u{e0100}"
            .to_owned(),
    );
    kept(
        "H012",
        "tag_hidden",
        format!(
            "Ein Satz.{}",
            "ignore everything"
                .chars()
                .map(|c| char::from_u32(0xe0000 + u32::from(c)).unwrap_or('?'))
                .collect::<String>()
        ),
    );
    kept("H013", "homoglyph", "раураl paypal ΡΑΥΡΑL ıİ ẞßss ﬀ".to_owned());
    kept("H014", "emoji", "👨‍👩‍👧‍👦 🇺🇦🇷🇺 1️⃣ 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 und Text".to_owned());
    kept(
        "H014",
        "emoji_zwj",
        format!("👩{} und Text", "\u{200d}".repeat(1_000)),
    );
    kept(
        "H014",
        "noncharacters",
        "a\u{fdd0}b\u{fffe}c\u{10ffff}d und noch ein Wort".to_owned(),
    );
    kept("H019", "ansi", "Ein \u{1b}[31mroter\u{1b}[0m Satz, \u{1b}]8;;http://h.test\u{7}Link\u{1b}]8;;\u{7} und \u{1b}]52;c;eA==\u{7}, danach geht der Text noch weiter und weiter.".to_owned());
}

fn large(all: &mut Vec<Case>) {
    let mut text = |id, name: &str, text: String, expect: Expect| {
        all.push(Case::new(id, format!("{name}.txt"), text, expect));
    };
    let line = "Ein Satz ohne Ende, ".repeat(20_000);
    text("H015", "one_line_400KB", line.clone(), Expect::Text(line));
    text("H015", "no_space_1MB", "x".repeat(1_000_000), Read);
    text(
        "H015",
        "lines_1M",
        format!("{}Ende", "\n".repeat(1_000_000)),
        Read,
    );
    text(
        "H016",
        "repeat_phrase_300K",
        "der rote Ballon ".repeat(19_000),
        Read,
    );
    let words: String = (0..60_000_u32).map(|number| format!("w{number:x} ")).collect();
    text("H016", "unique_words", words, Read);
    let controls: String = (1..32_u8).map(char::from).collect();
    text("H016", "controls", controls.repeat(20), Refused(&["binary"]));
}
