//! The people of a drill: parties with codes, who is in them, and what they answer. And where each of
//! them really is, which no statement can change.
//!
//! Never here: names, or anything about a person that a door manifest does not hold.

use crate::chance::Chance;
use crate::settings::Settings;
use evacuation::operation::Operation;
use evacuation::people::Token;
use evacuation::place::PlaceIx;
use evacuation::quantity::{Category, Moment, Persons};
use evacuation::statement::{AgeBand, Answer, Member, Sex};
use std::collections::{BTreeMap, HashSet, VecDeque};

/// Where a person of the drill really is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Waiting to leave.
    Waiting,
    /// Does not go.
    Declined,
    /// On a vehicle.
    Aboard,
    /// Arrived and received.
    Out,
    /// Died.
    Died,
    /// Taken off at a control point.
    Removed,
    /// Boarded, and was gone at the end of the road.
    Missing,
}

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) member: Member,
    pub(crate) fate: Fate,
}

#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub(crate) token: Token,
    /// Index into `Operation::people` and its parties.
    pub(crate) people: usize,
    pub(crate) class: usize,
    pub(crate) place: PlaceIx,
    pub(crate) ready: Moment,
    pub(crate) answer: Answer,
    pub(crate) members: Vec<usize>,
    pub(crate) persons: Persons,
    /// Who was not there when the bus left is back from this moment on.
    pub(crate) back_from: Moment,
}

/// Everybody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crowd {
    pub(crate) persons: Vec<Person>,
    pub(crate) parties: Vec<Party>,
    /// Parties that agreed, by people and class, in order.
    pub(crate) agreed: BTreeMap<(usize, usize), VecDeque<usize>>,
    codes: HashSet<Token>,
}

impl Crowd {
    pub(crate) fn gather(operation: &Operation, settings: &Settings) -> Crowd {
        let mut chance = Chance::new(settings.seed, "people");
        let mut crowd = Crowd::default();
        for (people, group) in operation.people.iter().enumerate() {
            for (class, shape) in group.parties.iter().enumerate() {
                for _ in 0..shape.count {
                    let answer = answer(&mut chance, settings);
                    let members = crowd.family(shape.persons, &mut chance);
                    let party = Party {
                        token: crowd.code(&mut chance),
                        people,
                        class,
                        place: group.at,
                        ready: group.ready,
                        answer,
                        members,
                        persons: shape.persons,
                        back_from: group.ready,
                    };
                    if answer == Answer::Yes {
                        crowd.agreed.entry((people, class)).or_default().push_back(crowd.parties.len());
                    } else {
                        party.members.iter().for_each(|member| crowd.persons[*member].fate = Fate::Declined);
                    }
                    crowd.parties.push(party);
                }
            }
        }
        crowd
    }

    /// A code that nobody has yet.
    pub(crate) fn code(&mut self, chance: &mut Chance) -> Token {
        loop {
            let token = Token::from_number(chance.bits());
            if self.codes.insert(token) {
                return token;
            }
        }
    }

    pub(crate) fn add(&mut self, member: Member, fate: Fate) -> usize {
        self.persons.push(Person { member, fate });
        self.persons.len() - 1
    }

    /// The members of one party: grown-ups first, and more children the larger it is.
    fn family(&mut self, persons: Persons, chance: &mut Chance) -> Vec<usize> {
        let mut members = Vec::new();
        for category in Category::ALL {
            for number in 0..persons[category] {
                let (sex, age) = likely(category, number, persons.total(), chance);
                let member = Member { token: self.code(chance), category, sex, age };
                members.push(self.add(member, Fate::Waiting));
            }
        }
        members
    }

    pub(crate) fn tokens(&self, persons: &[usize]) -> Vec<Token> {
        persons.iter().map(|person| self.persons[*person].member.token).collect()
    }
}

fn answer(chance: &mut Chance, settings: &Settings) -> Answer {
    if !chance.hits(settings.declining_permille) {
        return Answer::Yes;
    }
    [Answer::Declined, Answer::Stays, Answer::Withdrawn][chance.below(3) as usize]
}

/// Who is likely: the wounded are more often men, families have more children than grown-ups.
fn likely(category: Category, number: u32, party: u32, chance: &mut Chance) -> (Sex, AgeBand) {
    let men_permille = if category == Category::Other { 440 } else { 650 };
    let sex = if chance.hits(men_permille) { Sex::Male } else { Sex::Female };
    let age = if category != Category::Other || party == 1 || number == 0 {
        if chance.hits(160) { AgeBand::Older } else { AgeBand::Adult }
    } else {
        let grown_up_permille = if number == 1 { 750 } else { 220 };
        match (chance.hits(grown_up_permille), chance.hits(300)) {
            (true, old) => {
                if old {
                    AgeBand::Older
                } else {
                    AgeBand::Adult
                }
            }
            (false, infant) => {
                if infant {
                    AgeBand::Infant
                } else {
                    AgeBand::Child
                }
            }
        }
    };
    (sex, age)
}
