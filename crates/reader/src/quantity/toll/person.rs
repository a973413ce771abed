//! Who is who among the people that a text tells of.

use headwater_model::Role;

use super::mention::{How, Mention};

/// For how many sentences "he" and "the victim" may mean somebody.
const REACH: usize = 10;
/// Most people that are kept.
const MOST: usize = 128;

/// Somebody of whom the text tells.
#[derive(Clone, Debug, Default)]
struct Person {
    name: Option<String>,
    first: Option<String>,
    age: Option<u32>,
    sex: Option<char>,
    is_child: Option<bool>,
    noun: Option<String>,
    role: Option<Role>,
    is_other: bool,
    is_joined: bool,
    /// The last sentence that tells of them, and the last that does so in full.
    last: usize,
    full: Option<usize>,
}

/// The people met so far.
#[derive(Debug, Default)]
pub(super) struct People(Vec<Person>);

impl People {
    /// Whether somebody has this family or first name.
    pub fn knows(&self, name: &str) -> bool {
        let is_known = |known: &Option<String>| known.as_deref() == Some(name);
        (self.0.iter()).any(|one| is_known(&one.name) || is_known(&one.first))
    }

    /// Takes a mention in, as somebody known or as a new person.
    pub fn meet(&mut self, mention: &Mention, sentence: usize) {
        if mention.count != 1 || mention.is_apposed {
            return;
        }
        let known = match mention.how {
            How::Known => self.of_known(mention, sentence),
            _ => self.same(mention, sentence),
        };
        match known {
            Some(at) => self.0[at].learn(mention, sentence),
            None if (mention.how == How::Known && !mention.may_be_new) || self.0.len() == MOST => {}
            None => {
                let mut person = Person::default();
                person.learn(mention, sentence);
                self.0.push(person);
            }
        }
    }

    /// The one whom "he", "the boy" or "the victim" means.
    fn of_known(&self, mention: &Mention, sentence: usize) -> Option<usize> {
        let near = |one: &Person| sentence - one.last <= REACH && one.fits(mention);
        let newest = |test: &dyn Fn(&Person) -> bool| {
            let found = self
                .0
                .iter()
                .enumerate()
                .rev()
                .filter(|(_, one)| near(one) && test(one));
            found.max_by_key(|(_, one)| one.last).map(|(at, _)| at)
        };
        let is_hurt = |one: &Person| one.role.is_some();
        newest(&|one| is_hurt(one) && mention.noun.is_some() && one.noun == mention.noun)
            .or_else(|| newest(&is_hurt))
            .or_else(|| newest(&|one| mention.noun.is_none() || one.noun == mention.noun))
    }

    /// The one whom a full mention means: of the same name, or of the same age, or somebody whose
    /// name and age were not told.
    fn same(&self, mention: &Mention, sentence: usize) -> Option<usize> {
        let all = || self.0.iter().enumerate();
        if let Some(name) = &mention.name
            && let Some((at, _)) =
                all().find(|(_, one)| one.is_named(name, mention) && one.agrees_in_age(mention))
        {
            return Some(at);
        }
        // Somebody with a name and no fate is not whom a fate is told of without a name.
        let is_stranger = |one: &Person| {
            (one.name.is_some() && one.role.is_none() && mention.name.is_none())
                || (mention.name.is_some() && mention.role.is_none() && one.role.is_some())
        };
        let may_be = |one: &Person| {
            one.fits(mention)
                && (one.name.is_none() || mention.name.is_none())
                && one.agrees_in_age(mention)
                && !is_stranger(one)
        };
        let is_open = |one: &Person| {
            may_be(one)
                && (mention.is_identified || one.full != Some(sentence))
                && (!mention.is_other || one.is_other || mention.name.is_some())
                && !(one.role == Some(Role::Killed) && mention.role == Some(Role::Injured))
        };
        let is_aged = |one: &Person| mention.age.is_some() && one.age == mention.age && may_be(one);
        let is_alike =
            |one: &Person| is_open(one) && mention.noun.is_some() && one.noun == mention.noun;
        let tests: [&dyn Fn(&Person) -> bool; 5] = [
            &|one| is_aged(one) && one.role.is_some(),
            &|one| is_open(one) && one.role.is_some() && one.role == mention.role,
            &|one| is_open(one) && one.role.is_some() && mention.role.is_some(),
            &is_aged,
            &is_alike,
        ];
        tests
            .iter()
            .find_map(|test| all().find(|(_, one)| test(one)))
            .map(|(at, _)| at)
    }

    /// How many of them have this fate. Whoever has no age beside their name may be somebody
    /// counted already ("a teenager", "the third grader"), and counts only where nobody else does.
    pub fn of(&self, role: Role) -> u32 {
        let all = || self.0.iter().filter(|one| one.role == Some(role));
        let aged = all()
            .filter(|one| one.age.is_some() || one.is_joined)
            .count();
        let count = aged.max(usize::from(all().next().is_some()));
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

impl Person {
    fn learn(&mut self, mention: &Mention, sentence: usize) {
        self.name = self.name.take().or_else(|| mention.name.clone());
        self.first = self.first.take().or_else(|| mention.first.clone());
        self.age = self.age.or(mention.age);
        self.sex = self.sex.or(mention.sex);
        self.is_child = self.is_child.or(mention.is_child);
        self.noun = self.noun.take().or_else(|| mention.noun.clone());
        self.is_other |= mention.is_other;
        self.is_joined |= mention.is_joined;
        self.last = sentence;
        if mention.how != How::Known {
            self.full = Some(sentence);
        }
        let rank = |role: Option<Role>| match role {
            Some(Role::Killed) => 3,
            Some(Role::Injured) => 2,
            Some(Role::Harmed) => 1,
            _ => 0,
        };
        if rank(mention.role) > rank(self.role) {
            self.role = mention.role;
        }
    }

    fn is_named(&self, name: &str, mention: &Mention) -> bool {
        let is_first = mention.first.is_none() && self.first.as_deref() == Some(name);
        is_first
            || self.name.as_deref() == Some(name)
                && (self.first.is_none() || mention.first.is_none() || self.first == mention.first)
    }

    fn agrees_in_age(&self, mention: &Mention) -> bool {
        self.age.is_none() || mention.age.is_none() || self.age == mention.age
    }

    /// Whether nothing that is known of both speaks against it.
    fn fits(&self, mention: &Mention) -> bool {
        let agree = |a: Option<char>, b: Option<char>| a.is_none() || b.is_none() || a == b;
        let ages = self.is_child.is_none()
            || mention.is_child.is_none()
            || self.is_child == mention.is_child;
        agree(self.sex, mention.sex) && ages
    }
}
