//! The figures of ACCURACY.md and PERFORMANCE.md, from corpora given by path.
//!
//! In: gold annotations. Out: tables on standard output, or JSON. Nothing here is part of the
//! program: the reader never sees these files, and this crate never changes what it reads.

mod aliases;
mod attribution;
mod certainty;
mod claim_cost;
mod claim_pairs;
mod copies;
mod corpus;
mod distorted;
mod entities;
mod events;
mod events_gsr;
mod events_syntax;
mod geo;
mod mentions;
mod metonyms;
mod petrarch;
mod quantities;
mod scores;
mod sentences;
mod speed;
mod start;
mod stories;
mod story_background;
mod story_cost;
mod story_gold;
mod story_pairs;
mod summit;
mod table;
mod times;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

/// What the program has: speed and memory are measured with it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use clap::{Parser, Subcommand, ValueEnum};
use headwater::Weights;

/// Measures headwater against gold annotations, and its speed.
#[derive(Parser)]
#[command(version)]
struct Flags {
    #[command(subcommand)]
    command: Command,
    /// Which reader is measured
    #[arg(long, global = true, default_value = "full")]
    reader: ReaderFlag,
    /// Write JSON instead of tables
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReaderFlag {
    Full,
    Fast,
}

#[derive(Subcommand)]
enum Command {
    /// Spans of source, cue and content, and whole attributions, against PolNeAR
    Attribution {
        /// A file of PolNeAR articles, one JSON object a line (also .gz)
        corpus: PathBuf,
        /// Only the first articles
        #[arg(long)]
        limit: Option<usize>,
    },
    /// How certain events are, against UDS-IH2 or UW
    Certainty {
        /// Sentences with their events and labels, one JSON object a line (also .gz)
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Named entities against CoNLL, or another corpus of its form
    Entities {
        /// Sentences with tokens and IOB2 tags, one JSON object a line (also .gz)
        corpus: PathBuf,
        /// Only the first sentences
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Named entities against GUM, by overlap
    Mentions {
        /// GUM's documents with their mentions, one JSON object a line (also .gz)
        corpus: PathBuf,
        /// Which of its genres
        #[arg(long, default_value = "news")]
        genre: String,
    },
    /// Points of places against LGL or GeoWebNews
    Geo {
        /// lgl.jsonl or geowebnews.jsonl
        corpus: PathBuf,
        /// Read the documents, too, and measure with the spans that the reader finds
        #[arg(long)]
        found: bool,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// `models/gazetteer.bin` out of the table that `training/` joins
    GazetteerPack {
        /// The table
        table: PathBuf,
        /// The file that is written
        out: PathBuf,
    },
    /// What happens: PLOVER's roots
    Events {
        #[command(subcommand)]
        against: EventsFlag,
    },
    /// Times against TimeBank, AQUAINT and WikiWars, as TempEval-3 scores them
    Times {
        /// Files of documents with their times, one JSON object a line
        #[arg(required = true)]
        corpora: Vec<PathBuf>,
    },
    /// Ranges, plans, reports without a date and other times in sentences of our own
    TimeCases {
        /// The sentences with their times
        #[arg(default_value = "eval/data/times.jsonl")]
        gold: PathBuf,
    },
    /// Numbers of killed and injured and ages, against the incidents of the Gun Violence Archive
    Quantities {
        /// The folder with articles.jsonl.gz and incidents.jsonl
        corpus: PathBuf,
        /// Show what is wrong in the half that rules were tuned on, too
        #[arg(long)]
        misses: bool,
    },
    /// Names that mean the same, and pronouns and noun phrases for them, against GUM's coreference
    Aliases {
        /// GUM's news documents with their mentions, one JSON object a line (also .gz)
        #[arg(required = true)]
        corpora: Vec<PathBuf>,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Whether names of places act or are places, given the names, against ReLocaR and GeoWebNews
    Metonyms {
        /// Files of rows with text, start, end and reading, one JSON object a line
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Show what is wrong in the half that the rules were made on, too
        #[arg(long)]
        misses: bool,
    },
    /// Statements, chains, claims and origins against a folder of reports with a gold.json
    Summit {
        /// The folder: report-*.txt and gold.json
        folder: PathBuf,
        /// The date of all reports
        #[arg(long)]
        published: Option<String>,
    },
    /// Claims and origins against stories that were labelled by hand (eval/data/stories)
    StoryGold {
        /// The folder of labels
        stories: PathBuf,
        /// The folder of all corpora
        corpora: PathBuf,
        /// Which of them: development or test
        #[arg(long, default_value = "development")]
        set: String,
        /// Also what is not as labelled
        #[arg(long)]
        misses: bool,
        /// Write pairs of statements with their features there, for training
        #[arg(long, value_name = "FILE")]
        pairs: Option<PathBuf>,
    },
    /// True sentences of the labelled stories made false: is any of them shown as corroborated?
    Distorted {
        /// The folder of labels
        stories: PathBuf,
        /// The folder of all corpora
        corpora: PathBuf,
        /// Which of them: development or test
        #[arg(long, default_value = "development")]
        set: String,
        /// Also what became of each sentence
        #[arg(long)]
        misses: bool,
    },
    /// Pairs of sentences of MRPC and ClaimDiff, weighed as two statements are
    ClaimPairs {
        /// The folder with mrpc.jsonl and claimdiff.train.jsonl
        folder: PathBuf,
    },
    /// Reports and words a second, and how far the encoder is from the machine's speed
    Speed {
        /// A folder with PolNeAR's dev.jsonl and train.jsonl.gz
        corpus: PathBuf,
        /// How many reports
        #[arg(long, default_value_t = 200)]
        reports: usize,
        /// Numbers of threads
        #[arg(long, value_delimiter = ',', default_value = "1,2")]
        threads: Vec<std::num::NonZeroUsize>,
    },
    /// Reports put into stories as they come in, against three corpora of stories and baselines
    Stories {
        /// The folder with gva, allsides, ecbplus and polnear
        corpora: PathBuf,
        /// A folder of models learnt without what is tested: half-0.json (learnt from half 0),
        /// half-1.json, without-gva.json, without-allsides.json, without-ecbplus.json
        #[arg(long)]
        models: Option<PathBuf>,
        /// Leave out the baseline that takes minutes
        #[arg(long)]
        no_embedding: bool,
    },
    /// The features of pairs of reports, for `training/` to learn stories from
    StoryPairs {
        /// Reports in the order of a stream: title, text, published, outlet, one JSON object a line
        reports: PathBuf,
        /// The folder that is written
        folder: PathBuf,
    },
    /// In how many news reports each stem stands, for `models/stories-background.tsv`
    StoryBackground {
        /// The folder of corpora
        corpora: PathBuf,
    },
    /// Chains of two and more links in sentences of our own
    Chains {
        /// The sentences with their chains
        #[arg(default_value = "eval/data/chains.jsonl")]
        gold: PathBuf,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Refusals, silences, non-confirmations, denials and unnamed voices in sentences of our own
    Answers {
        /// The sentences with their answers
        #[arg(default_value = "eval/data/answers.jsonl")]
        gold: PathBuf,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Chains that the reader finds in random attributions of PolNeAR, for a person to judge
    FalseChains {
        /// A file of PolNeAR articles, one JSON object a line (also .gz)
        corpus: PathBuf,
        /// What a person said of them
        #[arg(long)]
        judged: Option<PathBuf>,
        /// How many attributions
        #[arg(long, default_value_t = 500)]
        sample: usize,
    },
    /// Copies found in trees of reports of which is known who copied from whom
    Copies {
        /// The folder with current-events/lines.jsonl and ner/gum_news_coref.train.jsonl
        corpora: PathBuf,
        /// How many trees
        #[arg(long, default_value_t = 1000)]
        trees: usize,
        /// What all chance follows from
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Copies among news articles, against pairs that people judged
    Reprints {
        /// The folder with census.jsonl and spotify.jsonl
        corpus: PathBuf,
        /// The judged pairs
        #[arg(default_value = "eval/data/reprints.jsonl")]
        gold: PathBuf,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Copies and updates among the articles of Reuters-21578, and the engine's speed
    Reuters {
        /// The articles, one JSON object a line (also .gz)
        corpus: PathBuf,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// What a report of a long stream costs the search for copies, and its index
    Wire {
        /// Files of articles to make the stream of, one JSON object a line (also .gz)
        #[arg(required = true)]
        corpora: Vec<PathBuf>,
        /// How many reports of 600 words
        #[arg(long, default_value_t = 100_000)]
        reports: usize,
        /// Cut the next reports into words on a second thread
        #[arg(long)]
        two_threads: bool,
        /// Write the reports with what they copy to this file, one JSON object a line
        #[arg(long)]
        write: Option<PathBuf>,
    },
    /// What a report of a long stream costs the stories
    StoryCost {
        /// Files of articles to make the stream of, one JSON object a line (also .gz)
        #[arg(required = true)]
        corpora: Vec<PathBuf>,
        /// How many reports of 600 words
        #[arg(long, default_value_t = 100_000)]
        reports: usize,
        /// Write a plot to this file, as SVG
        #[arg(long)]
        plot: Option<PathBuf>,
    },
    /// What a report of a large story costs after reading
    ClaimCost {
        /// Articles of one event first, one JSON object a line (also .gz)
        event: PathBuf,
        /// Articles of other things
        others: PathBuf,
        /// Numbers of reports
        #[arg(long, value_delimiter = ',', default_value = "10,100,300,1000")]
        reports: Vec<usize>,
    },
    /// Wall time and memory of `headwater brief` from the start of the process
    Start {
        /// The program
        #[arg(long, default_value = "target/release/headwater")]
        program: PathBuf,
        /// The reports
        #[arg(default_value = "examples/summit")]
        reports: PathBuf,
        /// How often
        #[arg(long, default_value_t = 10)]
        runs: usize,
    },
}

#[derive(Subcommand)]
enum EventsFlag {
    /// Roots of marked pairs of actors in sentences of our own
    Own {
        /// The sentences with their roots
        #[arg(default_value = "eval/data/plover.tsv")]
        gold: PathBuf,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Roots of marked actors against the open part of PLOVER's gold records
    Gsr {
        /// The records, one JSON object a line
        corpus: PathBuf,
        /// Show what is wrong, too
        #[arg(long)]
        misses: bool,
    },
    /// Who does what to whom, against the unit cases of PETRARCH with its toy dictionaries
    Petrarch {
        /// The cases, one JSON object a line; the dictionaries lie in petrarch2/ beside them
        corpus: PathBuf,
        /// Show the sentences that are not all right, too
        #[arg(long)]
        misses: bool,
    },
    /// Trees, and what events name as verb, subject and object, against a treebank
    Syntax {
        /// Sentences in CoNLL-U
        corpus: PathBuf,
    },
    /// Roots and quads of marked pairs of actors against PLV
    Plv {
        /// The pairs, one JSON object a line
        corpus: PathBuf,
        /// Show what is wrong in the half that rules were tuned with, too
        #[arg(long)]
        misses: bool,
    },
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let reader = match flags.reader {
        ReaderFlag::Full => Weights::Full,
        ReaderFlag::Fast => Weights::Fast,
    };
    let told = match flags.command {
        Command::Attribution { corpus, limit } => {
            attribution::run(&corpus, limit, reader, flags.json)
        }
        Command::Certainty { files } => certainty::run(&files, reader, flags.json),
        Command::Entities { corpus, limit } => entities::run(&corpus, limit, reader, flags.json),
        Command::Mentions { corpus, genre } => mentions::run(&corpus, &genre, reader, flags.json),
        Command::Geo {
            corpus,
            found,
            misses,
        } => geo::run(&geo::Options {
            corpus: &corpus,
            reader: found.then_some(reader),
            misses,
            json: flags.json,
        }),
        Command::GazetteerPack { table, out } => geo::pack(&table, &out),
        Command::Events { against } => match against {
            EventsFlag::Own { gold, misses } => events::own(&gold, misses, flags.json),
            EventsFlag::Gsr { corpus, misses } => events_gsr::run(&corpus, misses, flags.json),
            EventsFlag::Petrarch { corpus, misses } => petrarch::run(&corpus, misses, flags.json),
            EventsFlag::Syntax { corpus } => events_syntax::run(&corpus, reader, flags.json),
            EventsFlag::Plv { corpus, misses } => events::plv(&corpus, misses, flags.json),
        },
        Command::Times { corpora } => times::run(&corpora, flags.json),
        Command::TimeCases { gold } => times::cases(&gold, flags.json),
        Command::Quantities { corpus, misses } => quantities::run(&corpus, misses, flags.json),
        Command::Aliases { corpora, misses } => aliases::run(&corpora, misses, reader, flags.json),
        Command::Metonyms { files, misses } => metonyms::run(&files, misses, flags.json),
        Command::Summit { folder, published } => {
            summit::run(&folder, published, reader, flags.json)
        }
        Command::StoryGold {
            stories,
            corpora,
            set,
            misses,
            pairs,
        } => {
            let pairs = pairs.as_deref();
            story_gold::run(&stories, &corpora, &set, misses, pairs, reader, flags.json)
        }
        Command::Distorted {
            stories,
            corpora,
            set,
            misses,
        } => distorted::run(&stories, &corpora, &set, misses, reader, flags.json),
        Command::ClaimPairs { folder } => claim_pairs::run(&folder, reader, flags.json),
        Command::Speed {
            corpus,
            reports,
            threads,
        } => speed::run(&corpus, reports, &threads, reader, flags.json),
        Command::Stories {
            corpora,
            models,
            no_embedding,
        } => stories::run(&stories::Options {
            corpora: &corpora,
            models: models.as_deref(),
            encoder: (!no_embedding).then_some(reader),
            json: flags.json,
        }),
        Command::StoryPairs { reports, folder } => story_pairs::run(&reports, &folder),
        Command::StoryBackground { corpora } => story_background::run(&corpora),
        Command::Chains { gold, misses } => sentences::chains(&gold, misses, reader, flags.json),
        Command::Answers { gold, misses } => sentences::answers(&gold, misses, reader, flags.json),
        Command::FalseChains {
            corpus,
            judged,
            sample,
        } => sentences::false_chains(&corpus, judged.as_deref(), sample, reader),
        Command::Copies {
            corpora,
            trees,
            seed,
            misses,
        } => copies::run(&corpora, trees, seed, misses, flags.json),
        Command::Reprints {
            corpus,
            gold,
            misses,
        } => copies::reprints(&corpus, &gold, misses, flags.json),
        Command::Reuters { corpus, misses } => copies::reuters(&corpus, misses, flags.json),
        Command::Wire {
            corpora,
            reports,
            two_threads,
            write,
        } => wire::run(&wire::Options {
            files: &corpora,
            reports,
            two_threads,
            write: write.as_deref(),
        }),
        Command::StoryCost {
            corpora,
            reports,
            plot,
        } => story_cost::run(&corpora, reports, plot.as_deref()),
        Command::ClaimCost {
            event,
            others,
            reports,
        } => claim_cost::run(&event, &others, &reports, reader),
        Command::Start {
            program,
            reports,
            runs,
        } => start::run(&program, &reports, runs, flags.json),
    };
    match told {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("headwater-eval: {message}");
            ExitCode::from(2)
        }
    }
}
