//! Which plan is in force: the last one that was adopted and whose document is here, whole and with the
//! hash that the adoption names; before that, the plan of the founding. The same set of statements has
//! the same plan in force on every machine.
//!
//! Never here: making a plan, or adopting one.

use evacuation::account::Account;
use evacuation::adopted::Adopted;
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use ledger::crypto::sha256;
use std::collections::HashMap;
use std::sync::Arc;

/// A plan in force.
#[derive(Clone, Debug)]
pub struct InForce {
    /// SHA-256 of its document; of the founding plan: of its JSON.
    pub sha256: [u8; 32],
    /// The plan.
    pub plan: Arc<Plan>,
    /// The operation that it was made for.
    pub planned_for: Arc<Operation>,
    /// The operation to show: with the people and places of the plan, and the windows as agreed.
    pub operation: Arc<Operation>,
}

/// All plans that came into force.
#[derive(Debug)]
pub(super) struct Plans {
    founded: Arc<InForce>,
    read: HashMap<[u8; 32], Option<Arc<InForce>>>,
    since: Vec<(Moment, Arc<InForce>)>,
}

impl Plans {
    pub(super) fn new(operation: &Operation, plan: &Plan, sha256: [u8; 32]) -> Plans {
        let operation = Arc::new(operation.clone());
        let planned_for = Arc::clone(&operation);
        let founded = Arc::new(InForce { sha256, plan: Arc::new(plan.clone()), planned_for, operation });
        Plans { founded, read: HashMap::new(), since: Vec::new() }
    }

    /// Looks again after statements about plans came in. `true` when another plan is in force now.
    pub(super) fn look(&mut self, account: &Account) -> bool {
        let before = self.in_force().sha256;
        let mut since: Vec<(Moment, Arc<InForce>)> = Vec::new();
        for (at, sha256) in account.adopted() {
            let Some(plan) = self.plan(account, sha256) else { continue };
            let last = since.last().map_or(self.founded.sha256, |(_, last)| last.sha256);
            if last != sha256 {
                since.push((at, plan));
            }
        }
        self.since = since;
        self.in_force().sha256 != before
    }

    fn plan(&mut self, account: &Account, sha256: [u8; 32]) -> Option<Arc<InForce>> {
        if sha256 == self.founded.sha256 {
            return Some(Arc::clone(&self.founded));
        }
        if let Some(known) = self.read.get(&sha256) {
            return known.clone();
        }
        // While a piece is missing it is looked for again with the next.
        let document = account.document(&sha256)?;
        let plan = read(&document, sha256, &self.founded.operation);
        self.read.insert(sha256, plan.clone());
        plan
    }

    pub(super) fn in_force(&self) -> &Arc<InForce> {
        self.since.last().map_or(&self.founded, |(_, plan)| plan)
    }

    /// Plans after the founding one, each with the moment from which it was in force.
    pub(super) fn since(&self) -> &[(Moment, Arc<InForce>)] {
        &self.since
    }
}

fn read(document: &[u8], hash: [u8; 32], founded: &Arc<Operation>) -> Option<Arc<InForce>> {
    if sha256(&[document]) != hash {
        tracing::error!("the pieces of an adopted plan do not have its hash; it is not in force");
        return None;
    }
    match Adopted::read(document, founded) {
        Ok((adopted, planned_for)) => Some(Arc::new(InForce {
            sha256: hash,
            plan: Arc::new(adopted.plan),
            operation: Arc::new(planned_for.clone().with_windows_of(founded)),
            planned_for: Arc::new(planned_for),
        })),
        Err(error) => {
            tracing::error!(%error, "an adopted plan cannot be read; it is not in force");
            None
        }
    }
}
