//! PETRARCH's dictionaries of actors and agents: words of a phrase to a code.

/// Upper-case words of a text, as the dictionaries have them: "U.S." is `US`, "won't" is `WO N'T`.
pub fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '_' | ',' | '(' | ')' | '"'));
    for part in parts {
        let part = part.trim_matches(|c: char| matches!(c, '.' | ';' | ':' | '?' | '!' | '`'));
        let mut word = part.replace(['.', '’'], "'").to_uppercase();
        if part.contains('.') {
            word = part.replace('.', "").to_uppercase();
        }
        for (ending, keep) in [("N'T", true), ("'S", false), ("'", false)] {
            if let Some(stem) = word.strip_suffix(ending) {
                let stem = stem.to_owned();
                words.extend((!stem.is_empty()).then_some(stem));
                word = if keep {
                    ending.to_owned()
                } else {
                    String::new()
                };
                break;
            }
        }
        words.extend((!word.is_empty()).then_some(word));
    }
    words
}

/// A code with the days on which it holds, as `YYYYMMDD`.
struct Dated {
    codes: Vec<String>,
    from: u32,
    to: u32,
}

struct Actor {
    /// Words, and whether others may stand between them.
    names: Vec<(Vec<String>, bool)>,
    codes: Vec<Dated>,
}

struct Agent {
    words: Vec<String>,
    code: String,
}

/// Actors and agents.
pub struct Names {
    actors: Vec<Actor>,
    agents: Vec<Agent>,
}

/// What a phrase is by the dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Codes of the actor; several for an alliance.
    pub actors: Vec<String>,
    /// Codes of the agents, with `~` for the actor's place, and where they end in the phrase.
    pub agents: Vec<String>,
}

/// Lines without comments and blank ends; indented ones keep their indent.
pub fn lines(table: &str) -> impl Iterator<Item = &str> {
    let mut comment = false;
    table.lines().filter_map(move |line| {
        if line.contains("<!") {
            comment = true;
        }
        if comment {
            comment = !line.contains("->");
            return None;
        }
        let line = line.split('#').next().unwrap_or("").trim_end();
        (!line.is_empty()).then_some(line)
    })
}

fn name(text: &str) -> (Vec<String>, bool) {
    let text = text.trim().trim_end_matches('_');
    (words_of(text), text.trim().contains(' '))
}

fn day(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok()?;
    Some(match digits.len() {
        6 if number < 300_000 => 20_000_000 + number,
        6 => 19_000_000 + number,
        _ => number,
    })
}

fn dated(text: &str) -> Dated {
    let text = text.trim().trim_start_matches('[');
    let text = text.split(']').next().unwrap_or("").trim();
    let (code, rest) = text.split_at(text.find([' ', '<', '>']).unwrap_or(text.len()));
    let (mut from, mut to) = (0, u32::MAX);
    if rest.contains('<') {
        to = day(rest).unwrap_or(to);
    } else if rest.contains('>') {
        from = day(rest).unwrap_or(from);
    } else if let Some((first, last)) = rest.split_once('-') {
        from = day(first).unwrap_or(from);
        to = day(last).unwrap_or(to);
    }
    let codes = code.split('/').map(|code| code.to_uppercase()).collect();
    Dated { codes, from, to }
}

impl Names {
    pub fn read(actors: &str, agents: &str) -> Self {
        let mut names = Self {
            actors: Vec::new(),
            agents: Vec::new(),
        };
        for line in lines(actors) {
            let (before, code) = line.split_at(line.find('[').unwrap_or(line.len()));
            if let Some(other) = before.strip_prefix('+') {
                if let Some(actor) = names.actors.last_mut() {
                    actor.names.push(name(other));
                }
            } else if !before.trim().is_empty() {
                names.actors.push(Actor {
                    names: vec![name(before)],
                    codes: Vec::new(),
                });
            }
            if let Some(actor) = names.actors.last_mut()
                && !code.is_empty()
            {
                actor.codes.push(dated(code));
            }
        }
        names.read_agents(agents);
        names
    }

    fn read_agents(&mut self, agents: &str) {
        let mut sets: Vec<(String, Vec<String>)> = Vec::new();
        for line in lines(agents) {
            if let Some((set, members)) = line.split_once('=') {
                let members = members.split(',').map(|word| word.trim().to_owned());
                sets.push((set.trim().to_owned(), members.collect()));
                continue;
            }
            let Some((before, code)) = line.split_once('[') else {
                continue;
            };
            let code = code.split(']').next().unwrap_or("").trim().to_owned();
            let (own, plural) = match before.split_once('{') {
                Some((own, plural)) => (own, Some(plural.trim().trim_end_matches('}').trim())),
                None => (before, None),
            };
            let own = own.trim();
            let mut forms = vec![own.to_owned()];
            for (set, members) in sets.iter().filter(|(set, _)| own.contains(set.as_str())) {
                forms = members
                    .iter()
                    .map(|word| own.replace(set.as_str(), word))
                    .collect();
            }
            match plural {
                Some(plural) => forms.extend(plural.split(' ').map(str::to_owned)),
                None => {
                    let all: Vec<String> = forms.iter().map(|form| plural_of(form)).collect();
                    forms.extend(all);
                }
            }
            for form in forms.iter().filter(|form| !form.is_empty()) {
                self.agents.push(Agent {
                    words: words_of(form),
                    code: code.clone(),
                });
            }
        }
    }

    /// The first actor that words name on a day, and all agents among them.
    pub fn named(&self, words: &[String], date: u32) -> Named {
        let mut named = Named::default();
        let mut at = 0;
        while at < words.len() {
            let agent = self
                .agents
                .iter()
                .filter(|agent| words[at..].starts_with(&agent.words));
            let actor = self.actor(&words[at..], date);
            let agent = agent.max_by_key(|agent| agent.words.len());
            let lengths = (
                actor.map_or(0, |(length, _)| length),
                agent.map_or(0, |agent| agent.words.len()),
            );
            if lengths.0 >= lengths.1
                && let Some((length, codes)) = actor
            {
                if named.actors.is_empty() {
                    named.actors = codes.to_vec();
                }
                at += length;
            } else if let Some(agent) = agent {
                named.agents.push(agent.code.clone());
                at += agent.words.len();
            } else {
                at += 1;
            }
        }
        named
    }

    fn actor(&self, words: &[String], date: u32) -> Option<(usize, &[String])> {
        let all = self.actors.iter().flat_map(|actor| {
            let names = actor.names.iter();
            names.filter_map(move |(name, gaps)| Some((begins(words, name, *gaps)?, actor)))
        });
        let (length, actor) = all.max_by_key(|(length, _)| *length)?;
        let open = |dated: &&Dated| (dated.from, dated.to) == (0, u32::MAX);
        let holds = |dated: &&Dated| !open(dated) && (dated.from..=dated.to).contains(&date);
        let mut codes = actor.codes.iter();
        let dated = codes.clone().find(holds).or_else(|| codes.find(open))?;
        Some((length, &dated.codes))
    }
}

/// How many words a name takes at their start; up to two others may stand where it has a blank.
fn begins(words: &[String], name: &[String], gaps: bool) -> Option<usize> {
    let mut at = 0;
    for (place, part) in name.iter().enumerate() {
        let most = if gaps && place > 0 { 2 } else { 0 };
        let ahead = words.get(at..)?.iter().take(most + 1);
        at += ahead.clone().position(|word| word == part)? + 1;
    }
    (at > 0).then_some(at)
}

/// "SOLDIERS", "MINISTRIES", "CONGRESSES".
pub fn plural_of(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('Y')
        && !stem.ends_with(['A', 'E', 'O'])
    {
        return format!("{stem}IES");
    }
    match word.ends_with('S') {
        true => format!("{word}ES"),
        false => format!("{word}S"),
    }
}

/// An actor's code with those of its agents, each but once; `---` where no actor is named.
pub fn joined(actor: &str, agents: &[String]) -> String {
    let mut code = actor.to_owned();
    for agent in agents {
        let own: String = agent.replace('~', "");
        if own
            .as_bytes()
            .chunks(3)
            .all(|part| code.as_bytes().chunks(3).any(|has| has == part))
        {
            continue;
        }
        code = match agent.ends_with('~') {
            true => own + &code,
            false => code + &own,
        };
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTORS: &str = "\
<!-- a
comment -->
KELL_LAND [KEL] # typed
+KELLISH
MOSS
\t[MOSGOV 20000101-20001231]
\t[MOSELI > 20010101]
TWIN ISLES  [ONE/TWO]
";
    const AGENTS: &str = "\
!PERSON! = MAN, WOMEN
POLICE {} [~COP]
MINISTRY [~GOV]
AID_WORKER [NGO~]
CHAIR!PERSON! [~ELI]
";

    fn code(text: &str, date: u32) -> Vec<String> {
        let names = Names::read(ACTORS, AGENTS);
        let named = names.named(&words_of(text), date);
        let actors = named.actors.iter();
        actors.map(|actor| joined(actor, &named.agents)).collect()
    }

    #[test]
    fn actors_take_their_agents_and_their_day() {
        assert_eq!(code("the Kellish police", 0), ["KELCOP"]);
        assert_eq!(code("ministries of Kell-land", 0), Vec::<String>::new());
        assert_eq!(code("ministries of Kell Land", 0), ["KELGOV"]);
        assert_eq!(code("Kellish aid workers", 0), ["NGOKEL"]);
        assert_eq!(code("Kellish chairwomen", 0), ["KELELI"]);
        assert_eq!(code("Moss", 20_000_606), ["MOSGOV"]);
        assert_eq!(code("Moss", 20_020_606), ["MOSELI"]);
        assert_eq!(code("the Twin blue Isles", 0), ["ONE", "TWO"]);
    }

    #[test]
    fn a_code_is_not_said_twice() {
        assert_eq!(joined("KELGOV", &["~GOV".to_owned()]), "KELGOV");
        assert_eq!(words_of("won't, U.S. Moss's"), ["WO", "N'T", "US", "MOSS"]);
    }
}
