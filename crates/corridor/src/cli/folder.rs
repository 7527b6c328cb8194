//! A data folder opened by a command while no server runs on it.
//!
//! Never here: what the command does with it.

use super::Failure;
use corridor::founding::{Founded, read_founded};
use corridor::intake::{Intake, Opened, Voice};
use corridor::store::Mode;
use corridor::wall_clock::unix_s;
use evacuation::place::PlaceKind;
use evacuation::quantity::Moment;
use std::path::Path;

/// Opens it, runs `work` with the door and what was founded, and closes it with everything on disk.
pub(super) fn with_folder<T>(
    data: &Path,
    work: impl FnOnce(&Intake, &Founded) -> Result<T, Failure>,
) -> Result<T, Failure> {
    with_voice(data, |intake, founded, _| work(intake, founded))
}

/// As [`with_folder`], with the folder's own voice.
pub(super) fn with_voice<T>(
    data: &Path,
    work: impl FnOnce(&Intake, &Founded, Voice) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(error.to_string());
    let founded = read_founded(data).map_err(|error| failed(&error))?;
    let opened = Intake::open(data, &founded.operation, &founded.plan);
    let Opened { intake, thread, damaged, heads, .. } =
        opened.map_err(|error| Failure(format!("{error}; {}", error.remedy())))?;
    for damage in &damaged {
        let (log, seq, why) = (&damage.log_id, damage.seq, &damage.why);
        tracing::error!(log, seq, why, "a stored entry is damaged; it is kept aside and can be sent again");
    }
    let voice = Voice::new(intake.clone(), founded.operation.start_unix_s, heads);
    let result = work(&intake, &founded, voice);
    drop(intake);
    thread.join().map_err(|_| Failure("the store could not be closed; import or sync again".to_owned()))?;
    result
}

/// The present moment of the operation: by this machine's clock, in a drill the latest of which anything was said.
pub(super) fn now(intake: &Intake, founded: &Founded) -> Moment {
    let clock = Moment(unix_s().saturating_sub(founded.operation.start_unix_s));
    match founded.founding.mode {
        Mode::Live => clock,
        Mode::Drill { .. } => intake.read(|book| book.account().last_moment()).unwrap_or(clock),
    }
}

/// Refuses a place that the operation does not have, and names those at which people wait.
pub(super) fn staging(founded: &Founded, place: Option<&str>) -> Result<(), Failure> {
    let staging = founded.operation.places.iter().filter(|known| known.kind == PlaceKind::Staging);
    let ids: Vec<&str> = staging.map(|known| known.id.as_str()).collect();
    match place.filter(|place| !ids.contains(place)) {
        Some(place) => Err(Failure(format!("nobody waits at '{place}': people wait at {}", ids.join(", ")))),
        None => Ok(()),
    }
}
