//! What a page says about itself, the best source first: JSON-LD, `article:` and `og:` properties,
//! other `meta` elements, `time`.

use std::collections::HashMap;

use super::json_ld::{self, JsonLd};
use super::tokens::{Tag, Token, Tokens, collapse, plain};
use super::url::clean_url;
use crate::import::day;
use crate::import::draft::{Found, TitleFrom};

/// What a page says, by place.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    json_ld: JsonLd,
    /// By lower-case name or property; the first of a name counts.
    meta: HashMap<String, String>,
    canonical: String,
    language: String,
    /// The `title` element.
    pub title: String,
    /// The days of `time` elements that say they are the day of publication, and of all others.
    published_times: Vec<String>,
    other_times: Vec<String>,
}

const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "parsely-title"];
const AUTHORS: [&str; 7] = [
    "article:author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const OUTLETS: [&str; 4] = ["og:site_name", "dc.publisher", "dcterms.publisher", "publisher"];
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
];

pub(super) fn read(page: &str) -> Metadata {
    let mut found = Metadata::default();
    let mut scripts = Vec::new();
    for token in Tokens::of(page) {
        let Token::Start(tag) = token else { continue };
        match tag.name.as_str() {
            "html" if found.language.is_empty() => {
                found.language = tag
                    .attribute("lang")
                    .or_else(|| tag.attribute("xml:lang"))
                    .unwrap_or_default();
            }
            "title" if found.title.is_empty() => found.title = plain(tag.raw.unwrap_or_default()),
            "meta" => found.meta(&tag),
            "link" if found.canonical.is_empty() && has_word(&tag, "rel", "canonical") => {
                found.canonical = tag.attribute("href").unwrap_or_default();
            }
            "time" => found.time(&tag),
            "script" if tag.attribute("type").is_some_and(|kind| is_json_ld(&kind)) => {
                scripts.extend(tag.raw);
            }
            _ => {}
        }
    }
    found.json_ld = json_ld::article(&scripts);
    found
}

fn is_json_ld(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/ld+json")
}

fn has_word(tag: &Tag<'_>, attribute: &str, word: &str) -> bool {
    tag.attribute(attribute).is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|part| part.eq_ignore_ascii_case(word))
    })
}

impl Metadata {
    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.attribute("content").map(|content| collapse(&content)) else {
            return;
        };
        if content.is_empty() {
            return;
        }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = tag.attribute(key) {
                self.meta
                    .entry(name.trim().to_ascii_lowercase())
                    .or_insert_with(|| content.clone());
            }
        }
    }

    fn time(&mut self, tag: &Tag<'_>) {
        let day = day::edtf(&tag.attribute("datetime").unwrap_or_default());
        if day.is_empty() {
            return;
        }
        let says_published = tag.attribute("pubdate").is_some()
            || has_word(tag, "itemprop", "datePublished")
            || tag
                .attribute("class")
                .is_some_and(|class| class.to_ascii_lowercase().contains("publish"));
        let days = if says_published {
            &mut self.published_times
        } else {
            &mut self.other_times
        };
        // Two different days are enough to know that there is not one.
        if days.len() < 2 && !days.contains(&day) {
            days.push(day);
        }
    }

    fn first(&self, names: &[&str]) -> String {
        names
            .iter()
            .find_map(|name| self.meta.get(*name))
            .cloned()
            .unwrap_or_default()
    }

    /// The title as metadata has it, without the outlet's name at its end.
    fn titles(&self) -> [String; 2] {
        [self.json_ld.headline.clone(), self.first(&TITLES)]
    }

    /// The `h1` that is the article's headline: the one that the page's title repeats, or the only one.
    pub fn headline<'a>(&self, headings: &'a [String]) -> Option<&'a str> {
        let [json_ld, og] = self.titles();
        let titles = [json_ld, og, self.title.clone()].map(|title| folded(&title));
        let repeated = headings.iter().find(|heading| {
            let heading = folded(heading);
            !heading.is_empty()
                && titles.iter().any(|title| title.contains(&heading))
                && heading != folded(&self.outlet())
        });
        let only = || match headings {
            [only] if folded(only) != folded(&self.outlet()) => Some(only),
            _ => None,
        };
        repeated.or_else(only).map(String::as_str)
    }

    fn outlet(&self) -> String {
        let candidates = [self.json_ld.publisher.clone(), self.first(&OUTLETS)];
        candidates
            .into_iter()
            .find(|name| !name.is_empty() && !is_address(name))
            .unwrap_or_default()
    }

    fn published(&self) -> String {
        let from_meta = DATES
            .iter()
            .filter_map(|name| self.meta.get(*name))
            .map(|value| day::edtf(value));
        let from_time = [&self.published_times, &self.other_times]
            .into_iter()
            .find(|days| !days.is_empty())
            .and_then(|days| match days.as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            });
        std::iter::once(day::edtf(&self.json_ld.published))
            .chain(from_meta)
            .chain(from_time)
            .find(|day| !day.is_empty())
            .unwrap_or_default()
    }

    fn author(&self) -> String {
        let from_meta = AUTHORS.iter().filter_map(|name| self.meta.get(*name)).cloned();
        std::iter::once(self.json_ld.author.clone())
            .chain(from_meta)
            .find(|name| !name.is_empty() && !is_address(name))
            .unwrap_or_default()
    }

    fn language(&self) -> String {
        [
            self.language.clone(),
            self.first(&["content-language", "og:locale", "dc.language", "language"]),
            self.json_ld.language.clone(),
        ]
        .into_iter()
        .find(|language| !language.trim().is_empty())
        .unwrap_or_default()
    }

    /// Everything for the draft; `headline` is the page's `h1`, if it has one.
    pub fn into_found(self, headline: Option<&str>) -> Found {
        let outlet = self.outlet();
        let metadata = self.titles().into_iter().find(|title| !title.is_empty());
        let title = metadata
            .map(|title| (without_outlet(&title, &outlet), TitleFrom::Metadata))
            .or_else(|| headline.map(|heading| (heading.to_owned(), TitleFrom::Heading)))
            .or_else(|| {
                let title = without_outlet(&self.title, &outlet);
                (!title.is_empty()).then_some((title, TitleFrom::HtmlTitle))
            });
        let addresses = [&self.canonical, &self.first(&["og:url"]), &self.json_ld.url];
        let url = addresses
            .into_iter()
            .map(|address| clean_url(address))
            .find(|url| !url.is_empty())
            .unwrap_or_default();
        Found {
            title,
            language: self.language(),
            author: self.author(),
            published: self.published(),
            url,
            outlet,
            body_start: 0,
        }
    }
}

fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://") || name.starts_with('@')
}

/// "Headline - Outlet" without the outlet, if the page itself says that this is its name.
fn without_outlet(title: &str, outlet: &str) -> String {
    let cut = [" | ", " - ", " – ", " — ", " · ", " :: "]
        .iter()
        .find_map(|separator| {
            let (headline, name) = title.rsplit_once(separator)?;
            (!outlet.is_empty() && folded(name) == folded(outlet)).then(|| headline.trim())
        });
    cut.filter(|headline| !headline.is_empty())
        .unwrap_or(title)
        .to_owned()
}

/// For comparing what two places of a page say: letters and digits in lower case.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
