//! Several courses side by side: which rules of thumb are best to begin with says little about which are
//! best in the end, so the likeliest all run for a while, and then the better half of them, and so on
//! (successive halving: Karnin, Koren and Somekh, *ICML* 2013).
//!
//! Never here: what a course does.

use super::course::Course;
use crate::construct::Ground;
use crate::dice::Dice;

/// Courses that begin.
const COURSES: usize = 6;
/// Steps of all courses together between two halvings.
const ROUND: u64 = 192;
/// Courses that are kept to the end: the better one runs four times in five.
const KEPT: usize = 2;

/// See the module.
#[derive(Default)]
pub(super) struct Race<'a> {
    courses: Vec<Course<'a>>,
    steps: u64,
}

impl<'a> Race<'a> {
    /// New courses come in; the best of all of them run, and of each guide the best: a guide's worth shows
    /// only when single decisions are changed.
    pub fn enter(&mut self, courses: Vec<Course<'a>>) {
        self.courses.extend(courses);
        self.order();
        let mut seen = Vec::new();
        self.courses.sort_by_cached_key(|course| {
            let again = seen.contains(&course.guide());
            seen.push(course.guide());
            again
        });
        self.courses.truncate(COURSES);
        self.steps = 0;
    }

    fn order(&mut self) {
        self.courses.sort_by(|a, b| a.best_figure.total_cmp(&b.best_figure));
    }

    /// Of the best plan of any course.
    pub fn best_figure(&self) -> f64 {
        self.courses.iter().map(|course| course.best_figure).fold(f64::INFINITY, f64::min)
    }

    /// One step of the course whose turn it is; which one that was.
    pub fn step(&mut self, ground: &'a Ground<'a>, dice: &mut Dice) -> Option<&Course<'a>> {
        self.steps += 1;
        let many = self.courses.len();
        if many > KEPT && self.steps.is_multiple_of(ROUND) {
            self.order();
            self.courses.truncate((many / 2).max(KEPT));
        }
        let turn = if many > KEPT {
            (self.steps % self.courses.len() as u64) as usize
        } else {
            if self.courses.len() > 1 && self.courses[1].best_figure < self.courses[0].best_figure {
                self.courses.swap(0, 1);
            }
            usize::from(self.steps.is_multiple_of(5)).min(many.saturating_sub(1))
        };
        let course = self.courses.get_mut(turn)?;
        course.step(ground, dice);
        Some(course)
    }
}
