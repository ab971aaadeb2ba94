//! Proves that the ledger equals the holdings, and what else must hold whatever happened.

use crate::{Result, Store};

/// A statement that finds what does not hold, and the sentence about each.
struct Proof {
    text: &'static str,
    sentence: fn(&Finding) -> String,
}

#[derive(sqlx::FromRow)]
struct Finding {
    school: String,
    id: String,
    one: i64,
    other: i64,
}

const PROOFS: [Proof; 10] = [
    Proof {
        text: "SELECT holding.school_id AS school, holding.id, holding.amount AS one,
                      COALESCE(CAST(sum(movement.amount) AS BIGINT), 0) AS other
               FROM holding
               LEFT JOIN movement ON movement.school_id = holding.school_id AND movement.holding_id = holding.id
               GROUP BY holding.school_id, holding.id, holding.amount
               HAVING holding.amount <> COALESCE(sum(movement.amount), 0)
               ORDER BY holding.school_id, holding.id",
        sentence: |found| {
            format!(
                "school {}: holding {} has {} but its lines add up to {}",
                found.school, found.id, found.one, found.other
            )
        },
    },
    Proof {
        text: "SELECT item.school_id AS school, item.id, item.total AS one,
                      COALESCE(CAST(sum(holding.amount) AS BIGINT), 0) AS other
               FROM item
               LEFT JOIN holding ON holding.school_id = item.school_id AND holding.item_id = item.id
                    AND holding.gone_at IS NULL
               GROUP BY item.school_id, item.id, item.total
               HAVING item.total <> COALESCE(sum(holding.amount), 0)
               ORDER BY item.school_id, item.id",
        sentence: |found| {
            format!(
                "school {}: item {} has a total of {} but its holdings add up to {}",
                found.school, found.id, found.one, found.other
            )
        },
    },
    Proof {
        text: "SELECT item.school_id AS school, item.id, item.holdings AS one, count(holding.id) AS other
               FROM item
               LEFT JOIN holding ON holding.school_id = item.school_id AND holding.item_id = item.id
                    AND holding.gone_at IS NULL
               GROUP BY item.school_id, item.id, item.holdings, item.expires_on, item.places
               HAVING item.holdings <> count(holding.id)
                   OR item.places <> count(DISTINCT holding.location_id)
                   OR COALESCE(item.expires_on, '') <> COALESCE(min(holding.expires_on), '')
               ORDER BY item.school_id, item.id",
        sentence: |found| {
            format!(
                "school {}: item {} sums up {} holdings, their places and days, but there are {}, or they differ",
                found.school, found.id, found.one, found.other
            )
        },
    },
    Proof {
        text: "SELECT item.school_id AS school, item.id, 0 AS one, 0 AS other
               FROM item
               WHERE COALESCE(item.place_id, '') <> COALESCE((
                         SELECT holding.location_id
                         FROM holding
                         WHERE holding.school_id = item.school_id
                           AND holding.item_id = item.id
                           AND holding.gone_at IS NULL
                         GROUP BY holding.location_id
                         ORDER BY sum(holding.amount) DESC, holding.location_id
                         LIMIT 1
                     ), '')
               ORDER BY item.school_id, item.id",
        sentence: |found| {
            format!(
                "school {}: most of item {} is not where it says",
                found.school, found.id
            )
        },
    },
    Proof {
        text: "SELECT school_id AS school, id, amount AS one, 0 AS other
               FROM holding
               WHERE amount < 0
                  OR (gone_at IS NOT NULL AND amount <> 0)
               ORDER BY school_id, id",
        sentence: |found| {
            format!(
                "school {}: holding {} has {} although it is gone, or less than nothing",
                found.school, found.id, found.one
            )
        },
    },
    Proof {
        text: "SELECT holding.school_id AS school, holding.id,
                      CASE WHEN item.retired_at IS NULL THEN 0 ELSE 1 END AS one,
                      CASE WHEN location.retired_at IS NULL THEN 0 ELSE 1 END AS other
               FROM holding
               JOIN item ON item.school_id = holding.school_id AND item.id = holding.item_id
               JOIN location ON location.school_id = holding.school_id AND location.id = holding.location_id
               WHERE holding.gone_at IS NULL
                 AND (item.retired_at IS NOT NULL OR location.retired_at IS NOT NULL)
               ORDER BY holding.school_id, holding.id",
        sentence: |found| {
            let what = match (found.one, found.other) {
                (1, 1) => "its item and its place are",
                (1, _) => "its item is",
                _ => "its place is",
            };
            format!(
                "school {}: holding {} is there, but {what} out of use",
                found.school, found.id
            )
        },
    },
    Proof {
        text: "SELECT posting.school_id AS school, posting.id, 0 AS one, 0 AS other
               FROM posting
               LEFT JOIN movement ON movement.school_id = posting.school_id AND movement.posting_id = posting.id
               WHERE movement.id IS NULL
               ORDER BY posting.school_id, posting.id",
        sentence: |found| format!("school {}: posting {} has no line", found.school, found.id),
    },
    Proof {
        text: "SELECT school_id AS school, posting_id AS id, CAST(sum(amount) AS BIGINT) AS one, 0 AS other
               FROM movement
               WHERE sort = 'moved'
               GROUP BY school_id, posting_id
               HAVING sum(amount) <> 0
               ORDER BY school_id, posting_id",
        sentence: |found| {
            format!(
                "school {}: what posting {} moves does not cancel out but leaves {}",
                found.school, found.id, found.one
            )
        },
    },
    Proof {
        text: "SELECT school_id AS school, 'events' AS id, CAST(max(seq) AS BIGINT) AS one, count(*) AS other
               FROM event
               GROUP BY school_id
               HAVING max(seq) <> count(*)
               ORDER BY school_id",
        sentence: |found| {
            format!(
                "school {}: the last event is number {} but there are {}",
                found.school, found.one, found.other
            )
        },
    },
    Proof {
        text: "SELECT code.school_id AS school, code.code AS id, 0 AS one, 0 AS other
               FROM code
               LEFT JOIN holding ON holding.school_id = code.school_id AND holding.id = code.subject_id
                    AND holding.code = code.code
               LEFT JOIN location ON location.school_id = code.school_id AND location.id = code.subject_id
                    AND location.code = code.code
               LEFT JOIN requisition ON requisition.school_id = code.school_id AND requisition.id = code.subject_id
                    AND requisition.code = code.code
               WHERE (code.noun = 'holding' AND holding.id IS NULL)
                  OR (code.noun = 'location' AND location.id IS NULL)
                  OR (code.noun = 'requisition' AND requisition.id IS NULL)
               ORDER BY code.school_id, code.code",
        sentence: |found| {
            format!(
                "school {}: the code {} stands for nothing",
                found.school, found.id
            )
        },
    },
];

/// Everything that should hold and does not, a sentence each; nothing when all is well.
pub async fn verify(store: &Store) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for proof in &PROOFS {
        let findings: Vec<Finding> = sqlx::query_as(proof.text).fetch_all(store.pool()).await?;
        found.extend(findings.iter().map(proof.sentence));
    }
    Ok(found)
}
