use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use serde::Deserialize;
use tokenizers::Tokenizer;

use crate::crf::{Crf, CrfTables};
use crate::features::{self, Passage, Window};
use crate::links::{End, Links, Relation};
use crate::spans::{Encoding, EntitySpan, EntityTag, Role, RoleSpan};
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
    /// The network failed to run.
    #[error("the network failed: {0}")]
    Run(String),
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
    model: Model,
    words: NodeId,
    inputs: [NodeId; 3],
    outputs: [NodeId; 4],
    attribution: Crf,
    entity: Crf,
    links: Links,
    /// Pools of one thread each, lent to callers: reports run side by side instead of one network
    /// over several threads.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

/// `models/full.json` and `models/fast.json`.
#[derive(Deserialize)]
struct Tables {
    attribution_tags: Vec<String>,
    entity_tags: Vec<String>,
    attribution_steps: Vec<Vec<f32>>,
    entity_steps: Vec<Vec<f32>>,
    link_width: usize,
    distance: Vec<Vec<f32>>,
    nobody: Vec<f32>,
}

static FULL: &[u8] = include_bytes!("../../../models/full.onnx");
static FULL_TABLES: &[u8] = include_bytes!("../../../models/full.json");
static FAST: &[u8] = include_bytes!("../../../models/fast.onnx");
static FAST_TABLES: &[u8] = include_bytes!("../../../models/fast.json");
static TOKENIZER: &[u8] = include_bytes!("../../../models/tokenizer.json");
static WORDS: &[u8] = include_bytes!("../../../models/words.safetensors");

impl Encoder {
    /// The encoder with weights that are part of this binary; loaded at first use, once.
    ///
    /// # Errors
    /// When the embedded model is broken, which a test of this crate rules out.
    pub fn embedded(weights: Weights) -> Result<&'static Self, &'static EncoderError> {
        type Loaded = LazyLock<Result<Encoder, EncoderError>>;
        static LARGE: Loaded = LazyLock::new(|| Encoder::new(FULL, FULL_TABLES, features::WINDOW));
        static SMALL: Loaded =
            LazyLock::new(|| Encoder::new(FAST, FAST_TABLES, features::SHORT_WINDOW));
        match weights {
            Weights::Full => LARGE.as_ref(),
            Weights::Fast => SMALL.as_ref(),
        }
    }

    /// Network and tokenizer load side by side: somebody waits for the first reading.
    fn new(network: &'static [u8], tables: &[u8], window: usize) -> Result<Self, EncoderError> {
        let load = || {
            // Weights are laid out for the processor once, not at each window.
            let mut options = ModelOptions::with_all_ops();
            options.prepack_weights(true);
            options.load_static_slice(network)
        };
        let (model, tokenizer) = std::thread::scope(|scope| {
            let model = scope.spawn(load);
            let tokenizer = Tokenizer::from_bytes(TOKENIZER);
            (model.join(), tokenizer)
        });
        let model = model.map_err(|_| broken("the network", "loading it failed"))?;
        let model = model.map_err(|error| broken("the network", error))?;
        let tables: Tables =
            serde_json::from_slice(tables).map_err(|error| broken("the tables", error))?;
        let mut tokenizer = tokenizer.map_err(|error| broken("tokenizer.json", error))?;
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|error| broken("tokenizer.json", error))?;
        let node = |name: &str| model.node_id(name).map_err(|error| broken(name, error));
        let words = node("words")?;
        let inputs = [node("shapes")?, node("quotes")?, node("places")?];
        let outputs = [
            node("attribution")?,
            node("entity")?,
            node("link")?,
            node("meaning")?,
        ];
        let attribution = CrfTables {
            names: tables.attribution_tags,
            steps: tables.attribution_steps,
        };
        let entity = CrfTables {
            names: tables.entity_tags,
            steps: tables.entity_steps,
        };
        Ok(Self {
            tokenizer,
            window,
            vectors: WordVectors::new(WORDS)?,
            model,
            words,
            inputs,
            outputs,
            attribution: Crf::new(attribution),
            entity: Crf::new(entity),
            links: Links {
                width: tables.link_width,
                distance: tables.distance,
                nobody: tables.nobody,
            },
            pools: Mutex::new(Vec::new()),
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
        let mut encoding = Encoding::default();
        for window in features::windows(&self.tokenizer, text, passages, self.window)? {
            let heads = self.run(&window)?;
            self.read_window(window, &heads, &mut encoding);
        }
        Ok(encoding)
    }

    /// Runs one window; the heads' outputs in the order of `outputs`, one row a word piece.
    fn run(&self, window: &Window) -> Result<[NdTensor<f32, 2>; 4], EncoderError> {
        let pieces = window.ids.len();
        let features = [&window.shapes, &window.quotes, &window.places];
        let features = (self.inputs.iter().zip(features))
            .map(|(id, values)| (*id, NdTensor::from_data([1, pieces], values.clone()).into()));
        let vectors = self.vectors.of(&window.ids)?;
        let vectors = NdTensor::from_data([1, pieces, self.vectors.width()], vectors);
        let mut inputs: Vec<_> = features.collect();
        inputs.push((self.words, vectors.into()));
        let lent = self
            .pools
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let pool = lent.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
        let outputs = self.model.run_n(inputs, self.outputs, Some(options));
        self.pools
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(pool);
        let outputs = outputs.map_err(|error| EncoderError::Run(error.to_string()))?;
        let mut heads = Vec::with_capacity(4);
        for output in outputs {
            heads.push(
                output
                    .try_into()
                    .map_err(|_| broken("an output", "it has another shape"))?,
            );
        }
        heads
            .try_into()
            .map_err(|_| broken("outputs", "there are not four"))
    }

    fn read_window(&self, window: Window, heads: &[NdTensor<f32, 2>; 4], encoding: &mut Encoding) {
        let [attribution, entity, link, meaning] = heads;
        let first_word = encoding.words.len();
        let rows = |head: &NdTensor<f32, 2>| -> Vec<Vec<f32>> {
            window
                .first
                .iter()
                .map(|&piece| head.slice(piece).to_vec())
                .collect()
        };
        let bytes = |start: usize, end: usize| {
            window.words[start].range.start..window.words[end - 1].range.end
        };

        for run in self.entity.decode(&rows(entity)) {
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
        for run in self.attribution.decode(&rows(attribution)) {
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
        let vectors = rows(link);
        self.link_roles(
            &mut encoding.roles[first_role..],
            first_role,
            first_word,
            &vectors,
        );

        for word in 0..window.first.len() {
            let start = window.first[word];
            let end = window
                .first
                .get(word + 1)
                .copied()
                .unwrap_or(window.ids.len() - 1);
            let mut sum = vec![0.0; meaning.size(1)];
            for piece in start..end {
                for (total, value) in sum.iter_mut().zip(meaning.slice(piece).iter()) {
                    *total += value;
                }
            }
            encoding.meanings.push(sum);
        }
        encoding.words.extend(window.words);
    }

    /// Points each content of a window at its cue and each cue at its source.
    fn link_roles(
        &self,
        roles: &mut [RoleSpan],
        first_role: usize,
        first_word: usize,
        vectors: &[Vec<f32>],
    ) {
        let end = |span: &RoleSpan| {
            let word = span.words.start - first_word;
            End {
                word,
                vector: &vectors[word],
            }
        };
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
            let to_index: Vec<usize> = of(to_role).map(|(index, _)| index).collect();
            let tos: Vec<End<'_>> = of(to_role).map(|(_, span)| end(span)).collect();
            let found: Vec<(usize, Option<(usize, f32)>)> = of(from_role)
                .map(|(index, span)| (index, self.links.point(relation, &end(span), &tos)))
                .collect();
            for (from, link) in found {
                roles[from].link = link.map(|(to, sure)| (first_role + to_index[to], sure));
            }
        }
    }
}

pub(crate) fn broken(part: &str, why: impl ToString) -> EncoderError {
    EncoderError::Model {
        what: format!("{part}: {}", why.to_string()),
    }
}

#[cfg(test)]
mod tests;
