//! A page of the library.

use rusqlite::types::Value;

use super::rows::rows;
use super::types::{ArticlePage, ArticleSort, ListArticles, Missing};
use crate::Result;
use crate::commands::page::{self, Filter, List, Order};
use crate::registers::fields;
use crate::workspace::Reading;

/// Articles by title, language, outlet or what they lack.
pub fn list(db: &Reading<'_>, request: ListArticles) -> Result<ArticlePage> {
    let filter = filter(&request)?;
    let published = |descending| Order::Text {
        column: "a.published_latest",
        descending,
    };
    let list = List {
        from: "article a",
        id: "a.id",
        filter: &filter,
        order: match request.sort {
            ArticleSort::Newest => published(true),
            ArticleSort::Oldest => published(false),
            ArticleSort::Title => Order::Text {
                column: "a.title COLLATE NOCASE",
                descending: false,
            },
            ArticleSort::Added => Order::Added,
        },
    };
    let page = list.page(
        db.conn,
        request.after.as_deref(),
        page::limit(request.limit, 100, 500),
    )?;
    Ok(ArticlePage {
        articles: rows(db.conn, &page.ids)?,
        total: total(db, &list, &request)?,
        next: page.next,
    })
}

/// How many there are in all. Without a filter SQLite counts by pages, and what is in the bin by its index.
fn total(db: &Reading<'_>, list: &List<'_>, request: &ListArticles) -> Result<u32> {
    let everything = ListArticles {
        sort: request.sort,
        after: request.after.clone(),
        limit: request.limit,
        ..ListArticles::default()
    };
    if *request != everything {
        return list.total(db.conn);
    }
    let sql =
        "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM article WHERE deleted IS NOT NULL)";
    Ok(db.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

fn filter(request: &ListArticles) -> Result<Filter> {
    let mut filter = Filter::default();
    filter.add("a.deleted IS NULL", []);
    for word in request.title.split_whitespace() {
        filter.add("has_folded(a.title, ?)", [Value::Text(word.to_owned())]);
    }
    let language = fields::language("language", &request.language)?;
    if !language.is_empty() {
        // "de" is also in "de-AT": '.' is the character after '-'.
        filter.add(
            "(a.language = ? OR (a.language > ? || '-' AND a.language < ? || '.'))",
            [(); 3].map(|()| Value::Text(language.clone())),
        );
    }
    if let Some(outlet) = request.outlet {
        filter.add(
            "a.outlet_id = (SELECT id FROM outlet WHERE uid = ? AND deleted IS NULL)",
            [Value::Text(outlet.to_string())],
        );
    }
    match request.missing {
        None => {}
        Some(Missing::Outlet) => filter.add(
            "(a.outlet_id IS NULL OR a.outlet_id IN (SELECT id FROM outlet WHERE deleted IS NOT NULL))",
            [],
        ),
        Some(Missing::Published) => filter.add("a.published = ''", []),
        Some(Missing::Language) => filter.add("a.language = ''", []),
    }
    if request.one_per_origin {
        filter.add(
            "NOT EXISTS (SELECT 1 FROM copy_origin g WHERE g.article_id = a.id AND g.origin_id <> a.id)",
            [],
        );
    }
    Ok(filter)
}
