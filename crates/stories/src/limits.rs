//! Every threshold of this room, each with its reason.

/// Words in a run that is looked up: long enough that two texts rarely share one by chance, short
/// enough that a light edit leaves some untouched.
pub(crate) const GRAM: usize = 5;

/// One run in this many is looked up in a stream: of a copied passage of 25 words two or three are,
/// and a report of 600 words takes 75.
pub(crate) const SAMPLED: u64 = 8;

/// Reports up to which every run is looked up: their index takes some ten kilobytes each.
pub(crate) const EVERY_UP_TO: usize = 20_000;

/// How many first, and how many last, reports with one run are remembered: a wire story in five
/// hundred papers then costs five hundred times a constant, and is still connected through its
/// first reports.
pub(crate) const NEIGHBOURS: usize = 4;

/// Earlier reports that a new one is compared with word for word, at most.
pub(crate) const CANDIDATES: usize = 16;

/// Reports of one outlet, and of no other, from which on a run that they share is boilerplate.
pub(crate) const STOCK_REPORTS: u32 = 16;

/// Reports that a search for circles visits: groups of copies in which somebody credits a later
/// report are small.
pub(crate) const STEPS: usize = 4_096;

/// Runs of five that two reports must share before they are aligned: a passage of 25 words
/// ([`VERBATIM_WORDS`]) has 21; half of it survives two edits.
pub(crate) const SHARED_GRAMS: usize = 10;

/// Words between two shared runs up to which they are one passage: a clause put in, or a few
/// words exchanged, in a sentence that is otherwise the same.
pub(crate) const GAP_WORDS: usize = 8;

/// Unquoted shared words that a passage must have: two independent reports of one press
/// conference share what was said there, with "he said" beside it.
pub(crate) const PASSAGE_WORDS: usize = 8;

/// Places of one run in one report that are tried: only refrains have more.
pub(crate) const PLACES_TRIED: usize = 16;

/// Share of the taker's unquoted words from which two reports are linked, if there are also
/// [`COPIED_WORDS`]: reprints cut down to a brief keep more, reports that merely share a stock
/// background paragraph less.
pub(crate) const SHARE: f64 = 0.25;

/// Unquoted shared words that a link by [`SHARE`] needs: in a very short report a quarter is one
/// sentence, which two writers can have from one statement.
pub(crate) const COPIED_WORDS: usize = 40;

/// Unquoted words in one unbroken shared run that link two reports whatever the share: nobody
/// writes twenty-five words in the same order twice, and a long report can hold one copied
/// paragraph.
pub(crate) const VERBATIM_WORDS: usize = 25;

/// Confidence in a direction that a byline, dateline or credit line tells.
pub(crate) const BY_CREDIT_LINE: f64 = 0.95;
/// Confidence in a direction that a mention of the other outlet in the text tells: one can name
/// an outlet and still have written first.
pub(crate) const BY_MENTION: f64 = 0.85;
/// Confidence in a direction from times of publication: pages are often re-dated.
pub(crate) const BY_TIME: f64 = 0.8;
/// Confidence where the shorter report is nearly all contained in the longer: cuts are commoner
/// than additions, but not by much.
pub(crate) const BY_LENGTH: f64 = 0.6;
/// The confidence that means "unknown".
pub(crate) const UNKNOWN: f64 = 0.5;
/// Share of the shorter report that has to stand in the longer, and how much shorter it has to
/// be, for [`BY_LENGTH`].
pub(crate) const CONTAINED: f64 = 0.8;
/// See [`CONTAINED`].
pub(crate) const SHORTER: f64 = 0.8;

/// Weight of a word in the headline, against 1 in the body.
pub(crate) const TITLE_WEIGHT: f64 = 3.0;
/// Weight of a word in the lead, against 1 in the body.
pub(crate) const LEAD_WEIGHT: f64 = 2.0;
/// Words that are the lead.
pub(crate) const LEAD_WORDS: usize = 60;
/// Words of the body that are read: what comes later is background that many stories share.
pub(crate) const BODY_WORDS: usize = 600;
/// Factor for words with a capital inside a sentence, and for numbers: they tell events of one
/// kind apart.
pub(crate) const NAME_FACTOR: f64 = 1.5;
/// Reports that a small collection is pretended to stand among: with two reports a word that both
/// have would otherwise look common, though it is what makes them one story.
pub(crate) const PRETENDED_REPORTS: f64 = 200.0;

/// Heaviest words of a report by which others are found.
pub(crate) const KEY_WORDS: usize = 32;
/// Reports with one key word that are compared: those nearest in time.
pub(crate) const NEAREST_IN_TIME: usize = 24;
/// Key words that two reports must share before they are compared.
pub(crate) const SHARED_KEY_WORDS: u32 = 3;

/// Average similarity from which reports are one story. Chosen on one half of the stories of two
/// corpora (`headwater-eval stories FILE` prints both halves): 0.14 to 0.22 differ by two points
/// of BCubed F1; lower joins neighbouring stories in a large collection, higher splits the one
/// story of a small one.
pub(crate) const ONE_STORY: f64 = 0.18;
/// Days apart that cost nothing.
pub(crate) const FREE_DAYS: f64 = 3.0;
/// Days beyond [`FREE_DAYS`] at which the whole of [`TIME_PENALTY`] is due.
pub(crate) const PENALTY_DAYS: f64 = 14.0;
/// Similarity that reports far apart in time must have beyond [`ONE_STORY`].
pub(crate) const TIME_PENALTY: f64 = 0.2;
/// Share of copied text from which two reports are held to be one story, if the rest of them is
/// half as alike as [`ONE_STORY`]: a shared legal notice is no story.
pub(crate) const REUSE_JOINS: f64 = 0.5;
