//! What one more of everything would save, as the fluid's prices say: exact for the fluid as long as the
//! one more is small, so rather too much for the operation itself.
//!
//! Never here: planning anew, which tells for sure.

use super::Fluid;
use super::model::NONE;
use crate::problem::Problem;

/// In weighted seconds.
impl Fluid {
    /// One more vehicle of the class.
    pub fn vehicle_worth(&self, problem: &Problem, class: usize) -> f64 {
        let kinds = self.network.kind_of_classes(problem);
        if problem.classes[class].count == 0 {
            return 0.0;
        }
        let before = &problem.classes[..class];
        let same =
            |(other, it): &(usize, &crate::problem::Class)| kinds[*other] == kinds[class] && it.count > 0;
        let number = before.iter().enumerate().filter(same).count();
        self.names.fleets[kinds[class]].get(number).map_or(0.0, |row| self.worth[*row as usize])
    }

    /// One more escort from the start to the end.
    pub fn escort_worth(&self) -> f64 {
        self.sum(&self.names.escorts)
    }

    /// One more bay at the staging place.
    pub fn stage_bay_worth(&self, stage: usize) -> f64 {
        self.sum(&self.names.stage_bays[stage]) * self.slots.length as f64
    }

    /// One more bay at the destination.
    pub fn goal_bay_worth(&self, goal: usize) -> f64 {
        self.sum(&self.names.goal_bays[goal]) * self.slots.length as f64
    }

    /// As many again through the control point as get through.
    pub fn gate_worth(&self, gate: usize) -> f64 {
        self.gate_points[gate].iter().map(|point| point.worth * point.vehicles).sum()
    }

    fn sum(&self, rows: &[u32]) -> f64 {
        rows.iter().filter(|row| **row != NONE).map(|row| self.worth[*row as usize]).sum()
    }
}
