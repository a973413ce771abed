use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde::Deserialize;
use tokenizers::Tokenizer;

use crate::certainty::{Certainty, Sentences};
use crate::crf::{Crf, CrfTables};
use crate::features::{self, Passage, Window};
use crate::linear::Linear;
use crate::links::{End, Links, Relation};
use crate::spans::{Encoding, EntitySpan, EntityTag, Role, RoleSpan};
use crate::stored::Stored;
use crate::syntax::{Node, Syntax};
use crate::transformer::{Room, States, Transformer};
use crate::words::WordVectors;

/// What can go wrong in encoding.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The model's files do not fit together.
    #[error("the model is broken ({what}); reinstall headwater or run training/ again")]
    Model {
        /// Which part, and why.
        what: String,
    },
    /// The tokenizer refused the text.
    #[error("the tokenizer failed: {0}")]
    Tokenizer(String),
    /// A passage lies outside the text or splits a character.
    #[error("passage {range:?} is no piece of a text of {length} bytes")]
    Passage {
        /// The bytes asked for.
        range: Range<usize>,
        /// Length of the text.
        length: usize,
    },
}

/// Which of the two trained networks reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weights {
    /// Six layers: finds more.
    #[default]
    Full,
    /// Two layers that learnt from the six: reads several times as many reports a second.
    Fast,
}

/// The network with its tokenizer and tables.
pub struct Encoder {
    tokenizer: Tokenizer,
    /// Most word pieces that pass through the network together.
    window: usize,
    vectors: WordVectors,
    network: Transformer,
    /// The layer that the head of certainty sees beside the last.
    middle: usize,
    tags: Taggers,
    attribution: Crf,
    entity: Crf,
    links: Links,
    link: Linear,
    meaning: Arc<Linear>,
    alignment: Arc<Linear>,
    certainty: Certainty,
    /// Nothing with the fast network, which would spend a sixth of its time on it.
    syntax: Option<Syntax>,
    /// Memory to work in, lent for as long as a report takes.
    rooms: Mutex<Vec<Room>>,
}

/// What makes scores of tags of a word's state.
struct Taggers {
    attribution: Linear,
    entity: Linear,
}

/// The files of one of the two networks.
struct Files {
    network: &'static [u8],
    tables: &'static [u8],
    heads: &'static [u8],
    certainty: &'static [u8],
    syntax: Option<&'static [u8]>,
    alignment: &'static [u8],
}

/// `models/full.json` and `models/fast.json`.
#[derive(Deserialize)]
struct Tables {
    heads: usize,
    extras_at: usize,
    middle: usize,
    attribution_tags: Vec<String>,
    entity_tags: Vec<String>,
    attribution_steps: Vec<Vec<f32>>,
    entity_steps: Vec<Vec<f32>>,
    link_width: usize,
    distance: Vec<Vec<f32>>,
    nobody: Vec<f32>,
}

static FULL: Files = Files {
    network: include_bytes!("../../../models/full.safetensors"),
    tables: include_bytes!("../../../models/full.json"),
    heads: include_bytes!("../../../models/full.heads.safetensors"),
    certainty: include_bytes!("../../../models/full.certainty.safetensors"),
    syntax: Some(include_bytes!("../../../models/full.syntax.safetensors")),
    alignment: include_bytes!("../../../models/full.alignment.safetensors"),
};
static FAST: Files = Files {
    network: include_bytes!("../../../models/fast.safetensors"),
    tables: include_bytes!("../../../models/fast.json"),
    heads: include_bytes!("../../../models/fast.heads.safetensors"),
    certainty: include_bytes!("../../../models/fast.certainty.safetensors"),
    syntax: None,
    alignment: include_bytes!("../../../models/fast.alignment.safetensors"),
};
static TOKENIZER: &[u8] = include_bytes!("../../../models/tokenizer.json");
static WORDS: &[u8] = include_bytes!("../../../models/words.safetensors");

impl Encoder {
    /// The encoder with weights that are part of this binary; loaded at first use, once.
    ///
    /// # Errors
    /// When the embedded model is broken, which a test of this crate rules out.
    pub fn embedded(weights: Weights) -> Result<&'static Self, &'static EncoderError> {
        type Loaded = LazyLock<Result<Encoder, EncoderError>>;
        static LARGE: Loaded = LazyLock::new(|| Encoder::new(&FULL, features::WINDOW));
        static SMALL: Loaded = LazyLock::new(|| Encoder::new(&FAST, features::SHORT_WINDOW));
        match weights {
            Weights::Full => LARGE.as_ref(),
            Weights::Fast => SMALL.as_ref(),
        }
    }

    /// The tokenizer loads beside all else: somebody waits for the first reading.
    fn new(files: &'static Files, window: usize) -> Result<Self, EncoderError> {
        std::thread::scope(|scope| {
            let tokenizer = scope.spawn(tokenizer);
            let tables: Tables = serde_json::from_slice(files.tables)
                .map_err(|error| broken("the tables", error))?;
            let network = Stored::new("the network", files.network)?;
            let transformer = Transformer::new(&network, tables.heads, tables.extras_at)?;
            let vectors = WordVectors::new(WORDS)?;
            if transformer.longest() < window
                || transformer.layers() <= tables.middle
                || transformer.width() != vectors.width()
            {
                return Err(network.wrong("it does not fit its tables"));
            }
            let heads = Stored::new("heads.safetensors", files.heads)?;
            let alignment = Stored::new("alignment.safetensors", files.alignment)?;
            let attribution = CrfTables {
                names: tables.attribution_tags,
                steps: tables.attribution_steps,
            };
            let entity = CrfTables {
                names: tables.entity_tags,
                steps: tables.entity_steps,
            };
            let tags = Taggers {
                attribution: Linear::new(&network, "attribution")?,
                entity: Linear::new(&network, "entity")?,
            };
            Ok(Self {
                vectors,
                network: transformer,
                middle: tables.middle,
                tags,
                window,
                attribution: Crf::new(attribution),
                entity: Crf::new(entity),
                links: Links {
                    width: tables.link_width,
                    distance: tables.distance,
                    nobody: tables.nobody,
                },
                link: Linear::new(&heads, "link")?,
                meaning: Arc::new(Linear::new(&heads, "meaning")?),
                alignment: Arc::new(Linear::new(&alignment, "alignment")?),
                certainty: Certainty::new(files.certainty)?,
                syntax: files.syntax.map(Syntax::new).transpose()?,
                rooms: Mutex::default(),
                tokenizer: (tokenizer.join())
                    .map_err(|_| broken("tokenizer.json", "loading it failed"))??,
            })
        })
    }

    /// Reads the passages of one report's text.
    ///
    /// ```
    /// use headwater_encoder::{Encoder, Passage, Role, Weights};
    /// let text = "The harbour is open, the minister said on Monday.";
    /// let passage = Passage { range: 0..text.len(), headline: false };
    /// let encoding = Encoder::embedded(Weights::Full).unwrap().encode(text, &[passage])?;
    /// let source = encoding.roles.iter().find(|span| span.role == Role::Source);
    /// assert_eq!(&text[source.unwrap().range.clone()], "the minister");
    /// # Ok::<(), headwater_encoder::EncoderError>(())
    /// ```
    ///
    /// # Errors
    /// When a passage is no piece of the text.
    pub fn encode(&self, text: &str, passages: &[Passage]) -> Result<Encoding, EncoderError> {
        let mut encoding = Encoding {
            meaning: Some(Arc::clone(&self.meaning)),
            alignment: Some(Arc::clone(&self.alignment)),
            ..Encoding::default()
        };
        let rooms = || self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = rooms().pop().unwrap_or_default();
        let windows = features::windows(&self.tokenizer, text, passages, self.window)?;
        let count = |of: fn(&Window) -> usize| windows.iter().map(of).sum::<usize>();
        let width = self.network.width();
        encoding
            .hidden
            .reserve(width * count(|window| window.ids.len()));
        encoding
            .middle
            .reserve(width * count(|window| window.first.len()));
        for window in windows {
            let states = self.run(&window, &mut room)?;
            self.read_window(window, states, &mut encoding);
        }
        rooms().push(room);
        Ok(encoding)
    }

    /// Sentences (bytes) of a text that was encoded, ready to be asked what happens in them and how
    /// certain it is.
    ///
    /// ```
    /// use headwater_encoder::{Encoder, Passage, Scale, Weights};
    /// let text = "The ferry sank on Monday. The minister did not resign.";
    /// let encoder = Encoder::embedded(Weights::Full).unwrap();
    /// let passage = Passage { range: 0..text.len(), headline: false };
    /// let encoding = encoder.encode(text, &[passage])?;
    /// let (first, second) = (0..25, 26..text.len());
    /// let sentences = encoder.sentences(&encoding, &[first.clone(), second.clone()])?;
    /// let sank = sentences.predicate(&[first]).unwrap();
    /// let resign = sentences.predicate(&[second]).unwrap();
    /// assert_eq!([&text[sank.clone()], &text[resign.clone()]], ["sank", "resign"]);
    /// assert!(sentences.certainty(&sank, Scale::Author) > Some(2.0));
    /// assert!(sentences.certainty(&resign, Scale::Author) < Some(-1.0));
    /// # Ok::<(), headwater_encoder::EncoderError>(())
    /// ```
    ///
    /// # Errors
    /// When `encoding` is not one of this encoder's.
    pub fn sentences<'a>(
        &'a self,
        encoding: &'a Encoding,
        sentences: &[Range<usize>],
    ) -> Result<Sentences<'a>, EncoderError> {
        Sentences::new(&self.certainty, encoding, sentences)
    }

    /// The trees of sentences (bytes) of a text that was encoded: which word each word belongs to. The
    /// fast network draws none: all are empty.
    ///
    /// ```
    /// use headwater_encoder::{Encoder, Passage, Weights};
    /// let text = "The minister closed the port.";
    /// let encoder = Encoder::embedded(Weights::Full).unwrap();
    /// let passage = Passage { range: 0..text.len(), headline: false };
    /// let encoding = encoder.encode(text, &[passage])?;
    /// let tree = encoder.trees(text, &encoding, &[0..text.len()])?.remove(0);
    /// let told: Vec<_> = (tree.iter())
    ///     .map(|node| (&text[node.range.clone()], node.relation, node.head))
    ///     .collect();
    /// assert_eq!(told[1], ("minister", "nsubj", Some(2)));
    /// assert_eq!(told[2], ("closed", "root", None));
    /// # Ok::<(), headwater_encoder::EncoderError>(())
    /// ```
    ///
    /// # Errors
    /// When `encoding` is not one of this encoder's.
    pub fn trees(
        &self,
        text: &str,
        encoding: &Encoding,
        sentences: &[Range<usize>],
    ) -> Result<Vec<Vec<Node>>, EncoderError> {
        match &self.syntax {
            Some(syntax) => syntax.trees(text, encoding, sentences),
            None => Ok(vec![Vec::new(); sentences.len()]),
        }
    }

    /// Runs one window.
    fn run(&self, window: &Window, room: &mut Room) -> Result<States, EncoderError> {
        let words = self.vectors.of(&window.ids)?;
        let extras = [&window.shapes, &window.quotes, &window.places].map(Vec::as_slice);
        Ok(self.network.read(words, extras, self.middle, room))
    }

    fn read_window(&self, window: Window, states: States, encoding: &mut Encoding) {
        let first_word = encoding.words.len();
        let bytes = |start: usize, end: usize| {
            window.words[start].range.start..window.words[end - 1].range.end
        };

        let width = self.network.width();
        let of_words = |states: &[f32]| -> Vec<f32> {
            let rows = window.first.iter();
            let rows = rows.flat_map(|first| &states[first * width..(first + 1) * width]);
            rows.copied().collect()
        };
        let words = of_words(&states.last);
        for run in self.entity.decode(&self.tags.entity.of_rows(&words)) {
            let tag = match run.name.as_str() {
                "PER" => EntityTag::Person,
                "ORG" => EntityTag::Organisation,
                "LOC" => EntityTag::Location,
                _ => EntityTag::Other,
            };
            let range = bytes(run.start, run.end);
            encoding.entities.push(EntitySpan {
                tag,
                range,
                probability: run.probability,
            });
        }

        let first_role = encoding.roles.len();
        let scores = self.tags.attribution.of_rows(&words);
        for run in self.attribution.decode(&scores) {
            let role = match run.name.as_str() {
                "source" => Role::Source,
                "cue" => Role::Cue,
                _ => Role::Content,
            };
            encoding.roles.push(RoleSpan {
                role,
                words: first_word + run.start..first_word + run.end,
                range: bytes(run.start, run.end),
                probability: run.probability,
                link: None,
            });
        }
        let vector = |word: usize, columns: Range<usize>| {
            let state = &words[(word - first_word) * width..][..width];
            self.link.of_sum(state, 1, columns)
        };
        self.link_roles(&mut encoding.roles[first_role..], first_role, &vector);

        encoding.middle.extend(of_words(&states.middle));
        // All pieces but [CLS] and [SEP].
        let inside = 1..window.ids.len() - 1;
        let base = encoding.hidden.len() / width;
        let firsts = window.first.iter();
        encoding
            .first
            .extend(firsts.map(|first| base + first - inside.start));
        let inside = &states.last[inside.start * width..inside.end * width];
        encoding.hidden.extend_from_slice(inside);
        encoding.words.extend(window.words);
    }

    /// Points each content of a window at its cue and each cue at its source. `vector` gives some
    /// numbers of a word's link vector.
    fn link_roles(
        &self,
        roles: &mut [RoleSpan],
        first_role: usize,
        vector: &dyn Fn(usize, Range<usize>) -> Vec<f32>,
    ) {
        for (from_role, to_role, relation) in [
            (Role::Content, Role::Cue, Relation::ContentCue),
            (Role::Cue, Role::Source, Relation::CueSource),
        ] {
            let of = |role: Role| {
                roles
                    .iter()
                    .enumerate()
                    .filter(move |(_, span)| span.role == role)
            };
            let end = |span: &RoleSpan, columns: Range<usize>| End {
                word: span.words.start,
                vector: vector(span.words.start, columns),
            };
            let to_index: Vec<usize> = of(to_role).map(|(index, _)| index).collect();
            if to_index.is_empty() {
                continue;
            }
            let (query, key) = (self.links.query(relation), self.links.key(relation));
            let tos: Vec<End> = (of(to_role).map(|(_, span)| end(span, key.clone()))).collect();
            let found: Vec<(usize, Option<(usize, f32)>)> = of(from_role)
                .map(|(index, span)| {
                    let from = end(span, query.clone());
                    (index, self.links.point(relation, &from, &tos))
                })
                .collect();
            for (from, link) in found {
                roles[from].link = link.map(|(to, sure)| (first_role + to_index[to], sure));
            }
        }
    }
}

fn tokenizer() -> Result<Tokenizer, EncoderError> {
    let broken = |error| broken("tokenizer.json", error);
    let mut tokenizer = Tokenizer::from_bytes(TOKENIZER).map_err(broken)?;
    tokenizer.with_padding(None);
    tokenizer.with_truncation(None).map_err(broken)?;
    Ok(tokenizer)
}

pub(crate) fn broken(part: &str, why: impl ToString) -> EncoderError {
    EncoderError::Model {
        what: format!("{part}: {}", why.to_string()),
    }
}

#[cfg(test)]
mod tests;
