//! Every word of an export that is not the analyst's or a source's, in the languages that briefings can be
//! written in. A briefing in another language has English words.

use crate::text::language_tag::primary;
use crate::vocabulary::{Certainty, Kind, Role, TranslationStatus};

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// Opening and closing quotation mark.
    pub quotes: (&'static str, &'static str),
    pub and: &'static str,
    pub in_outlet: &'static str,
    pub nobody_named: &'static str,
    pub own_voice: &'static str,
    pub in_the_text: &'static str,
    pub said: &'static str,
    pub said_unknown: &'static str,
    pub about: &'static str,
    pub reliability: &'static str,
    pub credibility: &'static str,
    pub by: &'static str,
    pub translator_unknown: &'static str,
    pub date_unknown: &'static str,
    pub outlet_unknown: &'static str,
    pub published: &'static str,
    pub file: &'static str,
    pub corrected: &'static str,
    pub untitled: &'static str,
    translation: &'static str,
    /// Before and after the language's name.
    translation_into: (&'static str, &'static str),
    languages: &'static [(&'static str, &'static str)],
    statuses: [&'static str; 2],
    roles: [&'static str; 6],
    kinds: [&'static str; 8],
    certainties: [&'static str; 4],
}

impl Words {
    /// For a briefing's language.
    pub(super) fn of(language: &str) -> &'static Words {
        match primary(language) {
            "de" => &GERMAN,
            _ => &ENGLISH,
        }
    }

    /// "English translation", with the tag when the language has no name here.
    pub(super) fn translation_into(&self, language: &str) -> String {
        let name = self.languages.iter().find(|(tag, _)| *tag == primary(language));
        let (before, after) = self.translation_into;
        match name {
            Some((tag, name)) if *tag == language => format!("{before}{name}{after}"),
            Some((_, name)) => format!("{before}{name}{after} ({language})"),
            None => format!("{} ({language})", self.translation),
        }
    }

    pub(super) fn status(&self, status: TranslationStatus) -> &'static str {
        let [draft, checked] = self.statuses;
        match status {
            TranslationStatus::Draft => draft,
            TranslationStatus::Checked => checked,
        }
    }

    /// What goes before the actor of a link; '' for the speaker.
    pub(super) fn role(&self, role: Role) -> &'static str {
        let [speaker, on_behalf_of, holder, medium, relayed_by, addressee] = self.roles;
        match role {
            Role::Speaker => speaker,
            Role::OnBehalfOf => on_behalf_of,
            Role::Holder => holder,
            Role::Medium => medium,
            Role::RelayedBy => relayed_by,
            Role::Addressee => addressee,
        }
    }

    pub(super) fn kind(&self, kind: Kind) -> &'static str {
        let [direct, indirect, mixed, free, act, author, headline, announced] = self.kinds;
        match kind {
            Kind::Direct => direct,
            Kind::Indirect => indirect,
            Kind::Mixed => mixed,
            Kind::FreeIndirect => free,
            Kind::ReportedAct => act,
            Kind::AuthorVoice => author,
            Kind::Headline => headline,
            Kind::Announced => announced,
        }
    }

    pub(super) fn certainty(&self, certainty: Certainty) -> &'static str {
        let [certain, probable, possible, doubtful] = self.certainties;
        match certainty {
            Certainty::Certain => certain,
            Certainty::Probable => probable,
            Certainty::Possible => possible,
            Certainty::Doubtful => doubtful,
        }
    }
}

static ENGLISH: Words = Words {
    quotes: ("“", "”"),
    and: "and",
    in_outlet: "in",
    nobody_named: "nobody named",
    own_voice: "the author",
    in_the_text: "in the text",
    said: "said",
    said_unknown: "date said unknown",
    about: "about",
    reliability: "reliability",
    credibility: "credibility",
    by: "by",
    translator_unknown: "translator unknown",
    date_unknown: "date unknown",
    outlet_unknown: "outlet unknown",
    published: "published",
    file: "file",
    corrected: "corrected text, revision",
    untitled: "without a title",
    translation: "Translation",
    translation_into: ("", " translation"),
    languages: &[
        ("ar", "Arabic"),
        ("be", "Belarusian"),
        ("bg", "Bulgarian"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("et", "Estonian"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hr", "Croatian"),
        ("hu", "Hungarian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ka", "Georgian"),
        ("ko", "Korean"),
        ("lt", "Lithuanian"),
        ("lv", "Latvian"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sk", "Slovak"),
        ("sr", "Serbian"),
        ("sv", "Swedish"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("zh", "Chinese"),
    ],
    statuses: ["draft", "checked"],
    roles: ["", "on behalf of", "claim held by", "via", "per", "to"],
    kinds: [
        "direct speech",
        "indirect speech",
        "direct and indirect speech",
        "free indirect speech",
        "reported act",
        "author’s own voice",
        "headline",
        "announced",
    ],
    certainties: [
        "reading certain",
        "reading probable",
        "reading possible",
        "reading doubtful",
    ],
};

static GERMAN: Words = Words {
    quotes: ("„", "“"),
    and: "und",
    in_outlet: "in",
    nobody_named: "niemand genannt",
    own_voice: "die Redaktion",
    in_the_text: "im Text",
    said: "gesagt",
    said_unknown: "unbekannt, wann gesagt",
    about: "über",
    reliability: "Zuverlässigkeit",
    credibility: "Glaubwürdigkeit",
    by: "von",
    translator_unknown: "Übersetzer unbekannt",
    date_unknown: "Datum unbekannt",
    outlet_unknown: "Medium unbekannt",
    published: "erschienen",
    file: "Datei",
    corrected: "berichtigter Text, Fassung",
    untitled: "ohne Titel",
    translation: "Übersetzung",
    translation_into: ("Übersetzung ins ", ""),
    languages: &[
        ("ar", "Arabische"),
        ("da", "Dänische"),
        ("de", "Deutsche"),
        ("el", "Griechische"),
        ("en", "Englische"),
        ("es", "Spanische"),
        ("fr", "Französische"),
        ("it", "Italienische"),
        ("nl", "Niederländische"),
        ("pl", "Polnische"),
        ("ru", "Russische"),
        ("tr", "Türkische"),
        ("uk", "Ukrainische"),
        ("zh", "Chinesische"),
    ],
    statuses: ["Entwurf", "geprüft"],
    roles: ["", "im Namen von", "Position von", "über", "laut", "an"],
    kinds: [
        "direkte Rede",
        "indirekte Rede",
        "direkte und indirekte Rede",
        "erlebte Rede",
        "Redebericht",
        "Stimme der Redaktion",
        "Überschrift",
        "angekündigt",
    ],
    certainties: [
        "Lesart sicher",
        "Lesart wahrscheinlich",
        "Lesart möglich",
        "Lesart zweifelhaft",
    ],
};
