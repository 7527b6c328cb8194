//! The time–distance diagram as SVG (É.-J. Marey, La méthode graphique, 1885: the railway
//! string-line diagram): time across, distance along the corridor down, a line a convoy, open
//! windows of the control points as light bands.

use super::clock::LocalClock;
use corridor::markup::escape;
use evacuation::axis::{Axis, Unit, axis, line};
use evacuation::convoy::{Convoy, convoys};
use evacuation::operation::Operation;
use evacuation::place::PlaceKind;
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use std::collections::BTreeSet;
use std::fmt::Write;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 640.0;
const LEFT: f64 = 290.0;
/// Characters of a place's name that fit beside the diagram.
const NAME_SIGNS_MAX: usize = 32;
const RIGHT: f64 = 24.0;
const TOP: f64 = 76.0;
const BOTTOM: f64 = 56.0;

/// Where moments and distances stand on the page.
struct Scale {
    from: Moment,
    to: Moment,
    nearest: f64,
    farthest: f64,
}

impl Scale {
    fn x(&self, moment: Moment) -> f64 {
        let share = (moment - self.from).seconds() as f64 / (self.to - self.from).seconds().max(1) as f64;
        LEFT + share * (WIDTH - LEFT - RIGHT)
    }
    fn y(&self, distance: f64) -> f64 {
        let share = (distance - self.nearest) / (self.farthest - self.nearest).max(1e-9);
        TOP + share * (HEIGHT - TOP - BOTTOM)
    }
}

/// The diagram of a plan, a whole SVG document.
pub(crate) fn svg(operation: &Operation, plan: &Plan) -> String {
    let axis = axis(operation);
    let convoys = convoys(operation, plan);
    let scale = scale(operation, plan, &axis);
    let clock = LocalClock::of(operation);
    let mut out = String::new();
    head(&mut out, operation, plan, &convoys);
    windows(&mut out, operation, &axis, &scale);
    ticks(&mut out, &clock, &scale);
    places(&mut out, operation, &axis, &scale);
    for convoy in &convoys {
        strings(&mut out, operation, plan, &axis, &scale, &clock, convoy);
    }
    out.push_str("</svg>\n");
    out
}

fn scale(operation: &Operation, plan: &Plan, axis: &Axis) -> Scale {
    let last = plan.trips.iter().map(|trip| trip.arrive).max();
    let to =
        last.map_or(Moment::START + operation.horizon, |last| last + Span((last.seconds() / 40).max(300)));
    let known = || axis.at.iter().flatten().copied();
    let nearest = known().fold(f64::INFINITY, f64::min);
    let farthest = known().fold(f64::NEG_INFINITY, f64::max);
    let (nearest, farthest) = if nearest < farthest { (nearest, farthest) } else { (0.0, 1.0) };
    Scale { from: Moment::START, to: to.max(Moment(1)), nearest, farthest }
}

fn head(out: &mut String, operation: &Operation, plan: &Plan, convoys: &[Convoy]) {
    let name = escape(&operation.name);
    let _ = write!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="Noto Sans, Arial, sans-serif" font-size="13" role="img">
<title>{name}: time-distance diagram</title>
<rect width="{WIDTH}" height="{HEIGHT}" fill="#fdfcf8"/>
<text x="{LEFT}" y="28" font-size="18" font-weight="600" fill="#1a1a1a">{name}</text>
<text x="{LEFT}" y="48" fill="#555">planned: {} convoys, {} people out, {} left behind; light bands: control point open</text>
"##,
        convoys.len(),
        plan.delivered,
        plan.left_behind
    );
}

/// A band over the whole height for the first control point that ever closes, strips for the others.
fn windows(out: &mut String, operation: &Operation, axis: &Axis, scale: &Scale) {
    let mut whole_height = true;
    for (ix, place) in operation.places.iter().enumerate() {
        let (Some(control), Some(distance)) = (&place.control, axis.at[ix]) else { continue };
        let Some(open) = &control.open else { continue };
        for window in open {
            let (x0, x1) = (scale.x(window.opens.max(scale.from)), scale.x(window.closes.min(scale.to)));
            if x1 <= x0 {
                continue;
            }
            let (y, height) = match whole_height {
                true => (TOP, HEIGHT - TOP - BOTTOM),
                false => (scale.y(distance) - 7.0, 14.0),
            };
            let width = x1 - x0;
            let _ = writeln!(
                out,
                r##"<rect x="{x0:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="#dcebdd"/>"##
            );
        }
        whole_height = false;
    }
}

fn ticks(out: &mut String, clock: &LocalClock, scale: &Scale) {
    let length = (scale.to - scale.from).seconds();
    let steps = [300, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];
    let step = steps.into_iter().find(|step| length / step <= 14).unwrap_or(604_800);
    let into_day = clock.second_of_day(scale.from);
    let mut moment = scale.from + Span((step - into_day.rem_euclid(step)).rem_euclid(step));
    let mut first = true;
    let (y0, y1, base) = (TOP, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 18.0);
    while moment <= scale.to {
        let x = scale.x(moment);
        let midnight = clock.second_of_day(moment) == 0;
        let label = if first || midnight { clock.day_time(moment) } else { clock.time(moment) };
        let stroke = if midnight { "#999" } else { "#ccc" };
        let _ = writeln!(
            out,
            r##"<line x1="{x:.1}" x2="{x:.1}" y1="{y0}" y2="{y1}" stroke="{stroke}"/><text x="{x:.1}" y="{base}" text-anchor="middle" fill="#333">{label}</text>"##
        );
        first = false;
        moment += Span(step);
    }
}

fn places(out: &mut String, operation: &Operation, axis: &Axis, scale: &Scale) {
    let unit = match axis.unit {
        Unit::Kilometres => "km",
        Unit::Minutes => "min",
    };
    let mut labels: Vec<(f64, String, bool)> = Vec::new();
    for (ix, place) in operation.places.iter().enumerate() {
        let Some(distance) = axis.at[ix] else { continue };
        let name = place.called("en");
        let short: String = match name.chars().count() > NAME_SIGNS_MAX {
            true => name.chars().take(NAME_SIGNS_MAX - 1).chain(['…']).collect(),
            false => name.to_owned(),
        };
        let label = format!("{} {distance:.1} {unit}", escape(&short));
        labels.push((scale.y(distance), label, place.kind == PlaceKind::ControlPoint));
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut below = 0.0f64;
    for (y, label, control) in labels {
        let (dash, width) = if control { ("", 1.6) } else { (r##" stroke-dasharray="2 4""##, 1.0) };
        let right = WIDTH - RIGHT;
        let text_y = (y + 4.0).max(below + 15.0);
        below = text_y;
        let _ = writeln!(
            out,
            r##"<line x1="{LEFT}" x2="{right}" y1="{y:.1}" y2="{y:.1}" stroke="#777" stroke-width="{width}"{dash}/><text x="{:.1}" y="{text_y:.1}" text-anchor="end" fill="#1a1a1a">{label}</text>"##,
            LEFT - 8.0
        );
    }
}

/// One line for each way that the convoy's vehicles take; wider for more vehicles.
fn strings(
    out: &mut String,
    operation: &Operation,
    plan: &Plan,
    axis: &Axis,
    scale: &Scale,
    clock: &LocalClock,
    convoy: &Convoy,
) {
    let width = 1.0 + (convoy.trips.len() as f64).sqrt() * 0.35;
    let mut drawn = BTreeSet::new();
    for (_, ix) in &convoy.trips {
        let points: Vec<String> = line(operation, axis, &plan.trips[*ix])
            .into_iter()
            .map(|(moment, distance)| format!("{:.1},{:.1}", scale.x(moment), scale.y(distance)))
            .collect();
        drawn.insert(points.join(" "));
    }
    for points in drawn {
        let _ = writeln!(
            out,
            r##"<polyline points="{points}" fill="none" stroke="#1f4e79" stroke-width="{width:.1}" stroke-linejoin="round" stroke-opacity="0.8"><title>{}: {} vehicles, {} people, departs {}, arrives {}</title></polyline>"##,
            convoy.id,
            convoy.trips.len(),
            convoy.persons.total(),
            clock.day_time(convoy.depart),
            clock.day_time(convoy.arrive)
        );
    }
}
