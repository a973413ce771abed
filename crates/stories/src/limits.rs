//! Every threshold of this room, each with its reason.

use std::ops::Range;

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

/// Reports of one outlet, and of no other, from which on a run that they share is boilerplate,
/// unless it is as much of a report as [`SERIES`].
pub(crate) const STOCK_REPORTS: u32 = 16;

/// Share of a report's known runs from which they are no boilerplate, however often its outlet has
/// printed them: a series of updates repeats more of itself than any notice takes.
pub(crate) const SERIES: f64 = 0.5;

/// Words between a shared passage and the end of the running text up to which it stands there: a
/// credit line or a teaser may come after it.
pub(crate) const AT_AN_END: usize = 24;

/// Share of the longer of two reports of one outlet up to which a single passage at the end of
/// both is what the outlet puts under everything: a notice has some fifty words, a report hundreds,
/// and half of a report is a part that was taken over.
pub(crate) const NOTICE: f64 = 0.35;

/// The same of the shorter one: a brief of a hundred words has a notice of sixty, but what is nearly
/// all of a report is that report.
pub(crate) const NOTICE_OF_A_SHORT: f64 = 0.6;

/// Reports of one outlet from which on what two of them share in this way is set aside in all: two
/// may share the background of one story.
pub(crate) const NOTICE_REPORTS: u32 = 3;

/// Words that such a notice has at most: longer ones are background that was written for a story.
pub(crate) const NOTICE_WORDS: usize = 120;

/// Share of numbers from which a run of words is a table, not prose: results and prices follow one
/// form without being copied, and in a sentence of news fewer than two words in five are numbers.
pub(crate) const NUMBERS_IN_PROSE: f64 = 0.4;

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

/// Share of the taker's unquoted words that links two reports with fewer copied words than that:
/// half of a brief item is no chance, whoever wrote the other half.
pub(crate) const HALF: f64 = 0.5;

/// Unquoted shared words that a link by [`HALF`] needs.
pub(crate) const HALF_WORDS: usize = 24;

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
/// Confidence from times where one of the two credits an agency: the other may have the text from
/// there too, and then its time tells little.
pub(crate) const BY_TIME_BESIDE_A_WIRE: f64 = 0.65;
/// The confidence that means "unknown".
pub(crate) const UNKNOWN: f64 = 0.5;

/// Confidence from days or clocks that differ, but by less than time zones do.
pub(crate) const BY_NEAR_TIME: f64 = 0.75;
/// Confidence that a report which lacks the end or the middle of another was cut down from it:
/// reports are cut from the bottom, and an addition would stand on top.
pub(crate) const BY_CUT: f64 = 0.75;
/// Confidence that a report which holds the whole of another under a new beginning came later: an
/// update puts what is new on top.
pub(crate) const BY_NEW_TOP: f64 = 0.8;
/// Confidence that sentences without the attribution that they have in the other were taken from
/// there: an attribution gets lost, and nobody can add one without knowing it.
pub(crate) const BY_LOST_ATTRIBUTION: f64 = 0.75;
/// Confidence that of two reports with the same words around other figures the one with the higher
/// ones is later: tolls rise.
pub(crate) const BY_RAISED_FIGURES: f64 = 0.7;
/// Confidence that the one of two that credits an agency is nearer to it.
pub(crate) const BY_KEPT_CREDIT: f64 = 0.6;
/// What weaker evidence can add up to at most: all of it can be read the other way round.
pub(crate) const WEAK_AT_MOST: f64 = 0.9;
/// What it must add up to at least: below, nothing is claimed.
pub(crate) const WEAK_AT_LEAST: f64 = 0.58;

/// Share of a report's own words that must stand in the other for it to be contained in it.
pub(crate) const CONTAINED: f64 = 0.8;
/// Own words that one of two has and the other lacks, from which on that tells something: one
/// sentence.
pub(crate) const LACKED: usize = 12;
/// Words in an attribution ("the ministry said in a statement"), at most.
pub(crate) const ATTRIBUTION_WORDS: usize = 8;

/// Words in which a sentence begins and says who says it: most sentences have fewer.
pub(crate) const SENTENCE_WORDS: usize = 32;

/// Words below which a paragraph without a mark at its end is no running text: a label, a link, the
/// name of a section.
pub(crate) const LABEL_WORDS: usize = 8;

/// Content words that two sentences share at least where one is the other in other words: fewer
/// are a name and a subject.
pub(crate) const REWORDED_WORDS: usize = 5;
/// Share of the content words of the shorter of two such sentences, and of the longer: two writers
/// with the same facts choose other verbs and other details.
pub(crate) const REWORDED: [f64; 2] = [0.5, 0.35];
/// Sentences of each of two reports that are compared in this way, at most: what is left of a copy
/// in other words has fewer.
pub(crate) const SENTENCES: usize = 40;

/// Weight of a word in the headline, against 1 in the body.
pub(crate) const TITLE_WEIGHT: u32 = 3;
/// Weight of a word in the lead, against 1 in the body.
pub(crate) const LEAD_WEIGHT: u32 = 2;
/// Words that are the lead.
pub(crate) const LEAD_WORDS: usize = 60;
/// Words of the body that are read, up to the end of a sentence: what comes later is background
/// that many stories share.
pub(crate) const BODY_WORDS: usize = 600;
/// Words of the body that are read at most, where that sentence does not end.
pub(crate) const MOST_WORDS: usize = 700;
/// Bytes of the text that are read at most.
pub(crate) const BODY_BYTES: usize = 20_000;
/// Words of a first sentence that stand for a headline at most.
pub(crate) const HEADLINE_WORDS: usize = 30;
/// Share of a headline's words with a capital from which capitals tell nothing in it.
pub(crate) const TITLE_CASE: f64 = 0.6;
/// Words in which a weekday is that of the event rather than of its background.
pub(crate) const WEEKDAY_WORDS: usize = 150;
/// Bytes at the top of an undated text in which a date is the report's own.
pub(crate) const TOLD_DAY_BYTES: usize = 120;
/// Factor for words with a capital inside a sentence, and for numbers: they tell events of one
/// kind apart.
pub(crate) const NAME_FACTOR: f64 = 1.5;
/// Reports of the background that the first reports are pretended to stand among: with two reports
/// a word that both have would otherwise look common, though it is what makes them one story.
pub(crate) const PRETENDED_REPORTS: f64 = 200.0;
/// Reports of the background that a word is taken to stand in that its table does not list.
pub(crate) const UNLISTED: f32 = 0.3;
/// Rarity from which a word is rare: one report in a hundred and fifty has it.
pub(crate) const RARE: f32 = 5.0;

/// Heaviest words of a report by which others are found. With [`NEWEST_WITH_WORD`] and [`NEAREST`],
/// 95 of a hundred pairs of one story are compared, and all but three of a hundred reports that
/// have an earlier one in their story are held against one (gva, allsides, ECB+).
pub(crate) const KEY_WORDS: usize = 32;
/// Reports with one key word that are remembered: the newest.
pub(crate) const NEWEST_WITH_WORD: usize = 128;
/// Earlier reports that a new one is compared with.
pub(crate) const NEAREST: usize = 80;
/// Ranks among the nearest, by likeness, whose mean tells how dense a report's surroundings are.
pub(crate) const DENSITY_RANKS: Range<usize> = 15..40;
/// Likeness that stands at ranks that are not taken.
pub(crate) const DENSITY_PADDED: f32 = 0.06;
/// Strongest links that the second model looks at.
pub(crate) const STRONGEST: usize = 10;

/// A link from which a report has company, in logits.
pub(crate) const RATE_STRONG: f32 = 2.0;
/// Share of reports that are taken to have company before any came: who gives a handful of
/// reports mostly gives those of one event.
pub(crate) const RATE_START: f64 = 0.75;
/// Reports over which that share is a running mean, at most and at first.
pub(crate) const RATE_REPORTS: f64 = 200.0;
/// See [`RATE_REPORTS`].
pub(crate) const RATE_YOUNG: f64 = 20.0;
/// Bounds of the share.
pub(crate) const RATE_BOUNDS: (f64, f64) = (0.02, 0.98);
/// How much of the share's logit is added to a link. Of 0 to 1, this fitted one threshold best to
/// small collections and to long streams.
pub(crate) const RATE_WEIGHT: f64 = 0.7;
/// What is added to a link where a date is missing: the first model takes its absence for more
/// than it is.
pub(crate) const NO_DATE_BONUS: f32 = 0.5;

/// Bounds of a link where links are averaged: one that is very sure must not outvote five.
pub(crate) const BOUNDS: (f32, f32) = (-6.0, 8.0);
/// The link of two reports that were never compared.
pub(crate) const STRANGERS: f32 = -5.0;
/// Stories next to a report that are looked at.
pub(crate) const NEAR_STORIES: usize = 6;
/// Newest members by which a story is known.
pub(crate) const NEWEST_MEMBERS: usize = 16;
/// Weight of the strongest link to a story against the mean of all.
pub(crate) const CLOSEST: f32 = 0.4;
/// Stories that are grouped anew with a report.
pub(crate) const POOLED_STORIES: usize = 3;
/// How far below the threshold a story may be to be grouped anew.
pub(crate) const POOL_MARGIN: f32 = 2.0;

/// Days without a report after which a story in a stream is over.
pub(crate) const SILENT_DAYS: i32 = 180;
/// Reports that must have come in between, too: an archive in no order jumps between years.
pub(crate) const SILENT_AT_LEAST: u32 = 2_000;
/// Reports that come in between after which it is over, whatever their dates: what is kept of them
/// takes some seven kilobytes each.
pub(crate) const SILENT_REPORTS: u32 = 100_000;
/// Dated reports of late by which it is told what day it is, and how many of them must have
/// reached it.
pub(crate) const CLOCK_REPORTS: usize = 32;
/// See [`CLOCK_REPORTS`].
pub(crate) const CLOCK_AGREES: usize = 8;
