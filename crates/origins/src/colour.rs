//! The smallest number of colours of a small graph.

/// Conflicts between roots: `edges[i]` has bit `j` where `i` and `j` cannot be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conflicts {
    rows: Vec<Vec<bool>>,
}

/// Roots with at least one conflict up to which the answer is exact. Beyond it a clique bounds it
/// from below: branch and bound may take time exponential in the number of roots, and with
/// twenty-four it is well under a millisecond.
pub(crate) const EXACT_UP_TO: usize = 24;

impl Conflicts {
    /// `nodes` roots, none in conflict.
    pub(crate) fn new(nodes: usize) -> Self {
        Self {
            rows: vec![vec![false; nodes]; nodes],
        }
    }

    /// Notes that two roots cannot be one. A root is never in conflict with itself.
    pub(crate) fn add(&mut self, one: usize, other: usize) {
        if one != other {
            self.rows[one][other] = true;
            self.rows[other][one] = true;
        }
    }

    /// Whether two roots cannot be one.
    pub(crate) fn between(&self, one: usize, other: usize) -> bool {
        self.rows[one][other]
    }

    /// How many roots there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    fn degree(&self, node: usize) -> usize {
        self.rows[node].iter().filter(|edge| **edge).count()
    }
}

/// The chromatic number, or a lower bound of it beyond [`EXACT_UP_TO`] roots in conflict; and
/// whether it is exact.
pub(crate) fn fewest(conflicts: &Conflicts) -> (usize, bool) {
    let involved: Vec<usize> = (0..conflicts.len())
        .filter(|&node| conflicts.degree(node) > 0)
        .collect();
    if involved.is_empty() {
        return (usize::from(conflicts.len() > 0), true);
    }
    let lower = clique(conflicts, &involved);
    let mut search = Search {
        conflicts,
        nodes: &involved,
        colour: vec![None; conflicts.len()],
        best: greedy(conflicts, &involved),
        lower,
    };
    if search.best == lower {
        return (lower, true);
    }
    if involved.len() > EXACT_UP_TO {
        return (lower, false);
    }
    search.branch(0, 0);
    (search.best, true)
}

/// The size of a large clique, grown greedily from each node: a lower bound.
fn clique(conflicts: &Conflicts, nodes: &[usize]) -> usize {
    let mut order = nodes.to_vec();
    order.sort_by_key(|&node| (std::cmp::Reverse(conflicts.degree(node)), node));
    let grown_from = |start: usize| {
        let mut members = vec![start];
        for &node in &order {
            if members.iter().all(|&m| conflicts.between(m, node)) {
                members.push(node);
            }
        }
        members.len()
    };
    nodes.iter().map(|&n| grown_from(n)).max().unwrap_or(0)
}

/// The number of colours that a first-fit colouring by falling degree takes: an upper bound.
fn greedy(conflicts: &Conflicts, nodes: &[usize]) -> usize {
    let mut order = nodes.to_vec();
    order.sort_by_key(|&node| (std::cmp::Reverse(conflicts.degree(node)), node));
    let mut classes: Vec<Vec<usize>> = Vec::new();
    for node in order {
        let fits = classes
            .iter_mut()
            .find(|class| class.iter().all(|&m| !conflicts.between(m, node)));
        match fits {
            Some(class) => class.push(node),
            None => classes.push(vec![node]),
        }
    }
    classes.len()
}

/// Branch and bound by saturation (DSATUR): the next node is the one with fewest colours left.
struct Search<'a> {
    conflicts: &'a Conflicts,
    nodes: &'a [usize],
    colour: Vec<Option<usize>>,
    best: usize,
    lower: usize,
}

impl Search<'_> {
    fn branch(&mut self, coloured: usize, used: usize) {
        if used >= self.best || self.best == self.lower {
            return;
        }
        if coloured == self.nodes.len() {
            self.best = used;
            return;
        }
        let Some(node) = self.next() else { return };
        let taken = self.taken(node);
        for colour in 0..=used {
            if taken.contains(&colour) || colour + 1 >= self.best && colour == used {
                continue;
            }
            self.colour[node] = Some(colour);
            self.branch(coloured + 1, used.max(colour + 1));
            self.colour[node] = None;
        }
    }

    fn next(&self) -> Option<usize> {
        let open = self.nodes.iter().filter(|&&n| self.colour[n].is_none());
        open.copied().max_by_key(|&n| {
            (
                self.taken(n).len(),
                self.conflicts.degree(n),
                usize::MAX - n,
            )
        })
    }

    fn taken(&self, node: usize) -> Vec<usize> {
        let mut colours: Vec<usize> = self
            .nodes
            .iter()
            .filter(|&&other| self.conflicts.between(node, other))
            .filter_map(|&other| self.colour[other])
            .collect();
        colours.sort_unstable();
        colours.dedup();
        colours
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tries every colouring of the nodes.
    fn naive(conflicts: &Conflicts) -> usize {
        let n = conflicts.len();
        (0..=n)
            .find(|&colours| {
                colours.pow(n as u32) > 0
                    && (0..colours.pow(n as u32)).any(|code| {
                        let colour = |i: usize| code / colours.pow(i as u32) % colours;
                        (0..n).all(|i| {
                            (0..i).all(|j| !conflicts.between(i, j) || colour(i) != colour(j))
                        })
                    })
                    || n == 0
            })
            .unwrap_or(n)
    }

    fn graph(n: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> Conflicts {
        let mut conflicts = Conflicts::new(n);
        for (a, b) in edges {
            conflicts.add(a, b);
        }
        conflicts
    }

    #[test]
    fn a_ring_of_five_takes_three() {
        assert_eq!(
            fewest(&graph(5, (0..5).map(|i| (i, (i + 1) % 5)))),
            (3, true)
        );
    }

    #[test]
    fn no_roots_take_none_and_roots_without_conflict_take_one() {
        assert_eq!(fewest(&Conflicts::new(0)), (0, true));
        assert_eq!(fewest(&Conflicts::new(9)), (1, true));
    }

    #[test]
    fn a_large_complete_graph_is_exact_because_its_clique_meets_its_colouring() {
        let all = (0..40).flat_map(|i| (0..i).map(move |j| (i, j)));
        assert_eq!(fewest(&graph(40, all)), (40, true));
    }

    #[test]
    fn beyond_twenty_four_roots_a_clique_bounds_from_below() {
        let rings = (0..6).flat_map(|r| (0..5).map(move |i| (r * 5 + i, r * 5 + (i + 1) % 5)));
        assert_eq!(fewest(&graph(30, rings)), (2, false));
    }

    #[test]
    fn the_hardest_small_graphs_are_answered_at_once() {
        // Kneser-like: 24 nodes, pseudo-random edges from a fixed rule.
        let edges = (0..24).flat_map(|i| (0..i).map(move |j| (i, j)));
        let dense = edges.filter(|(i, j)| (i * 7 + j * 13 + i * j) % 3 != 0);
        let (colours, exact) = fewest(&graph(24, dense));
        assert!(exact && colours >= 3);
    }

    proptest! {
        #[test]
        fn branch_and_bound_agrees_with_trying_everything(
            n in 0usize..=7, bits in proptest::collection::vec(any::<bool>(), 21)
        ) {
            let pairs = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
            let edges = pairs.zip(bits).filter(|(_, on)| *on).map(|(edge, _)| edge);
            let conflicts = graph(n, edges);
            prop_assert_eq!(fewest(&conflicts), (naive(&conflicts), true));
        }
    }
}
