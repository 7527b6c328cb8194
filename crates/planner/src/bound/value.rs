//! What a trip's load is worth under the prices: a fractional knapsack with seats and stretcher
//! places, solved through its dual (Dantzig, *Operations Research* 5:266, 1957).
//!
//! Never here: time (a value is asked for at given gains).

/// A commodity as one vehicle could carry it: what a unit gains, what it takes, how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub commodity: usize,
    pub gain: f64,
    pub seats: f64,
    pub stretchers: f64,
    pub units: f64,
}

/// The most that `seats` and `stretchers` places can gain from the items, parties divisible; fills
/// `carried` with (commodity, units).
pub(crate) fn best_load(
    items: &mut [Item],
    seats: f64,
    stretchers: f64,
    carried: &mut Vec<(usize, f64)>,
) -> f64 {
    carried.clear();
    let lying = stretchers > 0.0 && items.iter().any(|item| item.stretchers > 0.0 && item.gain > 0.0);
    items.sort_unstable_by(|a, b| b.gain.total_cmp(&a.gain));
    if !lying {
        return fill_seats(items, seats, carried);
    }
    // Every seat price gives an upper bound; the least one over the break points is exact.
    let mut best = (f64::INFINITY, 0.0);
    for ix in 0..=items.len() {
        let price = match items.get(ix) {
            None => 0.0,
            Some(item) if item.gain <= 0.0 => continue,
            Some(item) if item.stretchers == 0.0 => item.gain,
            Some(item) if item.seats > 0.0 => item.gain / item.seats,
            Some(_) => continue,
        };
        let total = at_seat_price(items, seats, stretchers, price);
        let slack = 1e-9 * total.abs();
        if total < best.0 - slack || (total <= best.0 + slack && price < best.1) {
            best = (total.min(best.0), price);
        }
    }
    carry_at(items, seats, stretchers, best.1, carried);
    best.0
}

fn fill_seats(items: &[Item], seats: f64, carried: &mut Vec<(usize, f64)>) -> f64 {
    let (mut free, mut total) = (seats, 0.0);
    for item in items.iter().filter(|item| item.stretchers == 0.0) {
        if item.gain <= 0.0 || free <= 0.0 {
            break;
        }
        let units = item.units.min(free);
        free -= units;
        total += units * item.gain;
        carried.push((item.commodity, units));
    }
    total
}

fn at_seat_price(items: &[Item], seats: f64, stretchers: f64, price: f64) -> f64 {
    let mut total = price * seats;
    let mut best_lying = 0.0f64;
    for item in items {
        if item.stretchers == 0.0 {
            total += item.units * (item.gain - price).max(0.0);
        } else {
            let share = (item.gain - price * item.seats).max(0.0) / item.stretchers;
            best_lying = best_lying.max(share);
        }
    }
    total + best_lying * stretchers
}

/// A load near the best one, for the direction of the ascent only.
fn carry_at(items: &[Item], seats: f64, stretchers: f64, price: f64, carried: &mut Vec<(usize, f64)>) {
    let share = |item: &Item| (item.gain - price * item.seats) / item.stretchers;
    let lying = items.iter().filter(|item| item.stretchers > 0.0 && share(item) > 0.0);
    let mut free = seats;
    if let Some(item) = lying.max_by(|a, b| share(a).total_cmp(&share(b))) {
        let by_seats = if item.seats > 0.0 { free / item.seats } else { f64::INFINITY };
        let units = (stretchers / item.stretchers).min(by_seats);
        free -= units * item.seats;
        carried.push((item.commodity, units));
    }
    let seated = items.iter().filter(|item| item.stretchers == 0.0 && item.gain > 0.0);
    for item in seated {
        let units = item.units.min(free.max(0.0));
        free -= units;
        carried.push((item.commodity, units));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavier_first_and_no_more_than_there_are() {
        let item =
            |commodity, gain, stretchers| Item { commodity, gain, seats: 1.0, stretchers, units: 10.0 };
        let mut carried = Vec::new();
        let mut items = [item(0, 1.0, 0.0), item(1, 3.0, 0.0), item(2, 20.0, 1.0)];
        assert_eq!(best_load(&mut items, 15.0, 0.0, &mut carried), 35.0);
        assert_eq!(carried, [(1, 10.0), (0, 5.0)]);
        assert_eq!(best_load(&mut items, 15.0, 2.0, &mut carried), 40.0 + 30.0 + 3.0);
    }
}
