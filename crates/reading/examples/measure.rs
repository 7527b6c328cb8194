//! Precision and recall of the reader on labelled texts: `measure FILE…` prints a table for each file, with
//! `--misses` also every label that was not found and every proposal that has no label.
//!
//! A proposal is right when value, unit (singular or plural) and claimant are those of the label; a claimant
//! is the same when, articles aside, one name contains the other. Incidents: kind and claimant, once a label.
//! `?` in a label is not judged.

use reading::{Claim, Date, Incident, Reading, read, singular};
use std::process::ExitCode;

struct Text {
    id: String,
    day: Option<Date>,
    body: String,
    claims: Vec<Vec<String>>,
    incidents: Vec<Vec<String>>,
}

fn texts(file: &str) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    let mut labels = false;
    for line in file.lines() {
        if let Some(head) = line.strip_prefix("== ") {
            let (id, day) = head.split_once(' ').unwrap_or((head, ""));
            let day = day.trim().parse().ok();
            texts.push(Text {
                id: id.to_owned(),
                day,
                body: String::new(),
                claims: Vec::new(),
                incidents: Vec::new(),
            });
            labels = false;
        } else if let Some(text) = texts.last_mut() {
            let cells = |rest: &str| rest.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            match line {
                "--" => labels = true,
                _ if !labels => text.body.push_str(&format!("{line}\n")),
                _ if line.starts_with("C ") => text.claims.push(cells(&line[2..])),
                _ if line.starts_with("I ") => text.incidents.push(cells(&line[2..])),
                _ => {}
            }
        }
    }
    texts
}

fn plain(name: &str) -> String {
    let words = name.to_lowercase().replace(['“', '”', '"', ',', '.'], " ");
    words.split_whitespace().filter(|word| !["a", "an", "the"].contains(word)).collect::<Vec<_>>().join(" ")
}

fn same_name(label: &str, found: &str) -> bool {
    if let (Some(label), Some(found)) = (label.split_once(" via "), found.split_once(" via ")) {
        return same_name(label.0, found.0) && same_name(label.1, found.1);
    }
    let (label, found) = (plain(label), plain(found));
    let within =
        |long: &str, short: &str| !short.is_empty() && format!(" {long} ").contains(&format!(" {short} "));
    label == "?" || label == found || within(&label, &found) || within(&found, &label)
}

fn same_unit(label: &str, found: &str) -> bool {
    let one = |unit: &str| unit.split_whitespace().map(singular).collect::<Vec<_>>().join(" ");
    one(label) == one(found)
}

fn same_value(label: &str, claim: &Claim) -> bool {
    let (low, high) = label.split_once("..").unwrap_or((label, label));
    low.parse() == Ok(claim.low) && high.parse() == Ok(claim.high)
}

#[derive(Default)]
struct Tally {
    labels: usize,
    proposals: usize,
    right: usize,
}

impl Tally {
    fn line(&self, name: &str) -> String {
        let share = |of: usize| if of == 0 { 100.0 } else { self.right as f64 * 100.0 / of as f64 };
        format!(
            "  {name:<38} precision {:5.1} %   recall {:5.1} %   ({} right, {} proposed, {} labelled)\n",
            share(self.proposals),
            share(self.labels),
            self.right,
            self.proposals,
            self.labels
        )
    }
}

/// Pairs labels with proposals one to one; returns the pairs.
fn pair<L, P>(labels: &[L], proposals: &[P], same: impl Fn(&L, &P) -> bool) -> Vec<(usize, usize)> {
    let mut taken = vec![false; proposals.len()];
    let mut pairs = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        if let Some(p) = (0..proposals.len()).find(|p| !taken[*p] && same(label, &proposals[*p])) {
            taken[p] = true;
            pairs.push((l, p));
        }
    }
    pairs
}

fn cell(row: &[String], ix: usize) -> &str {
    row.get(ix).map_or("?", String::as_str)
}

#[derive(Default)]
struct Table {
    claims: Tally,
    incidents: Tally,
    /// Of figures found by value and unit: unit and claimant; of right ones the other fields.
    value: Tally,
    unit: Tally,
    fields: [(usize, usize); 5],
    incident_place: (usize, usize),
    misses: String,
}

const FIELDS: [&str; 5] = ["claimant", "scope", "qualifier", "as of", "place"];

fn judge(text: &Text, table: &mut Table) {
    let Reading { claims, incidents } = read(&text.body, text.day);
    let whole = |l: &Vec<String>, c: &Claim| {
        same_value(cell(l, 0), c) && same_unit(cell(l, 1), &c.unit) && same_name(cell(l, 2), &c.claimant)
    };
    let figure = |l: &Vec<String>, c: &Claim| same_value(cell(l, 0), c) && same_unit(cell(l, 1), &c.unit);
    let value = |l: &Vec<String>, c: &Claim| same_value(cell(l, 0), c);
    let tallies: [(&mut Tally, usize); 3] = [
        (&mut table.claims, pair(&text.claims, &claims, whole).len()),
        (&mut table.unit, pair(&text.claims, &claims, figure).len()),
        (&mut table.value, pair(&text.claims, &claims, value).len()),
    ];
    for (tally, right) in tallies {
        tally.labels += text.claims.len();
        tally.proposals += claims.len();
        tally.right += right;
    }
    for (l, c) in pair(&text.claims, &claims, figure) {
        let (label, claim) = (&text.claims[l], &claims[c]);
        let lower = |text: &str| text.to_lowercase();
        let held = [
            same_name(cell(label, 2), &claim.claimant),
            lower(&claim.scope).contains(&lower(cell(label, 3))),
            lower(&claim.qualifier) == lower(cell(label, 4)),
            claim.as_of.starts_with(cell(label, 5)),
            same_name(cell(label, 6), &claim.place),
        ];
        for (ix, held) in held.into_iter().enumerate() {
            let asked = cell(label, ix + 2);
            if asked != "?" && (ix < 3 || !asked.is_empty()) && (ix != 1 || !asked.is_empty()) {
                table.fields[ix].0 += usize::from(held);
                table.fields[ix].1 += 1;
                if !held {
                    table.misses.push_str(&format!(
                        "  {} field {}: '{}' for '{}' ({} {})\n",
                        text.id,
                        FIELDS[ix],
                        [&claim.claimant, &claim.scope, &claim.qualifier, &claim.as_of, &claim.place][ix],
                        asked,
                        claim.low,
                        claim.unit
                    ));
                }
            }
        }
    }
    let pairs = pair(&text.claims, &claims, whole);
    for (ix, label) in text.claims.iter().enumerate().filter(|(ix, _)| !pairs.iter().any(|(l, _)| l == ix)) {
        let _ = ix;
        table.misses.push_str(&format!("  {} missed    {}\n", text.id, label.join(" | ")));
    }
    for (ix, c) in claims.iter().enumerate().filter(|(ix, _)| !pairs.iter().any(|(_, c)| c == ix)) {
        let _ = ix;
        table.misses.push_str(&format!(
            "  {} unlabelled {}..{} | {} | {} | {} | “{}”\n",
            text.id, c.low, c.high, c.unit, c.claimant, c.scope, c.quote
        ));
    }
    judge_incidents(text, &incidents, table);
}

fn judge_incidents(text: &Text, incidents: &[Incident], table: &mut Table) {
    let same =
        |l: &Vec<String>, i: &Incident| cell(l, 0) == i.kind.as_str() && same_name(cell(l, 1), &i.claimant);
    let pairs = pair(&text.incidents, incidents, same);
    table.incidents.labels += text.incidents.len();
    table.incidents.proposals += incidents.len();
    table.incidents.right += pairs.len();
    for (l, i) in &pairs {
        let asked = cell(&text.incidents[*l], 2);
        if asked != "?" {
            table.incident_place.0 += usize::from(same_name(asked, &incidents[*i].place));
            table.incident_place.1 += 1;
        }
    }
    for (_, label) in text.incidents.iter().enumerate().filter(|(ix, _)| !pairs.iter().any(|(l, _)| l == ix))
    {
        table.misses.push_str(&format!("  {} missed    incident {}\n", text.id, label.join(" | ")));
    }
    for (_, i) in incidents.iter().enumerate().filter(|(ix, _)| !pairs.iter().any(|(_, i)| i == ix)) {
        table.misses.push_str(&format!(
            "  {} unlabelled incident {} | {} | “{}”\n",
            text.id,
            i.kind.as_str(),
            i.claimant,
            i.quote
        ));
    }
}

fn main() -> ExitCode {
    let mut misses = false;
    for path in std::env::args().skip(1) {
        if path == "--speed" {
            speed();
            continue;
        }
        if path == "--misses" {
            misses = true;
            continue;
        }
        let Ok(file) = std::fs::read_to_string(&path) else {
            eprintln!("{path} cannot be read");
            return ExitCode::FAILURE;
        };
        let texts = texts(&file);
        let mut table = Table::default();
        texts.iter().for_each(|text| judge(text, &mut table));
        println!("{path}: {} texts", texts.len());
        print!("{}", table.claims.line("claims: value, unit and claimant"));
        print!("{}", table.unit.line("  value and unit"));
        print!("{}", table.value.line("  value"));
        for (name, (held, asked)) in FIELDS.iter().zip(table.fields) {
            println!("    {name:<10} {held} of {asked} where value and unit are right");
        }
        print!("{}", table.incidents.line("incidents: kind and claimant"));
        println!(
            "    place      {} of {} where the incident is right",
            table.incident_place.0, table.incident_place.1
        );
        if misses {
            print!("{}", table.misses);
        }
    }
    ExitCode::SUCCESS
}

/// How long one and ten million bytes of a report take, on this machine.
fn speed() {
    let line = "A regime source said on Thursday that 951 evacuees, including 108 wounded, had left east Aleppo in 20 buses. ";
    for bytes in [1_000_000, 10_000_000] {
        let text = line.repeat(bytes / line.len());
        let begun = std::time::Instant::now();
        let claims = read(&text, None).claims.len();
        println!("{} MB: {claims} claims in {:.2} s", bytes / 1_000_000, begun.elapsed().as_secs_f64());
    }
}
