use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use serde::Deserialize;
use tokenizers::Tokenizer;

use crate::certainty::{Certainty, Sentences};
use crate::crf::{Crf, CrfTables};
use crate::features::{self, Passage, Window};
use crate::linear::Linear;
use crate::links::{End, Links, Relation};
use crate::spans::{Encoding, EntitySpan, EntityTag, Role, RoleSpan};
use crate::stored::Stored;
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
    network: Network,
    /// The same network with its weights laid out for the processor, for whoever reads much.
    /// Nothing when that failed.
    laid_out: OnceLock<Option<Network>>,
    /// Windows read so far.
    read: AtomicUsize,
    files: &'static Files,
    attribution: Crf,
    entity: Crf,
    links: Links,
    link: Linear,
    meaning: Arc<Linear>,
    alignment: Arc<Linear>,
    certainty: Certainty,
    /// Pools of one thread each, lent to callers: reports run side by side instead of one network
    /// over several threads.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
}

/// Windows after which weights are laid out, which costs as much time as it saves in some 200 of
/// them: fewer than a handful of reports have.
const MANY_WINDOWS: usize = 64;

/// The network in the engine, with the names of its inputs and outputs looked up.
struct Network {
    model: Model,
    words: NodeId,
    features: [NodeId; 3],
    heads: [NodeId; 4],
}

impl Network {
    /// `laid_out`: whether weights are laid out for the processor now, and not at each window. The
    /// same numbers come out either way.
    fn new(files: &Files, laid_out: bool) -> Result<Self, EncoderError> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(laid_out);
        let model = (options.load_static_slice(files.network))
            .map_err(|error| broken("the network", error))?;
        let node = |name: &str| model.node_id(name).map_err(|error| broken(name, error));
        Ok(Self {
            words: node("words")?,
            features: [node("shapes")?, node("quotes")?, node("places")?],
            heads: [
                node("attribution")?,
                node("entity")?,
                node("hidden")?,
                node(files.middle)?,
            ],
            model,
        })
    }
}

/// What the network makes of a window, one row a word piece.
struct Rows {
    width: usize,
    numbers: Vec<f32>,
}

impl Rows {
    fn row(&self, piece: usize) -> &[f32] {
        &self.numbers[piece * self.width..(piece + 1) * self.width]
    }

    /// The rows of the pieces, one behind the other.
    fn rows(&self, pieces: &[usize]) -> Vec<f32> {
        let rows = pieces.iter().flat_map(|&piece| self.row(piece));
        rows.copied().collect()
    }
}

/// The scores of both taggers, and what the last layer and one before it made.
struct Heads {
    attribution: Rows,
    entity: Rows,
    hidden: Rows,
    middle: Rows,
}

/// The files of one of the two networks.
struct Files {
    network: &'static [u8],
    /// What the network calls the output of the layer that the head of certainty sees beside the last.
    middle: &'static str,
    tables: &'static [u8],
    heads: &'static [u8],
    certainty: &'static [u8],
    alignment: &'static [u8],
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

static FULL: Files = Files {
    network: include_bytes!("../../../models/full.onnx"),
    middle: "/encoder/layers.2/norm2/LayerNormalization_output_0",
    tables: include_bytes!("../../../models/full.json"),
    heads: include_bytes!("../../../models/full.heads.safetensors"),
    certainty: include_bytes!("../../../models/full.certainty.safetensors"),
    alignment: include_bytes!("../../../models/full.alignment.safetensors"),
};
static FAST: Files = Files {
    network: include_bytes!("../../../models/fast.onnx"),
    middle: "/encoder/layers.0/norm2/LayerNormalization_output_0",
    tables: include_bytes!("../../../models/fast.json"),
    heads: include_bytes!("../../../models/fast.heads.safetensors"),
    certainty: include_bytes!("../../../models/fast.certainty.safetensors"),
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

    /// Network and tokenizer load side by side: somebody waits for the first reading.
    fn new(files: &'static Files, window: usize) -> Result<Self, EncoderError> {
        let (network, tokenizer) = std::thread::scope(|scope| {
            let network = scope.spawn(|| Network::new(files, false));
            let tokenizer = Tokenizer::from_bytes(TOKENIZER);
            (network.join(), tokenizer)
        });
        let network = network.map_err(|_| broken("the network", "loading it failed"))?;
        let tables: Tables =
            serde_json::from_slice(files.tables).map_err(|error| broken("the tables", error))?;
        let mut tokenizer = tokenizer.map_err(|error| broken("tokenizer.json", error))?;
        tokenizer.with_padding(None);
        tokenizer
            .with_truncation(None)
            .map_err(|error| broken("tokenizer.json", error))?;
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
        Ok(Self {
            tokenizer,
            window,
            vectors: WordVectors::new(WORDS)?,
            network: network?,
            laid_out: OnceLock::new(),
            read: AtomicUsize::new(0),
            files,
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
        self.on_a_pool(|pool| {
            let mut encoding = Encoding {
                meaning: Some(Arc::clone(&self.meaning)),
                alignment: Some(Arc::clone(&self.alignment)),
                ..Encoding::default()
            };
            for window in features::windows(&self.tokenizer, text, passages, self.window)? {
                let heads = self.run(self.network(), &window, pool)?;
                self.read_window(window, &heads, &mut encoding);
            }
            Ok(encoding)
        })
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
        self.on_a_pool(|_| Sentences::new(&self.certainty, encoding, sentences))
    }

    /// Does the work on a pool of one thread, lent for as long as it takes: the engine would
    /// otherwise go to that thread and back for each window.
    fn on_a_pool<R: Send>(&self, work: impl FnOnce(&Arc<ThreadPool>) -> R + Send) -> R {
        let pools = || self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let lent = pools().pop();
        let pool = lent.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)));
        let done = pool.run(|| work(&pool));
        pools().push(pool);
        done
    }

    /// The network for the next window.
    fn network(&self) -> &Network {
        if self.read.fetch_add(1, Ordering::Relaxed) < MANY_WINDOWS {
            return &self.network;
        }
        let laid_out = (self.laid_out).get_or_init(|| Network::new(self.files, true).ok());
        laid_out.as_ref().unwrap_or(&self.network)
    }

    /// Runs one window.
    fn run(
        &self,
        network: &Network,
        window: &Window,
        pool: &Arc<ThreadPool>,
    ) -> Result<Heads, EncoderError> {
        let pieces = window.ids.len();
        let features = [&window.shapes, &window.quotes, &window.places];
        let features = (network.features.iter().zip(features))
            .map(|(id, values)| (*id, NdTensor::from_data([1, pieces], values.clone()).into()));
        let vectors = self.vectors.of(&window.ids)?;
        let vectors = NdTensor::from_data([1, pieces, self.vectors.width()], vectors);
        let mut inputs: Vec<_> = features.collect();
        inputs.push((network.words, vectors.into()));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let outputs = (network.model).run_n(inputs, network.heads, Some(options));
        let outputs = outputs.map_err(|error| EncoderError::Run(error.to_string()))?;
        let outputs = outputs.map(|output| -> Result<Rows, EncoderError> {
            let rows: Tensor<f32> =
                (output.try_into()).map_err(|_| broken("an output", "it holds no numbers"))?;
            let width = rows.shape().last().copied().unwrap_or_default();
            let numbers = rows.into_data();
            match numbers.len() == pieces * width {
                true => Ok(Rows { width, numbers }),
                false => Err(broken("an output", "it has another shape")),
            }
        });
        let [attribution, entity, hidden, middle] = outputs;
        Ok(Heads {
            attribution: attribution?,
            entity: entity?,
            hidden: hidden?,
            middle: middle?,
        })
    }

    fn read_window(&self, window: Window, heads: &Heads, encoding: &mut Encoding) {
        let first_word = encoding.words.len();
        let bytes = |start: usize, end: usize| {
            window.words[start].range.start..window.words[end - 1].range.end
        };

        for run in self.entity.decode(&heads.entity.rows(&window.first)) {
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
        let scores = heads.attribution.rows(&window.first);
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
            let hidden = heads.hidden.row(window.first[word - first_word]);
            self.link.of_sum(hidden, 1, columns)
        };
        self.link_roles(&mut encoding.roles[first_role..], first_role, &vector);

        // All pieces but [CLS] and [SEP].
        let (inside, width) = (1..window.ids.len() - 1, heads.hidden.width);
        let base = encoding.hidden.len() / width;
        let firsts = window.first.iter();
        encoding
            .first
            .extend(firsts.map(|first| base + first - inside.start));
        encoding.middle.extend(heads.middle.rows(&window.first));
        let hidden = &heads.hidden.numbers[inside.start * width..inside.end * width];
        encoding.hidden.extend_from_slice(hidden);
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

pub(crate) fn broken(part: &str, why: impl ToString) -> EncoderError {
    EncoderError::Model {
        what: format!("{part}: {}", why.to_string()),
    }
}

#[cfg(test)]
mod tests;
