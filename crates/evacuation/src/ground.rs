//! Distances on the ground, near enough for a corridor: the Earth is flat for a few hundred kilometres.
//!
//! Never here: roads that bend. Between two places the way is taken as straight, which is what the
//! operation file knows.

use crate::operation::Operation;
use crate::place::PlaceIx;

/// Metres in one degree of latitude.
const DEGREE_M: f64 = 111_195.0;

/// Latitude and longitude in degrees.
pub type Degrees = (f64, f64);

/// A point on a line: how far from its beginning, how far off it, both in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnLine {
    /// Metres from the beginning.
    pub along_m: f64,
    /// Metres beside it.
    pub off_m: f64,
}

/// `point` in metres east and north of `origin`.
fn flat(origin: Degrees, point: Degrees) -> (f64, f64) {
    let shrink = origin.0.to_radians().cos();
    // Across the date line the short way round is meant.
    let east = (point.1 - origin.1 + 540.0).rem_euclid(360.0) - 180.0;
    (east * DEGREE_M * shrink, (point.0 - origin.0) * DEGREE_M)
}

/// Metres between two points.
pub fn metres(a: Degrees, b: Degrees) -> f64 {
    let (x, y) = flat(a, b);
    x.hypot(y)
}

/// Where on the straight line from `a` to `b` a point is nearest.
pub fn on_segment(a: Degrees, b: Degrees, point: Degrees) -> OnLine {
    let (bx, by) = flat(a, b);
    let (px, py) = flat(a, point);
    let square = bx * bx + by * by;
    let part = if square > 0.0 { ((px * bx + py * by) / square).clamp(0.0, 1.0) } else { 0.0 };
    OnLine { along_m: part * square.sqrt(), off_m: (px - part * bx).hypot(py - part * by) }
}

/// Where on a line of several points a point is nearest; `None` for fewer than two points.
pub fn on_line(line: &[Degrees], point: Degrees) -> Option<OnLine> {
    let mut before_m = 0.0;
    let mut best: Option<OnLine> = None;
    for pair in line.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let here = on_segment(a, b, point);
        if best.is_none_or(|best| here.off_m < best.off_m) {
            best = Some(OnLine { along_m: before_m + here.along_m, ..here });
        }
        before_m += metres(a, b);
    }
    best
}

/// Metres from a point to the nearest road of the operation; `None` where no road has two known ends.
pub fn from_roads_m(operation: &Operation, point: Degrees) -> Option<f64> {
    let at = |ix: PlaceIx| operation.place(ix).position;
    let ends = operation.roads.iter().filter_map(|road| Some((at(road.from)?, at(road.to)?)));
    ends.map(|(a, b)| on_segment(a, b, point).off_m).min_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_beside_a_line_is_found_on_it() {
        let line = [(36.0, 37.0), (36.0, 37.1), (36.1, 37.1)];
        let first = metres(line[0], line[1]);
        assert!((first - 8_996.0).abs() < 10.0, "{first}");
        let on = on_line(&line, (36.05, 37.101)).unwrap();
        assert!((on.along_m - first - 5_560.0).abs() < 10.0 && (on.off_m - 90.0).abs() < 2.0, "{on:?}");
        assert_eq!(on_line(&line[..1], (36.0, 37.0)), None);
        let same = on_segment(line[0], line[0], (36.0, 37.1));
        assert_eq!(same.along_m, 0.0);
        assert!(metres((0.0, 179.999), (0.0, -179.999)) < 250.0);
    }
}
