//! What a page says of its article: JSON-LD, Open Graph, other `<meta>`, `<time>`, links.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node as Kind};

use super::{json_ld, plain, text_of};
use crate::clean::one_line;
use crate::draft::Draft;

/// Bytes of one JSON-LD script that are looked at, and how many scripts.
const SCRIPT_BYTES: usize = 2 << 20;
const SCRIPTS: usize = 50;

/// Names of `<meta>` elements, the most trusted first.
const TITLE: [&str; 4] = ["og:title", "twitter:title", "dc.title", "parsely-title"];
const OUTLET: [&str; 5] = [
    "og:site_name",
    "publisher",
    "dc.publisher",
    "application-name",
    "copyright-holder",
];
const BYLINE: [&str; 7] = [
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byline",
];
const PUBLISHED: [&str; 14] = [
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
    "og:pubdate",
];
const URL: [&str; 1] = ["og:url"];
const LANGUAGE: [&str; 3] = ["og:locale", "content-language", "language"];

/// What is met on one walk over the page.
#[derive(Default)]
struct Found<'a> {
    metas: Vec<(String, &'a str)>,
    scripts: Vec<String>,
    canonical: Option<&'a str>,
    language: Option<&'a str>,
    title: Option<String>,
    heading: Option<String>,
    time: Option<&'a str>,
    published_time: Option<&'a str>,
}

/// Notes what the page says, and returns the article's text where JSON-LD gives it.
pub(super) fn read(html: &Html, draft: &mut Draft) -> Option<String> {
    let mut found = Found::default();
    for node in html.tree.nodes() {
        if let Kind::Element(element) = node.value() {
            found.look(node, element);
        }
    }
    let article = json_ld::article(&found.scripts);
    let meta = |names: &[&str]| {
        let values = names.iter().flat_map(|name| {
            let same = found.metas.iter().filter(move |(key, _)| key == name);
            same.map(|(_, value)| one_line(&plain(value)))
        });
        values.filter(|value| !value.is_empty()).collect::<Vec<_>>()
    };
    let no_address = |value: &String| !value.contains("://") && !value.starts_with('@');
    draft.url = found
        .canonical
        .map(str::to_owned)
        .or_else(|| meta(&URL).into_iter().next());
    draft.url = draft.url.take().or(article.url);
    let site = meta(&OUTLET).into_iter().find(no_address);
    draft.outlet = article.publisher.or(site).or(article.part_of);
    draft.byline = article
        .author
        .or_else(|| meta(&BYLINE).into_iter().find(no_address));
    draft.published = article
        .published
        .or_else(|| meta(&PUBLISHED).into_iter().next())
        .or_else(|| found.published_time.or(found.time).map(str::to_owned));
    draft.language = found
        .language
        .map(str::to_owned)
        .or_else(|| meta(&LANGUAGE).into_iter().next())
        .or(article.language);
    let headline = article
        .headline
        .or_else(|| meta(&TITLE).into_iter().next())
        .or(found.heading)
        .or(found.title);
    draft.title = headline.map(|headline| without_site(&headline, draft.outlet.as_deref()));
    article.body
}

impl<'a> Found<'a> {
    fn look(&mut self, node: NodeRef<'a, Kind>, element: &'a Element) {
        match element.name() {
            "html" => self.language = element.attr("lang").or(element.attr("xml:lang")),
            "meta" => {
                let attributes = ["property", "name", "itemprop", "http-equiv"];
                let name = attributes
                    .iter()
                    .find_map(|attribute| element.attr(attribute));
                if let (Some(name), Some(content)) = (name, element.attr("content")) {
                    self.metas.push((name.trim().to_ascii_lowercase(), content));
                }
            }
            "link" => {
                let rel = element.attr("rel").unwrap_or_default();
                if rel
                    .split_ascii_whitespace()
                    .any(|rel| rel.eq_ignore_ascii_case("canonical"))
                {
                    self.canonical = self.canonical.or(element.attr("href"));
                }
            }
            "script" if self.scripts.len() < SCRIPTS => {
                let kind = element.attr("type").unwrap_or_default();
                if kind.trim().eq_ignore_ascii_case("application/ld+json") {
                    let text = text_of(node);
                    if text.len() <= SCRIPT_BYTES {
                        self.scripts.push(text);
                    }
                }
            }
            "title" if self.title.is_none() => self.title = words(node),
            "h1" if self.heading.is_none() => self.heading = words(node),
            "time" => self.look_at_time(node, element),
            _ => {}
        }
    }

    /// A time counts where it stands in the article or its head; one that says what it is, anywhere.
    fn look_at_time(&mut self, node: NodeRef<'a, Kind>, element: &'a Element) {
        let Some(value) = element.attr("datetime") else {
            return;
        };
        let class = element
            .attr("class")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let says = element.attr("itemprop") == Some("datePublished")
            || element.attr("pubdate").is_some()
            || class.contains("publ");
        if says && self.published_time.is_none() {
            self.published_time = Some(value);
        }
        if self.time.is_none() {
            let mut above = node
                .ancestors()
                .take(200)
                .filter_map(|node| node.value().as_element());
            if above.any(|element| matches!(element.name(), "article" | "header" | "main")) {
                self.time = Some(value);
            }
        }
    }
}

fn words(node: NodeRef<'_, Kind>) -> Option<String> {
    let words = one_line(&plain(&text_of(node)));
    (!words.is_empty()).then_some(words)
}

/// "Ferry sinks | The Courier" without the outlet.
fn without_site(headline: &str, outlet: Option<&str>) -> String {
    let headline = plain(headline);
    let Some(outlet) = outlet else {
        return headline;
    };
    for dash in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((title, site)) = headline.rsplit_once(dash)
            && site.trim().eq_ignore_ascii_case(outlet.trim())
        {
            return title.trim().to_owned();
        }
    }
    headline
}
