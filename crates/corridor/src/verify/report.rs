//! The report in words: for a lawyer, an auditor, a delegation that was not there.
//!
//! Never here: findings.

use super::{Doubt, LogReport, Report};
use jiff::Timestamp;
use std::fmt::Write;

/// The report as text.
pub fn text(report: &Report, file: &str) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write_all(&mut text, report, file);
    text
}

fn write_all(to: &mut String, report: &Report, file: &str) -> std::fmt::Result {
    let name = if report.operation.is_empty() { "an operation" } else { &report.operation };
    writeln!(to, "VERIFICATION OF THE RECORD OF {}", name.to_uppercase())?;
    if report.drill {
        writeln!(to, "This is a DRILL: the people in it are simulated.")?;
    }
    writeln!(to)?;
    match report.doubts.len() {
        0 => writeln!(to, "RESULT: no doubt was found.")?,
        1 => writeln!(to, "RESULT: 1 DOUBT. Do not rely on this record as it is.")?,
        n => writeln!(to, "RESULT: {n} DOUBTS. Do not rely on this record as it is.")?,
    }
    writeln!(to)?;
    for (number, Doubt { place, what, remedy, code }) in report.doubts.iter().enumerate() {
        writeln!(to, "  {}. {place}: {what}.\n     What to do: {remedy}. [{code}]", number + 1)?;
    }
    if !report.doubts.is_empty() {
        writeln!(to)?;
    }
    checked(to, report, file)?;
    devices(to, report)?;
    account(to, report)?;
    if !report.remarks.is_empty() {
        writeln!(to, "REMARKS, which are no reason for doubt")?;
        report.remarks.iter().try_for_each(|remark| writeln!(to, "  - {remark}."))?;
        writeln!(to)?;
    }
    limits(to)
}

fn checked(to: &mut String, report: &Report, file: &str) -> std::fmt::Result {
    writeln!(to, "WHAT WAS EXAMINED")?;
    writeln!(to, "  The file {file}: {} bytes, SHA-256 {}", report.bytes, report.bundle_sha256)?;
    writeln!(to, "  The operation's id, to which every signature is bound: {}", report.operation_id)?;
    writeln!(
        to,
        "  {} statements in {} logs, {} seals.",
        report.statements,
        report.logs.len(),
        report.seals
    )?;
    for root in &report.roots {
        writeln!(to, "  A device that could admit others from the start: {root}")?;
    }
    match &report.quorum {
        Some(rule) => writeln!(to, "  Witnesses that must have cosigned: {rule}")?,
        None => writeln!(to, "  No witnesses were named.")?,
    }
    writeln!(to)?;
    writeln!(to, "WHAT WAS CHECKED, for every one of them")?;
    for line in [
        "that the statement is as its device signed it, and that the signature is of that device's key",
        "that each log is an unbroken chain from its first statement, and that no device told two histories",
        "that every statement that another one answers is there",
        "that every seal fits the statements that it covers, and covers all that are here",
        "that every cosignature is of a witness who was named to this verification",
        "that the account below follows from these statements and from nothing else",
    ] {
        writeln!(to, "  - {line};")?;
    }
    writeln!(to)
}

fn devices(to: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(to, "THE LOGS")?;
    for line in &report.logs {
        let LogReport { log, label, role, entries, sealed, cosigned, cosigned_unix_s, witnesses, .. } = line;
        let label = if label.is_empty() { "(did not say what it is)" } else { label };
        let short: String = log.chars().take(12).collect();
        write!(to, "  {short}  {label}, {}: {entries} statements", role.unwrap_or("not enrolled"))?;
        match sealed {
            Some(sealed) => write!(to, ", sealed up to {sealed}")?,
            None => write!(to, ", not sealed")?,
        }
        if let (Some(cosigned), Some(since)) = (cosigned, cosigned_unix_s) {
            write!(to, ", cosigned up to {cosigned} since {}", moment(*since))?;
        }
        if !witnesses.is_empty() {
            write!(to, " by {}", witnesses.join(", "))?;
        }
        if let Some(seq) = line.revoked_from {
            write!(to, "; ended from number {seq} on")?;
        }
        if let Some(seq) = line.forked_at {
            write!(to, "; TWO HISTORIES from number {seq} on")?;
        }
        writeln!(to)?;
    }
    writeln!(to)
}

fn moment(unix_s: u64) -> String {
    let stamp = i64::try_from(unix_s).ok().and_then(|s| Timestamp::from_second(s).ok());
    stamp.map_or_else(|| format!("second {unix_s} of Unix time"), |stamp| stamp.to_string())
}

fn account(to: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(to, "THE ACCOUNT THAT THESE STATEMENTS GIVE")?;
    let Some(balance) = &report.account else {
        writeln!(to, "  It could not be reckoned.")?;
        return writeln!(to);
    };
    for (what, persons) in [
        ("registered", balance.registered),
        ("waiting to leave", balance.waiting),
        ("on the way", balance.on_the_way),
        ("out of danger", balance.out),
        ("declined or stayed", balance.declined),
        ("died", balance.died),
        ("unaccounted for", balance.unaccounted),
    ] {
        writeln!(to, "  {what:<20} {:>8} persons", persons.total())?;
    }
    let closes = if balance.balances() { "The sum closes." } else { "THE SUM DOES NOT CLOSE." };
    writeln!(to, "  {closes}")?;
    if report.quarantined.statements > 0 {
        let evacuation::account::Quarantined { statements, persons } = report.quarantined;
        writeln!(
            to,
            "  Not counted, in quarantine: {statements} statements, which alone name {persons} persons."
        )?;
    }
    if let Some(digest) = &report.picture_sha256 {
        writeln!(to, "  Whoever holds the same statements sees the same picture: SHA-256 {digest}")?;
    }
    writeln!(to)
}

fn limits(to: &mut String) -> std::fmt::Result {
    writeln!(to, "WHAT THIS DOES NOT SHOW")?;
    for line in [
        "whether a statement is true: only who said it, and that it was not changed since",
        "who held a device; a key stands for a device, not for a person",
        "what was never said, or said by a device whose log is not in the file",
        "when something was said, other than before the cosignature that covers it",
    ] {
        writeln!(to, "  - {line};")?;
    }
    Ok(())
}
