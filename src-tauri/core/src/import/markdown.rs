//! Markdown: the text stays the source as it is, so that positions can be checked again; only the
//! title and what the front matter says are read out of it.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::draft::{Found, TitleFrom};
use super::front_matter::FrontMatter;
use super::{day, html};

/// How much of the text the first heading is looked for in (bytes).
const WINDOW: usize = 32 * 1024;

pub(super) fn read(text: &str) -> Found {
    let mut found = Found::default();
    if let Some(front) = FrontMatter::of(text) {
        found.body_start = front.end;
        found.language = front.get(&["lang", "language"]);
        found.author = front.get(&["author", "authors", "byline"]);
        found.outlet = front.get(&["outlet", "publisher", "site", "site_name"]);
        found.published = day::edtf(&front.get(&["date", "published", "pubdate"]));
        found.url = html::clean_url(&front.get(&["url", "source", "link", "canonical"]));
        let title = front.get(&["title", "headline"]);
        if !title.is_empty() {
            found.title = Some((title, TitleFrom::FrontMatter));
        }
    }
    if found.title.is_none() {
        let body = text.get(found.body_start..).unwrap_or_default();
        found.title = first_heading(body).map(|title| (title, TitleFrom::MarkdownHeading));
    }
    found
}

fn first_heading(text: &str) -> Option<String> {
    let mut end = WINDOW.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut heading: Option<String> = None;
    for event in Parser::new(text.get(..end)?) {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { .. }), _) => heading = Some(String::new()),
            (Event::Text(part) | Event::Code(part), Some(title)) => title.push_str(&part),
            (Event::SoftBreak | Event::HardBreak, Some(title)) => title.push(' '),
            (Event::End(TagEnd::Heading(_)), Some(title)) => {
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                if !title.is_empty() {
                    return Some(title);
                }
                heading = None;
            }
            _ => {}
        }
    }
    None
}
