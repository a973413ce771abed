//! Acts that a verb tells with what stands around it, where no row of a table can say so.

use headwater_model::EventRoot as Root;

use super::code::Coded;
use super::nouns::{first_root, outlaws, protests};
use super::own::Around;
use super::table::Closed;
use super::words::is_date;

/// Where words attack.
const SPEECH: [&str; 7] = [
    "speech",
    "interview",
    "statement",
    "editorial",
    "remarks",
    "tweet",
    "debate",
];

/// How they are taken that displease.
const ANGRY: [&str; 15] = [
    "angrily",
    "furiously",
    "bitterly",
    "coolly",
    "coldly",
    "warily",
    "sharply",
    "anger",
    "fury",
    "outrage",
    "scepticism",
    "skepticism",
    "disbelief",
    "dismay",
    "alarm",
];

/// How they are taken that please.
const PLEASED: [&str; 6] = [
    "warmly",
    "positively",
    "favourably",
    "favorably",
    "enthusiastically",
    "joy",
];

impl Around<'_> {
    pub(super) fn phrase(&self) -> Option<Coded> {
        let key = self.group.key;
        let subject = || self.words(&self.subject);
        match key {
            // "called him to congratulate him"
            "call" | "phone" | "telephone" | "meet" => {
                let purpose = self.purpose();
                purpose.filter(|(root, _)| *root == Root::Support)
            }
            "clash" | "fight" | "battle" if protests(subject()) => Some((Root::Protest, "145")),
            // "attacked them in a speech", "launched an attack on them in an interview"
            "attack" | "blast" | "hit" | "assail" if self.says(&SPEECH) => {
                Some((Root::Accuse, "111"))
            }
            "launch" | "mount" | "lead" if self.assaults() && self.says(&SPEECH) => {
                Some((Root::Accuse, "111"))
            }
            // "is holding six oil workers for ransom"
            "hold" if self.says(&["ransom", "hostage"]) => Some((Root::Assault, "181")),
            // "rebels seized two nurses": who has no office arrests nobody.
            "seize" | "hold" | "detain" | "capture" | "take"
                if outlaws(subject()) && self.holds(&self.object, "prisoner") =>
            {
                Some((Root::Assault, "181"))
            }
            // "the fighting left ten dead"
            "leave" if self.says(&["dead", "wounded", "injured", "maimed"]) => {
                Some((Root::Assault, "180"))
            }
            "blow_up" if self.says(&["himself", "herself", "themselves", "itself"]) => {
                Some((Root::Assault, "183"))
            }
            "gather" | "rally" | "assemble" | "converge" => self.gathered(),
            // "the talks ended without a deal"
            "end" | "conclude" | "finish" | "resume" | "open" | "begin" | "start"
                if self.has_no_object() && self.holds(&self.subject, "talks") =>
            {
                Some((Root::Consult, "040"))
            }
            // "reacted angrily to the verdict", "responded warmly"
            "react" | "respond" | "reply" if self.says(&ANGRY) => Some((Root::Accuse, "111")),
            "react" | "respond" | "reply" if self.says(&PLEASED) => Some((Root::Support, "051")),
            // "the junta dissolved itself", "disbanded his militia"
            "dissolve" | "disband" if !self.group.passive && self.of_its_own() => {
                Some((Root::Yield, "080"))
            }
            // "fired two test missiles"
            "fire" | "launch" if !self.group.passive && self.says(&["test", "tests"]) => {
                Some((Root::Mobilize, "150"))
            }
            // "granted $5 million"
            "grant" | "release" | "approve" | "give" | "provide" | "send" if self.money() => {
                Some((Root::Aid, "071"))
            }
            // "flew to Ostra to help", not to talk
            "fly" | "fly_to" | "travel" | "travel_to" | "go_to" | "rush" | "arrive" => {
                let purpose = self.purpose();
                purpose.filter(|(root, _)| *root == Root::Aid)
            }
            // Who works walks out in protest, who talks to refuse.
            "walk_out" if protests(subject()) => Some((Root::Protest, "143")),
            "send" | "deploy" | "dispatch" | "station" if self.helps() => Some((Root::Aid, "074")),
            _ => None,
        }
    }

    fn assaults(&self) -> bool {
        first_root(self.clause.words, self.object.clone())
            .is_some_and(|(root, _)| root == Root::Assault)
    }

    /// "gathered in the square to denounce …", "troops were gathering outside the town"
    fn gathered(&self) -> Option<Coded> {
        if self.group.key != "rally" && self.holds(&self.subject, "troops") {
            return Some((Root::Mobilize, "154"));
        }
        match self.purpose()?.0 {
            Root::Accuse | Root::Request | Root::Protest => Some((Root::Protest, "141")),
            _ => None,
        }
    }

    fn has_no_object(&self) -> bool {
        let next = self.clause.words.get(self.group.end);
        !self.group.passive && next.is_none_or(|next| next.is(Closed::Preposition) || is_date(next))
    }

    fn of_its_own(&self) -> bool {
        let next = self.clause.words.get(self.group.end);
        next.is_some_and(|next| {
            matches!(
                next.lower.as_str(),
                "itself" | "themselves" | "his" | "her" | "its" | "their"
            )
        })
    }

    fn money(&self) -> bool {
        let mut object = self.words(&self.object).iter();
        object.any(|word| {
            matches!(
                word.lower.as_str(),
                "$" | "€" | "£" | "dollars" | "euros" | "pounds"
            )
        })
    }

    /// Soldiers and experts who are sent to help.
    fn helps(&self) -> bool {
        let end = self.clause.words.len().min(self.group.end + 40);
        matches!(self.purpose(), Some((Root::Aid, _)))
            || self.holds(&(self.group.start..end), "relief-work")
    }
}
