//! The language of a text: first by the letters that only one language has, then by statistics
//! (whatlang, which reads Ukrainian and Belarusian besides Russian).

use whatlang::Lang;

use crate::text::language_tag::{self, primary};

/// How much of a text is looked at (code points).
const SAMPLE: usize = 8_000;
/// From how many letters on statistics are believed.
const ENOUGH: usize = 60;

/// A BCP 47 tag, or empty, and whether it can be relied on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Language {
    pub tag: String,
    pub sure: bool,
}

/// What the analyst says goes first; what the document declares goes before detection as long as the
/// text does not contradict it.
pub(super) fn decide(text: &str, hint: Option<&str>, declared: &str) -> Language {
    if let Some(tag) = hint.and_then(canonical) {
        return Language { tag, sure: true };
    }
    let detected = detect(text);
    let Some(declared) = canonical(declared) else {
        return detected;
    };
    let (ours, theirs) = (primary(&detected.tag), primary(&declared));
    let plausible = ours.is_empty()
        || ours == theirs
        || are_confusable(ours, theirs)
        || (same_script(ours, theirs) && (!detected.sure || from_primary(theirs).is_none()));
    if plausible {
        Language {
            sure: detected.sure && (ours == theirs || are_confusable(ours, theirs)),
            tag: declared,
        }
    } else {
        // Templates declare the wrong language often enough; the analyst is shown the doubt.
        Language {
            sure: false,
            ..detected
        }
    }
}

/// The language of `text` by its letters and words alone.
pub(super) fn detect(text: &str) -> Language {
    let sample: String = text.chars().take(SAMPLE).collect();
    let census = Census::of(&sample);
    if let Some((tag, evidence)) = census.by_letters() {
        return Language {
            tag: tag.to_owned(),
            sure: evidence >= 3 && census.letters >= 20,
        };
    }
    if census.is_foreign_cyrillic() {
        return Language::default();
    }
    match whatlang::detect(&sample) {
        Some(info) => Language {
            tag: tag(info.lang()).to_owned(),
            sure: info.is_reliable() && census.letters >= ENOUGH,
        },
        None => Language::default(),
    }
}

/// How often the letters occur that tell languages of one script apart.
#[derive(Default)]
struct Census {
    letters: usize,
    cyrillic: usize,
    ukrainian: usize,
    russian: usize,
    hard_sign: usize,
    belarusian: usize,
    kazakh: usize,
    tajik: usize,
    serbian: usize,
    macedonian: usize,
    other_cyrillic: usize,
    arabic: usize,
    persian: usize,
    urdu: usize,
    pashto: usize,
    kurdish: usize,
    kana: usize,
    han: usize,
    hangul: usize,
}

impl Census {
    fn of(text: &str) -> Self {
        let mut census = Census::default();
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            census.letters += 1;
            let Some(count) = census.group(c) else { continue };
            *count += 1;
        }
        census
    }

    fn group(&mut self, c: char) -> Option<&mut usize> {
        match c {
            '\u{400}'..='\u{52f}' => self.cyrillic += 1,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => self.arabic += 1,
            _ => {}
        }
        Some(match c {
            'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ' => &mut self.ukrainian,
            'ы' | 'Ы' | 'э' | 'Э' | 'ё' | 'Ё' => &mut self.russian,
            'ъ' | 'Ъ' => &mut self.hard_sign,
            'ў' | 'Ў' => &mut self.belarusian,
            'ұ' | 'Ұ' | 'ә' | 'Ә' => &mut self.kazakh,
            'ҷ' | 'Ҷ' | 'ӣ' | 'Ӣ' | 'ӯ' | 'Ӯ' | 'ҳ' | 'Ҳ' => &mut self.tajik,
            'ђ' | 'Ђ' | 'ћ' | 'Ћ' => &mut self.serbian,
            'ѓ' | 'Ѓ' | 'ќ' | 'Ќ' | 'ѕ' | 'Ѕ' => &mut self.macedonian,
            'ғ' | 'Ғ' | 'қ' | 'Қ' | 'ң' | 'Ң' | 'ө' | 'Ө' | 'ү' | 'Ү' | 'һ' | 'Һ' => {
                &mut self.other_cyrillic
            }
            'پ' | 'چ' | 'ژ' | 'گ' => &mut self.persian,
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' => &mut self.urdu,
            'ټ' | 'ډ' | 'ړ' | 'ښ' | 'ځ' | 'څ' | 'ڼ' | 'ې' => &mut self.pashto,
            'ێ' | 'ڕ' | 'ڵ' | 'ۆ' | 'ە' => &mut self.kurdish,
            '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9d}' => &mut self.kana,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' => &mut self.han,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => &mut self.hangul,
            _ => return None,
        })
    }

    /// The language that the letters of the prevailing script prove, and by how many.
    fn by_letters(&self) -> Option<(&'static str, usize)> {
        let prevails = |count: usize| count > 0 && count * 2 > self.letters;
        if prevails(self.cyrillic) {
            return self.cyrillic_language();
        }
        if prevails(self.arabic) {
            return self.arabic_language();
        }
        if prevails(self.hangul) {
            return Some(("ko", self.hangul));
        }
        if prevails(self.kana + self.han) {
            // A Japanese text is at least one part in twenty kana; a Chinese one may quote a name.
            return Some(if self.kana * 20 >= self.han {
                ("ja", self.kana)
            } else {
                ("zh", self.han)
            });
        }
        None
    }

    /// A quotation in the other language makes a few of its letters, not most.
    fn cyrillic_language(&self) -> Option<(&'static str, usize)> {
        if self.is_foreign_cyrillic() {
            return if self.kazakh > self.tajik && self.kazakh > 0 && self.other_cyrillic > 0 {
                Some(("kk", self.kazakh))
            } else if self.tajik > self.other_cyrillic {
                Some(("tg", self.tajik))
            } else {
                None
            };
        }
        let best = [
            ("be", self.belarusian * 4),
            ("uk", self.ukrainian),
            ("ru", self.russian),
            // A vowel in Bulgarian and frequent; a rare sign in Russian, where ы is everywhere.
            ("bg", self.hard_sign),
            ("sr", self.serbian),
            ("mk", self.macedonian),
        ]
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let tied = best.1 == 0 || (best.0 == "uk" && self.ukrainian == self.russian);
        (!tied).then_some(best)
    }

    /// More letters of Central Asian alphabets than a few names would bring.
    fn is_foreign_cyrillic(&self) -> bool {
        (self.kazakh + self.tajik + self.other_cyrillic) * 50 > self.cyrillic
    }

    fn arabic_language(&self) -> Option<(&'static str, usize)> {
        let best = [
            ("fa", self.persian),
            ("ur", self.urdu * 2),
            ("ps", self.pashto * 2),
            ("ckb", self.kurdish),
        ]
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        // Arabic spells foreign names with these letters now and then.
        if best.1 * 100 > self.arabic {
            Some(best)
        } else {
            Some(("ar", self.arabic))
        }
    }
}

/// A tag in the usual spelling (`de-AT`, `zh-Hant`); none if it is not formed like one or says nothing.
pub(super) fn canonical(tag: &str) -> Option<String> {
    // POSIX locales carry an encoding (`de_DE.UTF-8`); headers may list several languages.
    let tag = tag.split(['.', '@', ',']).next().unwrap_or_default();
    let tag = language_tag::canonical(tag).ok()?;
    let (language, rest) = tag.split_at_checked(primary(&tag).len())?;
    match modern(language) {
        "" | "und" | "zxx" | "mul" | "mis" => None,
        modern => Some(format!("{modern}{rest}")),
    }
}

/// The two letters of languages that documents name with the three of ISO 639-2.
fn modern(code: &str) -> &str {
    match code {
        "ger" => "de",
        "fre" => "fr",
        "dut" => "nl",
        "chi" | "zho" => "zh",
        "per" | "fas" => "fa",
        "nor" => "no",
        _ if code.len() == 3 => match Lang::from_code(code) {
            Some(lang) => tag(lang),
            None => code,
        },
        _ => code,
    }
}

/// Pairs that statistics mistake for one another, or that are one language under two codes.
fn are_confusable(a: &str, b: &str) -> bool {
    const GROUPS: [&[&str]; 6] = [
        &["hr", "sr", "bs", "sh", "cnr"],
        &["nb", "no", "nn", "da"],
        &["id", "ms", "jv"],
        &["fa", "prs"],
        &["nl", "af"],
        &["cs", "sk"],
    ];
    GROUPS
        .iter()
        .any(|group| group.contains(&a) && group.contains(&b))
}

/// Whether both languages are usually written in the same script, as far as is known.
fn same_script(a: &str, b: &str) -> bool {
    script(a) == script(b)
}

fn script(language: &str) -> &'static str {
    match language {
        "uk" | "ru" | "be" | "bg" | "mk" | "kk" | "ky" | "tg" | "mn" => "Cyrl",
        "ar" | "fa" | "ur" | "ps" | "ckb" | "prs" | "ug" | "sd" => "Arab",
        "he" | "yi" => "Hebr",
        "zh" | "yue" => "Hani",
        "ja" => "Jpan",
        "ko" => "Kore",
        "el" => "Grek",
        "hy" => "Armn",
        "ka" => "Geor",
        "th" => "Thai",
        "hi" | "mr" | "ne" => "Deva",
        "bn" => "Beng",
        "am" | "ti" => "Ethi",
        _ => "Latn",
    }
}

fn from_primary(code: &str) -> Option<Lang> {
    Lang::all().iter().copied().find(|&lang| tag(lang) == code)
}

/// ISO 639-1 where it exists, as BCP 47 wants it.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
        // Languages that a later version of whatlang adds keep their three letters.
        #[allow(unreachable_patterns)]
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Der Präsident erklärte am Mittwoch, dass die Verhandlungen in Istanbul fortgesetzt werden und beide Seiten Gefangene austauschen wollen.";

    #[test]
    fn letters_tell_the_languages_of_one_script_apart() {
        for (expected, text) in [
            (
                "uk",
                "Президент України заявив, що переговори в Стамбулі тривають і сторони готові.",
            ),
            (
                "ru",
                "Переговоры в Стамбуле продолжаются, и это подтвердил пресс-секретарь Песков.",
            ),
            (
                "be",
                "Перамовы ў Стамбуле працягваюцца, заявіў прэзідэнт Беларусі ў сераду.",
            ),
            (
                "bg",
                "Президентът заяви, че преговорите в Истанбул продължават и двете страни са готови за нов кръг.",
            ),
            (
                "sr",
                "Председник је рекао да ће преговори у Истанбулу бити настављени, а обе стране ће послати делегације међу собом.",
            ),
            (
                "kk",
                "Қазақстан президенті Ыстамбұлдағы келіссөздер туралы мәлімдеме жасады әрі үшінші кезең болады деді.",
            ),
            (
                "ar",
                "قال الرئيس إن المفاوضات في إسطنبول ستستمر وإن الطرفين مستعدان لجولة ثالثة",
            ),
            (
                "fa",
                "رئیس جمهور گفت که گفتگوها در استانبول ادامه پیدا می‌کند و هر دو طرف چند پیشنهاد دارند",
            ),
            ("ja", "大統領はイスタンブールでの交渉を続けると述べた。"),
            ("zh", "总统表示，在伊斯坦布尔的谈判将继续进行，双方已准备好。"),
            ("ko", "대통령은 이스탄불에서 협상이 계속될 것이라고 말했다."),
            (
                "el",
                "Ο πρόεδρος δήλωσε ότι οι διαπραγματεύσεις στην Κωνσταντινούπολη συνεχίζονται.",
            ),
            (
                "he",
                "הנשיא אמר כי המשא ומתן באיסטנבול יימשך וכי שני הצדדים מוכנים.",
            ),
            ("de", GERMAN),
        ] {
            assert_eq!(detect(text).tag, expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_in_another_language_does_not_decide() {
        let text = format!("{GERMAN} Wörtlich: „Это конец, мы это уже объявили.“");
        assert_eq!(detect(&text).tag, "de");
    }

    #[test]
    fn short_or_wordless_texts_are_not_sure() {
        assert!(!detect("Ja, nein.").sure);
        assert_eq!(detect("12:30 – 45 %"), Language::default());
    }

    #[test]
    fn a_declared_language_keeps_its_region_when_the_text_agrees() {
        assert_eq!(
            decide(GERMAN, None, "de_at"),
            Language {
                tag: "de-AT".into(),
                sure: true
            }
        );
    }

    #[test]
    fn a_declared_language_that_the_text_contradicts_is_not_believed() {
        let text = GERMAN.repeat(3);
        assert_eq!(
            decide(&text, None, "en-US"),
            Language {
                tag: "de".into(),
                sure: false
            }
        );
        assert_eq!(
            decide("Переговоры продолжаются, это подтвердили.", None, "en").tag,
            "ru"
        );
    }

    #[test]
    fn a_language_said_by_hand_goes_first() {
        assert_eq!(
            decide(GERMAN, Some("nds"), "en"),
            Language {
                tag: "nds".into(),
                sure: true
            }
        );
        assert_eq!(decide(GERMAN, Some("?!"), "").tag, "de");
    }

    #[test]
    fn tags_are_spelled_as_usual_and_what_is_no_tag_is_none() {
        assert_eq!(canonical("ZH_hant_tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(canonical("deu").as_deref(), Some("de"));
        assert_eq!(canonical("iw").as_deref(), Some("he"));
        for none in ["", "german language", "x", "und", "12", "de--at"] {
            assert_eq!(canonical(none), None, "{none}");
        }
    }
}
