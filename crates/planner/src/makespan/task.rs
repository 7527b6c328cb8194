//! The bus evacuation problem as numbers (Bish, *OR Spectrum* 33:629, 2011): loads of some kinds,
//! vehicles of some classes that bring one load a trip, and how long every drive takes.
//!
//! Never here: places, parties, rules; `read` knows what the numbers stand for.

/// Farther than any drive; sums of a few of them do not overflow.
pub(crate) const FAR: i64 = i64::MAX / 1024;

/// A trip: kind of the load, and the goal it is brought to.
pub(crate) type Leg = (u32, u32);

/// What is to be brought, and how long everything takes, in units of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Task {
    /// Loads of each kind; at least one.
    pub loads: Vec<i64>,
    /// Places that one load of each kind takes at a goal.
    pub takes: Vec<i64>,
    /// Places at each goal.
    pub room: Vec<i64>,
    /// Loading and driving, `out[kind][goal]`; [`FAR`] where there is no way.
    pub out: Vec<Vec<i64>>,
    /// Unloading and driving to the next load, `back[goal][kind]`.
    pub back: Vec<Vec<i64>>,
    pub classes: Vec<Class>,
}

/// Vehicles that start alike and carry alike.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Class {
    pub count: usize,
    /// First presence at each kind's place; [`FAR`] where it never comes.
    pub first: Vec<i64>,
    /// Whether each kind's load fits.
    pub able: Vec<bool>,
}

/// A route for every vehicle, classes in order.
pub(crate) type Routes = Vec<Vec<Leg>>;

impl Task {
    pub fn kinds(&self) -> usize {
        self.loads.len()
    }

    pub fn goals(&self) -> usize {
        self.room.len()
    }

    /// Every load there is.
    pub fn total(&self) -> i64 {
        self.loads.iter().sum()
    }

    /// The class of every vehicle.
    pub fn vehicles(&self) -> Vec<usize> {
        self.classes.iter().enumerate().flat_map(|(ix, class)| vec![ix; class.count]).collect()
    }

    /// When the last load of the route is at its goal.
    pub fn length(&self, class: usize, route: &[Leg]) -> i64 {
        let Some((kind, goal)) = route.first().copied() else { return 0 };
        let mut sum = self.classes[class].first[kind as usize] + self.out[kind as usize][goal as usize];
        for pair in route.windows(2) {
            let (kind, goal) = (pair[1].0 as usize, pair[1].1 as usize);
            sum += self.back[pair[0].1 as usize][kind] + self.out[kind][goal];
        }
        sum
    }

    /// When the last load of all is at its goal; `None` where the routes do not bring every load
    /// once, each in a vehicle that can, to goals with room.
    pub fn most(&self, routes: &[Vec<Leg>]) -> Option<i64> {
        let vehicles = self.vehicles();
        let (mut loads, mut room) = (self.loads.clone(), self.room.clone());
        for (class, route) in vehicles.iter().zip(routes) {
            for (kind, goal) in route {
                loads[*kind as usize] -= 1;
                room[*goal as usize] -= self.takes[*kind as usize];
                if !self.classes[*class].able[*kind as usize] {
                    return None;
                }
            }
        }
        let whole = loads.iter().all(|left| *left == 0) && room.iter().all(|left| *left >= 0);
        let lengths = vehicles.iter().zip(routes).map(|(class, route)| self.length(*class, route));
        lengths.max().filter(|most| whole && *most < FAR && routes.len() == vehicles.len())
    }

    /// The same task on a coarser grid of time, every duration rounded down: what takes longer than
    /// `end` there takes at least `(end + 1) · step` here.
    pub fn coarse(&self, step: i64) -> Task {
        let down = |row: &Vec<i64>| -> Vec<i64> {
            row.iter().map(|lasting| if *lasting >= FAR { FAR } else { lasting / step }).collect()
        };
        Task {
            out: self.out.iter().map(down).collect(),
            back: self.back.iter().map(down).collect(),
            classes: self
                .classes
                .iter()
                .map(|class| Class { first: down(&class.first), ..class.clone() })
                .collect(),
            ..self.clone()
        }
    }

    /// Whether some sequence of drives takes no time and comes back to where it began.
    pub fn stands_still(&self) -> bool {
        let least = |rows: &[Vec<i64>]| rows.iter().flatten().copied().min().unwrap_or(FAR);
        least(&self.out) == 0 && least(&self.back) == 0
    }
}
