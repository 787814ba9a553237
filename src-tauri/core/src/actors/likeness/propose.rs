//! Which actors may be the same, and why.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, params};

use super::compare::{self, Agreement, Name, Rest, Sounds};
use super::{LikelySame, LikelySameActors, ListLikelySameActors, SameCandidate, SameReason};
use crate::Result;
use crate::commands::answers::ActorRef;
use crate::registers::{counts, rows};
use crate::text::fold::fold;
use crate::vocabulary::{ActorKind, Entity};
use crate::workspace::Reading;

/// How many pairs are given when the request does not say, and at most.
const USUAL: u32 = 100;
const MOST: u32 = 500;
/// Pairs that share a key and are compared, at most. Keys that fewer names share come first: they say more.
const COMPARED: usize = 20_000;
/// What a pair must score to be proposed, of 1.
const ENOUGH: f64 = 0.4;
/// Statements of an actor that are looked through for another actor.
const LOOKED_THROUGH: u32 = 2_000;

type Ids = (i64, i64);

/// Pairs of actors whose names sound alike, the likeliest first, without those the analyst refused and unnamed
/// sources.
pub fn list(db: &Reading<'_>, request: ListLikelySameActors) -> Result<LikelySameActors> {
    let limit = if request.limit == 0 {
        USUAL
    } else {
        request.limit.min(MOST)
    } as usize;
    let asked = request
        .actor
        .map(|uid| rows::id_of(db.conn, Entity::Actor, uid))
        .transpose()?;
    let kinds = kinds(db.conn)?;
    let refused = refused(db.conn)?;
    let (pairs, all) = sharing_a_key(db.conn, asked, &kinds, &refused)?;
    let mut scored = by_name(db.conn, &pairs, &kinds)?;
    scored.sort_by(|(a, m), (b, n)| n.score.total_cmp(&m.score).then(a.cmp(b)));
    // What else is known changes the order a little: somewhat more than asked for are looked at.
    let looked_at = limit.saturating_mul(2).max(50);
    let mut more = !all || scored.len() > looked_at;
    scored.truncate(looked_at);

    let mut proposed = with_evidence(db.conn, scored)?;
    proposed.retain(|(_, score, _)| *score >= ENOUGH);
    proposed.sort_by(|(a, m, _), (b, n, _)| n.total_cmp(m).then(a.cmp(b)));
    more |= proposed.len() > limit;
    proposed.truncate(limit);

    let strangers: Vec<i64> = asked.map_or_else(Vec::new, |asked| {
        let other = |pair: &Ids| match *pair {
            (one, other) if one == asked => Some(other),
            (one, other) if other == asked => Some(one),
            _ => None,
        };
        let mut others: Vec<i64> = refused
            .iter()
            .filter_map(other)
            .filter(|id| kinds.contains_key(id))
            .collect();
        others.sort_unstable();
        others
    });
    let mut wanted: Vec<i64> = proposed
        .iter()
        .flat_map(|((one, other), ..)| [*one, *other])
        .collect();
    wanted.extend(&strangers);
    wanted.sort_unstable();
    wanted.dedup();
    let candidates = candidates(db.conn, &wanted)?;
    let pairs = proposed
        .into_iter()
        .filter_map(|((one, other), score, reasons)| {
            Some(LikelySame {
                one: candidates.get(&one)?.clone(),
                other: candidates.get(&other)?.clone(),
                score: percent(score),
                reasons,
            })
        })
        .collect();
    Ok(LikelySameActors {
        pairs,
        more,
        refused: strangers
            .iter()
            .filter_map(|id| Some(candidates.get(id)?.actor.clone()))
            .collect(),
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100"
)]
fn percent(score: f64) -> u32 {
    (score.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// Kinds of the actors that can be proposed.
fn kinds(conn: &Connection) -> Result<HashMap<i64, ActorKind>> {
    let mut statement =
        conn.prepare_cached("SELECT id, kind FROM actor WHERE deleted IS NULL AND kind <> 'unnamed'")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Pairs that the analyst said are not the same, the smaller id first.
fn refused(conn: &Connection) -> Result<HashSet<Ids>> {
    let mut statement = conn.prepare_cached("SELECT one_id, other_id FROM actor_distinction")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Pairs with a key in common that at least one has from its surname, the asked actor first or the one with the
/// smaller id; and whether these are all.
fn sharing_a_key(
    conn: &Connection,
    asked: Option<i64>,
    kinds: &HashMap<i64, ActorKind>,
    refused: &HashSet<Ids>,
) -> Result<(Vec<Ids>, bool)> {
    let mut statement = conn.prepare_cached(
        "SELECT k.key, k.actor_id, max(k.main) FROM actor_name_key k
         WHERE ?1 IS NULL OR k.key IN (SELECT key FROM actor_name_key WHERE actor_id = ?1)
         GROUP BY k.key, k.actor_id",
    )?;
    let mut blocks: BTreeMap<i64, Vec<(i64, bool)>> = BTreeMap::new();
    let mut rows = statement.query([asked])?;
    while let Some(row) = rows.next()? {
        let actor: i64 = row.get(1)?;
        if kinds.contains_key(&actor) {
            blocks.entry(row.get(0)?).or_default().push((actor, row.get(2)?));
        }
    }
    let mut blocks: Vec<Vec<(i64, bool)>> = blocks.into_values().filter(|block| block.len() > 1).collect();
    blocks.sort_by_key(Vec::len);

    let is_person = |id: i64| kinds.get(&id) == Some(&ActorKind::Person);
    let mut pairs = HashSet::new();
    for block in blocks {
        for (at, (one, main)) in block.iter().enumerate() {
            for (other, theirs) in block.iter().skip(at + 1) {
                let wanted = asked.is_none_or(|asked| asked == *one || asked == *other);
                let ids = (*one.min(other), *one.max(other));
                if wanted
                    && (*main || *theirs)
                    && is_person(*one) == is_person(*other)
                    && !refused.contains(&ids)
                {
                    pairs.insert(if asked == Some(ids.1) { (ids.1, ids.0) } else { ids });
                    if pairs.len() >= COMPARED {
                        return Ok((pairs.into_iter().collect(), false));
                    }
                }
            }
        }
    }
    Ok((pairs.into_iter().collect(), true))
}

/// The pairs whose names agree.
fn by_name(
    conn: &Connection,
    pairs: &[Ids],
    kinds: &HashMap<i64, ActorKind>,
) -> Result<Vec<(Ids, Agreement)>> {
    let wanted: HashSet<i64> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let wanted: Vec<i64> = wanted.into_iter().collect();
    let mut names: HashMap<i64, Vec<Name>> = HashMap::new();
    let mut sounds = Sounds::default();
    let mut statement = conn.prepare_cached(
        "SELECT n.actor_id, n.name FROM json_each(?1) j CROSS JOIN actor_name n ON n.actor_id = j.value
         ORDER BY j.key, n.preferred DESC, n.position",
    )?;
    let mut rows = statement.query([rows::json(&wanted)])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        names
            .entry(row.get(0)?)
            .or_default()
            .push(compare::name(&name, &mut sounds));
    }
    let agree = |(one, other): &Ids| {
        let kind = *kinds.get(one)?;
        let found = compare::best(kind, names.get(one)?, names.get(other)?)?;
        Some(((*one, *other), found))
    };
    Ok(pairs.iter().filter_map(agree).collect())
}

/// Roles and statements beside the names: scores and reasons.
fn with_evidence(
    conn: &Connection,
    scored: Vec<(Ids, Agreement)>,
) -> Result<Vec<(Ids, f64, Vec<SameReason>)>> {
    let ids: HashSet<i64> = scored
        .iter()
        .flat_map(|((one, other), _)| [*one, *other])
        .collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let roles = roles(conn, &ids)?;
    let mut proposed = Vec::with_capacity(scored.len());
    for (pair, agreement) in scored {
        let mut score = agreement.score;
        let mut reasons = of_names(agreement);
        let none = Vec::new();
        let (ours, theirs) = (
            roles.get(&pair.0).unwrap_or(&none),
            roles.get(&pair.1).unwrap_or(&none),
        );
        if let Some(reason) = of_roles(ours, theirs) {
            score += 0.08;
            reasons.push(reason);
        }
        let (statements, articles) = together(conn, pair)?;
        if statements > 0 {
            score -= 0.4;
            reasons.push(SameReason::SameStatements { statements });
        } else if articles > 0 {
            score += 0.04;
            reasons.push(SameReason::SameArticles { articles });
        }
        proposed.push((pair, score.min(0.99), reasons));
    }
    Ok(proposed)
}

fn of_names(agreement: Agreement) -> Vec<SameReason> {
    let Agreement {
        equal,
        one,
        other,
        rest,
        ..
    } = agreement;
    if equal {
        return vec![SameReason::SameName { one }];
    }
    let mut reasons = vec![SameReason::SoundsAlike { one, other }];
    match rest {
        Rest::Agrees { one, other } => reasons.push(SameReason::GivenNameToo { one, other }),
        Rest::Initial { one, other } => reasons.push(SameReason::Initial { one, other }),
        Rest::Unknown => reasons.push(SameReason::GivenNameUnknown),
        Rest::Whole | Rest::Differs => {}
    }
    reasons
}

struct Role {
    title: String,
    organisation: Option<(i64, ActorRef)>,
}

fn roles(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, Vec<Role>>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.actor_id, r.title, o.id, o.uid, o.kind, coalesce(n.name, '')
         FROM json_each(?1) j CROSS JOIN actor_role r ON r.actor_id = j.value
         LEFT JOIN actor o ON o.id = r.organisation_id AND o.deleted IS NULL
         LEFT JOIN actor_name n ON n.actor_id = o.id AND n.preferred = 1
         ORDER BY j.key, r.position, r.id",
    )?;
    let mut found: HashMap<i64, Vec<Role>> = HashMap::new();
    let mut rows = statement.query([rows::json(ids)])?;
    while let Some(row) = rows.next()? {
        let organisation = match row.get(2)? {
            None => None,
            Some(id) => Some((
                id,
                ActorRef {
                    uid: row.get(3)?,
                    kind: row.get(4)?,
                    name: row.get(5)?,
                },
            )),
        };
        found.entry(row.get(0)?).or_default().push(Role {
            title: row.get(1)?,
            organisation,
        });
    }
    Ok(found)
}

fn of_roles(ours: &[Role], theirs: &[Role]) -> Option<SameReason> {
    let pairs = || {
        ours.iter()
            .flat_map(|one| theirs.iter().map(move |other| (one, other)))
    };
    if let Some((role, _)) = pairs().find(|(one, other)| fold(&one.title) == fold(&other.title)) {
        return Some(SameReason::SameRole {
            title: role.title.clone(),
        });
    }
    pairs().find_map(|(one, other)| {
        let ((id, organisation), (their, _)) = (one.organisation.as_ref()?, other.organisation.as_ref()?);
        (id == their).then(|| SameReason::SameOrganisation {
            organisation: organisation.clone(),
        })
    })
}

/// Statements in whose chain both stand, and articles in whose statements both stand; looking through
/// the statements of the one that has fewer.
fn together(conn: &Connection, pair: Ids) -> Result<(u32, u32)> {
    let count = |id: i64| -> Result<i64> {
        Ok(conn
            .prepare_cached("SELECT count(*) FROM attribution WHERE actor_id = ?1")?
            .query_row([id], |row| row.get(0))?)
    };
    let (ours, theirs) = (count(pair.0)?, count(pair.1)?);
    if ours == 0 || theirs == 0 {
        return Ok((0, 0));
    }
    let (rare, frequent) = if ours <= theirs { pair } else { (pair.1, pair.0) };
    let found = conn
        .prepare_cached(
            "WITH said AS (
               SELECT DISTINCT s.id, s.article_id FROM (SELECT statement_id FROM attribution WHERE actor_id = ?1 LIMIT ?3) t
               JOIN statement s ON s.id = t.statement_id AND s.deleted IS NULL
               JOIN article a ON a.id = s.article_id AND a.deleted IS NULL)
             SELECT
               (SELECT count(*) FROM said WHERE EXISTS (
                  SELECT 1 FROM attribution o WHERE o.statement_id = said.id AND o.actor_id = ?2)),
               (SELECT count(*) FROM (SELECT DISTINCT article_id FROM said) w WHERE EXISTS (
                  SELECT 1 FROM statement s JOIN attribution o ON o.statement_id = s.id
                  WHERE s.article_id = w.article_id AND s.deleted IS NULL AND o.actor_id = ?2))",
        )?
        .query_row(params![rare, frequent, LOOKED_THROUGH], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found)
}

fn candidates(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, SameCandidate>> {
    let statements = counts::statements(conn, "attribution", "actor_id", ids)?;
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.uid, a.kind, coalesce(n.name, ''),
                coalesce((SELECT title FROM actor_role r WHERE r.actor_id = a.id ORDER BY position LIMIT 1), '')
         FROM json_each(?1) j CROSS JOIN actor a ON a.id = j.value
         LEFT JOIN actor_name n ON n.actor_id = a.id AND n.preferred = 1",
    )?;
    let rows = statement.query_map([rows::json(ids)], |row| {
        let id: i64 = row.get(0)?;
        let candidate = SameCandidate {
            actor: ActorRef {
                uid: row.get(1)?,
                kind: row.get(2)?,
                name: row.get(3)?,
            },
            role: row.get(4)?,
            statements: statements.get(&id).copied().unwrap_or(0),
        };
        Ok((id, candidate))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
