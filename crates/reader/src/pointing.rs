//! What an answer is about: the statements of its own report that it answers.
//!
//! An answer either repeats the matter ("denied that it sold the data", "would not say who paid"),
//! or points at it ("denied the allegations"), or only answers ("declined to comment"). In the first
//! case the words decide, in the second the statements before it, in the third those of them that
//! concern whoever answers. Where nothing fits, nothing is pointed at: an answer at the wrong claim
//! is worse than one that stands alone.

use std::collections::BTreeSet;
use std::ops::Range;

use headwater_model::{EntityKind, Stance, Statement, Voice};

use crate::apposed;
use crate::ground::{Ground, owned};
use crate::names::Names;

mod contradiction;
mod matter;
mod party;
#[cfg(test)]
mod tests;

use matter::{Matter, Reach, stems};
use party::Party;

/// Sentences before an answer in which what it answers stands.
const WINDOW: usize = 8;
/// Fewest words that tell something in what an answer can be about.
const FEWEST: usize = 2;
/// Sentences that are near enough to need no name in common.
const NEAR: usize = 3;
/// Most statements that one answer is about.
const MOST: usize = 8;
/// Most statements that are looked at before an answer.
const FARTHEST: usize = 80;
/// The cosine of two meanings from which words that differ are of one matter.
const ALIKE: f32 = 0.65;

/// Gives each answer the statements that it is about, and makes denials of statements by which a
/// voice contradicts what others say of it.
pub(crate) fn point(ground: &Ground<'_>, names: &Names, made: &mut [Statement]) {
    for index in 0..made.len() {
        if let Some(denied) = contradiction::denied(&Report::new(ground, names, made), index) {
            made[index].stance = Stance::Denies;
            made[index].about = Some(denied);
        }
    }
    for index in 0..made.len() {
        if made[index].stance.supports() || made[index].about.is_some() {
            continue;
        }
        let found = Report::new(ground, names, made).answered(index);
        // The nearest is the one that it is about; the others come in text order.
        let mut ids = found.into_iter().map(|at| made[at].id.clone());
        let last = ids.next_back();
        let others = ids.filter(|id| Some(id) != last.as_ref()).collect();
        made[index].also_about = others;
        made[index].about = last;
    }
}

/// A report with its statements in text order.
struct Report<'a> {
    ground: &'a Ground<'a>,
    names: &'a Names,
    made: &'a [Statement],
}

impl<'a> Report<'a> {
    fn new(ground: &'a Ground<'a>, names: &'a Names, made: &'a [Statement]) -> Self {
        Self {
            ground,
            names,
            made,
        }
    }

    /// The statements that the answer is about, in text order, the nearest last.
    fn answered(&self, index: usize) -> Vec<usize> {
        let answer = &self.made[index];
        if let Some(apposed) = self.apposed(index) {
            return vec![apposed];
        }
        let party = Party::of(answer);
        match (Matter::of(self.names, answer), answer.stance) {
            (Matter::Own, _) => self.own(index).into_iter().collect(),
            (Matter::Words(words), stance) => {
                let best = self.of_words(index, &words, &party);
                if best.is_some() || stance == Stance::Questions {
                    return best.into_iter().collect();
                }
                match Matter::pointer_in(answer) {
                    Some(reach) if stance == Stance::Denies && words.len() <= 3 => {
                        self.pointed(index, &party, reach)
                    }
                    _ if stance == Stance::Denies && self.owner(index).is_some() => {
                        self.pointed(index, &party, Reach::Several)
                    }
                    _ => Vec::new(),
                }
            }
            (Matter::Pointer(reach), _) => self.pointed(index, &party, reach),
            (Matter::Before, _) => self.before(index, &party).into_iter().collect(),
            (Matter::Against, _) => self.against(index, &party),
            // What cannot be confirmed is what was said last.
            (Matter::Nothing, Stance::CannotConfirm | Stance::Questions) => {
                self.before(index, &party).into_iter().collect()
            }
            (Matter::Unclear, _) => Vec::new(),
            (Matter::Nothing, _) => {
                let against = self.against(index, &party);
                // Somebody with a name who was not spoken of before is asked about something else.
                let unnamed = self.made[index].voice.entity.is_none();
                match against.is_empty() && unnamed {
                    true => (self.before(index, &party).into_iter())
                        .filter(|&at| !self.made[at].narrator)
                        .collect(),
                    false => against,
                }
            }
        }
    }

    /// "… accused him of theft, claims (that) he denies": what stands before the noun in its sentence.
    fn apposed(&self, index: usize) -> Option<usize> {
        let answer = &self.made[index];
        let source = answer.source.as_ref()?;
        let start = answer.sentence.start;
        let apposed = apposed::ends_in_claim(self.ground.text.get(start..source.start)?);
        (0..index).rev().find(|&at| {
            let one = &self.made[at];
            apposed && one.stance.supports() && one.sentence.start == start
        })
    }

    fn sentence(&self, at: usize) -> usize {
        let start = self.made[at].content[0].start;
        self.ground.sentence_at(start).unwrap_or(0)
    }

    fn passage(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        self.ground
            .sentences
            .get(sentence)
            .map_or(0, |of| of.passage)
    }

    /// What somebody else says before the answer, in text order.
    fn earlier(&self, index: usize, party: &Party) -> Vec<usize> {
        let from = index.saturating_sub(FARTHEST);
        (from..index)
            .filter(|&at| self.made[at].stance.supports() && !party.is(&self.made[at].voice))
            .filter(|&at| self.says_something(at))
            .collect()
    }

    /// Whether it is more than a scrap of a sentence.
    fn says_something(&self, at: usize) -> bool {
        let content = &self.made[at].content[0].text;
        content.split_whitespace().count() >= 3 && stems(content).len() >= FEWEST
    }

    /// Whether it is what the report says in the answer's own sentence: the answer's beginning.
    fn is_remnant(&self, at: usize, index: usize) -> bool {
        let one = &self.made[at];
        one.narrator && one.sentence.start == self.made[index].sentence.start
    }

    /// What the party itself says right before: "did not elaborate".
    fn own(&self, index: usize) -> Option<usize> {
        let voice = &self.made[index].voice;
        let here = self.sentence(index);
        let from = index.saturating_sub(FARTHEST);
        (from..index).rev().find(|&at| {
            let one = &self.made[at];
            one.stance.supports()
                && same_voice(&one.voice, voice)
                && here.saturating_sub(self.sentence(at)) <= NEAR
        })
    }

    /// What was said last, near enough to be meant by "it".
    fn before(&self, index: usize, party: &Party) -> Option<usize> {
        let here = self.sentence(index);
        let passage = self.passage(index);
        let near = |&at: &usize| {
            here.saturating_sub(self.sentence(at)) <= NEAR && self.passage(at) + 1 >= passage
        };
        self.earlier(index, party).into_iter().rev().find(near)
    }

    /// The statement that is most like the words of the answer.
    fn of_words(&self, index: usize, words: &BTreeSet<String>, party: &Party) -> Option<usize> {
        let answer = &self.made[index];
        let mut all = self.earlier(index, party);
        all.retain(|&at| !self.is_remnant(at, index));
        // "skirted a question about the man, who had said that he wanted the seat"
        let inside = answer.sentence.range();
        all.extend((index + 1..self.made.len()).take(NEAR).filter(|&at| {
            let one = &self.made[at];
            one.stance.supports() && inside.contains(&one.content[0].start) && !party.is(&one.voice)
        }));
        let denies = answer.stance == Stance::Denies;
        let names = matter::names(&answer.content[0].text);
        let mut best: Option<(f32, usize)> = None;
        for at in all {
            let one = &self.made[at];
            let content = stems(&one.content[0].text);
            let same_sentence = one.sentence.start == answer.sentence.start;
            let around = match same_sentence {
                true => content.clone(),
                false => stems(&one.sentence.text),
            };
            let shared: Vec<&String> = words.intersection(&around).collect();
            let share = shared.len() as f32 / words.len() as f32;
            let meaning = cosine(&answer.vector, &one.vector);
            let behind = same_sentence && at > index;
            // What somebody will not tell is about a claim only where it is the claim's matter.
            let of_it = denies || 4 * words.intersection(&content).count() >= content.len();
            // A name in common tells whom both are about, not what.
            let named = shared.iter().all(|word| names.contains(*word));
            let fits = (of_it && share > 0.5 && (shared.len() >= 2 || meaning >= 0.4))
                || (denies && !named && share >= 0.5 && meaning >= 0.4)
                || meaning >= ALIKE
                || (behind && meaning >= 0.3);
            let score = share + meaning + f32::from(u8::from(behind));
            if fits && best.is_none_or(|(held, _)| score >= held) {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// What "the allegation" or "the allegations" point at.
    fn pointed(&self, index: usize, party: &Party, reach: Reach) -> Vec<usize> {
        let here = self.sentence(index);
        let passage = self.passage(index);
        let mut earlier = self.earlier(index, party);
        earlier.retain(|&at| !self.is_remnant(at, index));
        earlier.retain(|&at| self.made[at].stance == Stance::Asserts);
        if let Some(owner) = self.owner(index) {
            earlier.retain(|&at| self.made[at].voice.entity.as_deref() == Some(owner));
            return match reach {
                Reach::One => earlier.pop().into_iter().collect(),
                Reach::Several | Reach::Whole => last(earlier),
            };
        }
        let attributed = |&at: &usize| !self.made[at].narrator;
        if reach == Reach::One {
            let near: Vec<usize> = (earlier.into_iter())
                .filter(|&at| here.saturating_sub(self.sentence(at)) <= WINDOW)
                .filter(|&at| self.passage(at) + 2 >= passage)
                .collect();
            let told = |&&at: &&usize| attributed(&at) && self.concerns(at, party);
            let nearest = near.iter().rev();
            let one = (self.spoken_to(index, &near))
                .or_else(|| nearest.clone().find(told))
                .or_else(|| nearest.clone().find(|at| attributed(at)))
                .or_else(|| nearest.clone().next());
            return one.copied().into_iter().collect();
        }
        let first = self.first_passage();
        // Who makes the allegations: whoever accused last, else whoever was heard last.
        let heard = || earlier.iter().rev().filter(|at| attributed(at));
        let accuser = heard()
            .find(|&&at| matter::accuses(&self.made[at].sentence.text))
            .or_else(|| heard().find(|&&at| self.passage(at) + 1 >= passage))
            .map(|&at| &self.made[at].voice);
        let meant = |&at: &usize| {
            let lead = Some(self.passage(at)) == first;
            let close = here.saturating_sub(self.sentence(at)) <= WINDOW || lead;
            let by_accuser = accuser.is_some_and(|voice| same_voice(voice, &self.made[at].voice));
            let told = attributed(&at)
                && (reach == Reach::Whole || by_accuser || self.concerns(at, party));
            close && told
        };
        last(earlier.into_iter().filter(meant).collect())
    }

    /// Whose claims an answer says that it denies: "rejected Low’s allegations".
    fn owner(&self, index: usize) -> Option<&'a str> {
        let answer = &self.made[index];
        let start = (answer.cue.as_ref()).map_or(answer.content[0].start, |cue| cue.start);
        let range = start.min(answer.content[0].start)..answer.content[0].end;
        let text = self.ground.text;
        let mut named = self.names.inside(&range).iter();
        let owner = named.find(|one| {
            let behind = &text[one.range.end..range.end.max(one.range.end)];
            let mut words = owned(behind).unwrap_or_default().split_whitespace().take(3);
            words.any(|word| matter::is_pointer(&word.to_lowercase()))
        });
        owner.map(|one| self.names.entities[one.entity].id.as_str())
    }

    /// Of these statements the one whose matter whoever answers goes on about: "rejected the claim. It said every
    /// door was shut".
    fn spoken_to<'n>(&self, index: usize, near: &'n [usize]) -> Option<&'n usize> {
        let answer = &self.made[index];
        let here = self.sentence(index);
        let goes_on = |&at: &usize| {
            let one = &self.made[at];
            one.stance.supports()
                && same_voice(&one.voice, &answer.voice)
                && self.sentence(at) <= here + 1
                && self.passage(at) == self.passage(index)
        };
        let words: BTreeSet<String> = (index + 1..self.made.len())
            .take(NEAR)
            .filter(goes_on)
            .flat_map(|at| stems(&self.made[at].content[0].text))
            .collect();
        let shared = |at: usize| {
            let content = &self.made[at].content[0].text;
            let names = matter::names(content);
            let common = stems(content);
            let common = common.intersection(&words);
            common.filter(|word| !names.contains(*word)).count()
        };
        let attributed = near.iter().filter(|&&at| !self.made[at].narrator);
        let most = attributed.max_by_key(|&&at| shared(at))?;
        (shared(*most) > 0).then_some(most)
    }

    /// What is said of the party: in the paragraphs right before, else nearby, else where it was
    /// last spoken of.
    fn against(&self, index: usize, party: &Party) -> Vec<usize> {
        let here = self.sentence(index);
        let passage = self.passage(index);
        let all: Vec<usize> = (self.earlier(index, party).into_iter())
            .filter(|&at| self.concerns(at, party) && !self.is_remnant(at, index))
            .collect();
        let among = |near: &dyn Fn(usize) -> bool| -> Vec<usize> {
            all.iter().copied().filter(|&at| near(at)).collect()
        };
        let nearest = all.last().map(|&at| self.passage(at));
        let tiers = [
            among(&|at| self.passage(at) + 1 >= passage),
            among(&|at| here.saturating_sub(self.sentence(at)) <= WINDOW),
            among(&|at| Some(self.passage(at)) == nearest),
        ];
        let found = tiers.into_iter().find(|found| !found.is_empty());
        last(found.unwrap_or_default())
    }

    /// Whether the sentence of the statement speaks of the party.
    fn concerns(&self, at: usize, party: &Party) -> bool {
        let sentence = &self.made[at].sentence;
        party.stands_in(&sentence.text) || party.is_named_in(self.names, &sentence.range())
    }

    /// The paragraph of the first statement.
    fn first_passage(&self) -> Option<usize> {
        let first = self.made.iter().position(|one| one.stance.supports())?;
        Some(self.passage(first))
    }
}

/// The last of them, as many as one answer can be about.
fn last(mut all: Vec<usize>) -> Vec<usize> {
    let extra = all.len().saturating_sub(MOST);
    all.drain(..extra);
    all
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Whether two voices are one by entity, or by name.
fn same_voice(a: &Voice, b: &Voice) -> bool {
    match (&a.entity, &b.entity) {
        (Some(a), Some(b)) => a == b,
        _ => a.name.is_some() && a.name == b.name,
    }
}

/// The words of the range that no outlet's name has: "from The Daily Post" is whoever asked.
fn without_outlets(names: &Names, range: &Range<usize>, text: &str) -> String {
    let mut words = text.to_owned();
    for mention in names.inside(range).iter().rev() {
        if names.kind(mention) == EntityKind::Media {
            let here = mention.range.start - range.start..mention.range.end - range.start;
            if words.get(here.clone()).is_some() {
                words.replace_range(here, "");
            }
        }
    }
    words
}
