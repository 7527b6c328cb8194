//! What planning anew takes as changed in an operation: windows, how many parties there still are,
//! people and places that the operation file does not have. It is written down with the plan, so that
//! whoever reads the plan knows what it was made for.
//!
//! Never here: why something changed (`standing`). An amendment is always to the operation as founded,
//! never to one that was amended before.

use super::{Operation, limits};
use crate::fleet::Escorts;
use crate::people::{PartyClass, People};
use crate::place::{Place, PlaceIx, PlaceKind, Road, Turnround, Window};
use crate::quantity::{Moment, Persons, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Changes to an operation. Empty: none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Amendment {
    /// The windows of control points, by id; in order of time, not overlapping.
    pub windows: BTreeMap<String, Vec<(Moment, Moment)>>,
    /// How many parties of each class there are, by id of the people.
    pub counts: BTreeMap<String, Vec<u32>>,
    /// From when people may board, by their id.
    pub ready: BTreeMap<String, Moment>,
    /// Escorts at the start, and from each moment on.
    pub escorts: Option<(u32, Vec<(Moment, u32)>)>,
    /// Places on the road at which people wait.
    pub places: Vec<Roadside>,
    /// People whom the operation file does not have in this form.
    pub people: Vec<AddedPeople>,
}

/// A place on the road between two others, where people can board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roadside {
    /// Its id; no place of the operation has it.
    pub id: String,
    /// Latitude and longitude in degrees, where known.
    pub position: Option<(f64, f64)>,
    /// The place before it, and the driving time between them in seconds.
    pub after: (String, i64),
    /// The place behind it, and the driving time between them in seconds.
    pub before: (String, i64),
    /// Whether the road may only be driven onwards.
    pub one_way: bool,
}

/// People at one place, as in an operation file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedPeople {
    /// Their id; no people of the operation have it.
    pub id: String,
    /// The place where they wait.
    pub at: String,
    /// They may not board before.
    pub ready: Moment,
    /// Destinations agreed to; `None`: any.
    pub to: Option<Vec<String>>,
    /// How many parties, and who is in each.
    pub parties: Vec<(u32, Persons)>,
}

/// Why an amendment does not fit an operation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmendmentError {
    /// It names something that the operation does not have.
    #[error("the amendment names {0} '{1}', which the operation does not have")]
    Unknown(&'static str, String),
    /// It adds something that is there already.
    #[error("the amendment adds {0} '{1}', which the operation has already")]
    Known(&'static str, String),
    /// A number or list that cannot be.
    #[error("the amendment's {0} of '{1}' cannot be")]
    Absurd(&'static str, String),
}

type Amended<T> = Result<T, AmendmentError>;

impl Operation {
    /// The operation with these changes. Refused is only what nothing could be read from; that the
    /// plan made for it keeps every rule is the judge's to say.
    pub fn amended(&self, amendment: &Amendment) -> Amended<Operation> {
        let mut operation = self.clone();
        for place in &amendment.places {
            add_roadside(&mut operation, place)?;
        }
        for (id, windows) in &amendment.windows {
            set_windows(&mut operation, id, windows)?;
        }
        for (id, counts) in &amendment.counts {
            let people = known_people(&mut operation, id)?;
            if people.parties.len() != counts.len() {
                return Err(AmendmentError::Absurd("counts", id.clone()));
            }
            people.parties.iter_mut().zip(counts).for_each(|(class, count)| class.count = *count);
        }
        for (id, ready) in &amendment.ready {
            let moment = sensible(*ready).ok_or_else(|| AmendmentError::Absurd("ready", id.clone()))?;
            known_people(&mut operation, id)?.ready = moment;
        }
        if let Some((count, changes)) = &amendment.escorts {
            if !changes.is_sorted_by_key(|(from, _)| *from) {
                return Err(AmendmentError::Absurd("escorts", operation.name));
            }
            operation.escorts = Some(Escorts { count: *count, changes: changes.clone() });
        }
        for people in &amendment.people {
            add_people(&mut operation, people)?;
        }
        let persons: u64 = operation.people.iter().map(|people| u64::from(people.persons().total())).sum();
        if persons > limits::PERSONS_MAX {
            return Err(AmendmentError::Absurd("number of persons", operation.name));
        }
        Ok(operation)
    }

    /// This operation with the windows that another one has: those that were agreed, where the own ones
    /// rest on a guess when a suspension will end.
    pub fn with_windows_of(mut self, other: &Operation) -> Operation {
        for place in &mut self.places {
            let known = other.places.iter().find(|known| known.id == place.id);
            if let Some(known) = known.filter(|known| known.control.is_some()) {
                place.control.clone_from(&known.control);
            }
        }
        self
    }
}

fn sensible(moment: Moment) -> Option<Moment> {
    (moment.seconds().unsigned_abs() <= limits::SPAN_S_MAX.unsigned_abs()).then_some(moment)
}

fn place_ix(operation: &Operation, id: &str) -> Amended<PlaceIx> {
    operation.place_ix(id).ok_or_else(|| AmendmentError::Unknown("the place", id.to_owned()))
}

fn known_people<'a>(operation: &'a mut Operation, id: &str) -> Amended<&'a mut People> {
    let people = operation.people.iter_mut().find(|people| people.id == id);
    people.ok_or_else(|| AmendmentError::Unknown("the people", id.to_owned()))
}

fn add_roadside(operation: &mut Operation, added: &Roadside) -> Amended<()> {
    if operation.place_ix(&added.id).is_some() {
        return Err(AmendmentError::Known("the place", added.id.clone()));
    }
    let absurd = || AmendmentError::Absurd("road", added.id.clone());
    let on_earth = |(lat, lon): &(f64, f64)| (-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon);
    if added.position.as_ref().is_some_and(|position| !on_earth(position)) {
        return Err(absurd());
    }
    let ix = PlaceIx(operation.places.len());
    let ends = [(&added.after, true), (&added.before, false)];
    for ((id, seconds), comes_before) in ends {
        let other = place_ix(operation, id)?;
        let travel = Some(*seconds).filter(|s| (0..=limits::SPAN_S_MAX).contains(s)).ok_or_else(absurd)?;
        let (from, to) = if comes_before { (other, ix) } else { (ix, other) };
        let one_way = added.one_way;
        operation.roads.push(Road { from, to, travel: Span(travel), distance_km: None, one_way });
    }
    operation.places.push(Place {
        id: added.id.clone(),
        name: BTreeMap::new(),
        kind: PlaceKind::Staging,
        position: added.position,
        bays: None,
        turnround: Turnround::default(),
        capacity: None,
        control: None,
    });
    Ok(())
}

fn set_windows(operation: &mut Operation, id: &str, windows: &[(Moment, Moment)]) -> Amended<()> {
    let place = operation.places.iter_mut().find(|place| place.id == id);
    let control = place.and_then(|place| place.control.as_mut());
    let control = control.ok_or_else(|| AmendmentError::Unknown("the control point", id.to_owned()))?;
    let in_order = windows.iter().all(|(opens, closes)| opens <= closes)
        && windows.windows(2).all(|pair| pair[0].1 < pair[1].0)
        && windows.iter().all(|(opens, closes)| sensible(*opens).and(sensible(*closes)).is_some());
    if !in_order {
        return Err(AmendmentError::Absurd("windows", id.to_owned()));
    }
    let window = |(opens, closes): &(Moment, Moment)| Window { opens: *opens, closes: *closes };
    control.open = Some(windows.iter().map(window).collect());
    Ok(())
}

fn add_people(operation: &mut Operation, added: &AddedPeople) -> Amended<()> {
    if operation.people.iter().any(|people| people.id == added.id) {
        return Err(AmendmentError::Known("the people", added.id.clone()));
    }
    let absurd = || AmendmentError::Absurd("people", added.id.clone());
    let at = place_ix(operation, &added.at)?;
    if operation.place(at).kind != PlaceKind::Staging {
        return Err(absurd());
    }
    let to = match &added.to {
        None => None,
        Some(ids) => Some(ids.iter().map(|id| place_ix(operation, id)).collect::<Amended<Vec<_>>>()?),
    };
    let is_sound = |(count, persons): &(u32, Persons)| {
        persons.total() > 0 && u64::from(*count) * u64::from(persons.total()) <= limits::PERSONS_MAX
    };
    if !added.parties.iter().all(is_sound) || added.parties.len() > limits::ROWS_MAX {
        return Err(absurd());
    }
    operation.people.push(People {
        id: added.id.clone(),
        at,
        ready: sensible(added.ready).ok_or_else(absurd)?,
        to,
        parties: added
            .parties
            .iter()
            .map(|(count, persons)| PartyClass { count: *count, persons: *persons })
            .collect(),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::tests::operation;

    fn roadside(id: &str) -> Roadside {
        let (after, before) = (("line".to_owned(), 300), ("camp".to_owned(), 600));
        Roadside { id: id.to_owned(), position: None, after, before, one_way: false }
    }

    #[test]
    fn an_amendment_reads_back_and_changes_what_it_says() {
        let people = AddedPeople {
            id: "stranded".to_owned(),
            at: "road".to_owned(),
            ready: Moment(5),
            to: Some(vec!["camp".to_owned()]),
            parties: vec![(2, Persons { stretcher: 0, wounded: 1, other: 3 })],
        };
        let amendment = Amendment {
            escorts: Some((3, vec![(Moment(9), 0)])),
            windows: BTreeMap::from([(
                "line".to_owned(),
                vec![(Moment(0), Moment(9)), (Moment(20), Moment(30))],
            )]),
            counts: BTreeMap::from([("families".to_owned(), vec![7])]),
            ready: BTreeMap::from([("families".to_owned(), Moment(60))]),
            places: vec![roadside("road")],
            people: vec![people],
        };
        let text = serde_json::to_string(&amendment).unwrap();
        assert_eq!(serde_json::from_str::<Amendment>(&text).unwrap(), amendment);
        let amended = operation().amended(&amendment).unwrap();
        assert_eq!((amended.people[0].parties[0].count, amended.people[0].ready), (7, Moment(60)));
        assert_eq!(amended.people[1].persons().total(), 8);
        assert_eq!(amended.escorts.as_ref().unwrap().in_force(Moment(10)), 0);
        assert_eq!(amended.roads.len(), operation().roads.len() + 2);
        let control = |operation: &Operation| operation.places[1].control.clone().unwrap().open;
        assert_eq!(control(&amended).unwrap().len(), 2);
        assert_eq!(control(&amended.with_windows_of(&operation())), control(&operation()));
        assert_eq!(operation().amended(&Amendment::default()).unwrap(), operation());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let refused = |amendment: Amendment| operation().amended(&amendment).unwrap_err();
        let windows = |id: &str, list: &[(i64, i64)]| Amendment {
            windows: BTreeMap::from([(
                id.to_owned(),
                list.iter().map(|(a, b)| (Moment(*a), Moment(*b))).collect(),
            )]),
            ..Amendment::default()
        };
        assert!(matches!(refused(windows("camp", &[])), AmendmentError::Unknown(..)));
        assert!(matches!(refused(windows("line", &[(5, 1)])), AmendmentError::Absurd(..)));
        assert!(matches!(refused(windows("line", &[(0, 9), (3, 12)])), AmendmentError::Absurd(..)));
        let places = |place| Amendment { places: vec![place], ..Amendment::default() };
        assert!(matches!(refused(places(roadside("camp"))), AmendmentError::Known(..)));
        let nowhere = Roadside { after: ("nowhere".to_owned(), 1), ..roadside("road") };
        assert!(matches!(refused(places(nowhere)), AmendmentError::Unknown(..)));
        let counts = BTreeMap::from([("families".to_owned(), vec![1, 2])]);
        assert!(matches!(refused(Amendment { counts, ..Amendment::default() }), AmendmentError::Absurd(..)));
    }
}
