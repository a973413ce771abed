//! Which phrases around a verb are who, whom and what.

use std::ops::Range;

use super::clause::Clause;
use super::nouns::first_root;
use super::tree::Parts;

/// Who, whom and what, as indices of words.
pub(crate) type Roles = (
    Option<Range<usize>>,
    Option<Range<usize>>,
    Option<Range<usize>>,
);

impl Clause<'_> {
    /// Who, whom and what of an act; `actor` says who can act.
    pub fn roles(&self, group: usize, actor: &dyn Fn(&Range<usize>) -> bool) -> Roles {
        let main = self.groups[group].main;
        let told = (self.tree.as_ref()).map_or_else(Parts::default, |tree| tree.parts(main));
        let subject = told.subject.or_else(|| self.subject(group));
        if told.passive || self.is_passive(group) {
            let by = told.agent.or_else(|| self.behind(group, &["by"]));
            // "was concerned that …" is no act on anybody.
            let end = self.groups[group].end;
            if by.is_none() && self.words.get(end).is_some_and(|word| word.lower == "that") {
                return (subject, None, None);
            }
            let patient = subject.filter(|range| !range.is_empty());
            return match patient.as_ref().is_some_and(actor) {
                true => (by, patient, None),
                false => (by, None, patient),
            };
        }
        if let Some(whom) = told.recipient.known() {
            return (subject, Some(whom), told.object.known());
        }
        let object = told.object.or_else(|| self.direct_object(group));
        if object.as_ref().is_some_and(actor) {
            let what = self.behind(group, &["with", "of", "about", "over", "for"]);
            return (subject, object, what.filter(|range| !actor(range)));
        }
        let other = self.behind(
            group,
            &[
                "with", "to", "against", "on", "at", "from", "into", "for", "between",
            ],
        );
        let whom = other.filter(actor);
        let whom = whom.or_else(|| self.within_object(group, actor));
        (subject, whom, object)
    }

    /// Somebody farther into the object: "condemned an attack *by soldiers*", "restored full ties
    /// *with* Ostra". Whose thing it is ("of") has nothing done to them.
    fn within_object(
        &self,
        group: usize,
        actor: &dyn Fn(&Range<usize>) -> bool,
    ) -> Option<Range<usize>> {
        let window = self.window(group);
        for at in window.clone() {
            let word = self.words[at].lower.as_str();
            let joins = match word {
                "with" | "to" | "against" | "on" | "at" | "from" | "into" | "for" | "between"
                | "toward" | "towards" => true,
                "by" => first_root(self.words, window.start..at).is_some(),
                _ => false,
            };
            if !joins {
                continue;
            }
            let phrase = self.trimmed(self.run(at + 1, window.end));
            if let Some(phrase) = phrase.filter(actor) {
                return Some(phrase);
            }
        }
        None
    }
}
