//! Average linkage.

/// Joins the two groups with the greatest mean link while it is above the threshold, and gives
/// each item the first item of its group. `links` is square and symmetric; its diagonal is not
/// read. Of equal means the first is taken, groups in the order of their first items.
pub(super) fn average_linkage(links: &[Vec<f32>], threshold: f32) -> Vec<usize> {
    let count = links.len();
    let mut sums: Vec<Vec<f32>> = links.to_vec();
    let mut sizes = vec![1.0f32; count];
    let mut group: Vec<usize> = (0..count).collect();
    let mut alive: Vec<usize> = (0..count).collect();
    while let Some((later, earlier)) = strongest(&sums, &sizes, &alive, threshold) {
        for &other in &alive {
            let sum = sums[earlier][other] + sums[later][other];
            sums[earlier][other] = sum;
            sums[other][earlier] = sum;
        }
        sizes[earlier] += sizes[later];
        alive.retain(|&one| one != later);
        group
            .iter_mut()
            .filter(|one| **one == later)
            .for_each(|one| *one = earlier);
    }
    group
}

/// The two groups with the greatest mean link above the threshold, the later first.
fn strongest(
    sums: &[Vec<f32>],
    sizes: &[f32],
    alive: &[usize],
    threshold: f32,
) -> Option<(usize, usize)> {
    let mut best = threshold;
    let mut found = None;
    for (place, &later) in alive.iter().enumerate() {
        for &earlier in &alive[..place] {
            let mean = sums[later][earlier] / (sizes[later] * sizes[earlier]);
            if mean > best {
                best = mean;
                found = Some((later, earlier));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(links: &[(usize, usize, f32)], count: usize) -> Vec<usize> {
        let mut matrix = vec![vec![-5.0; count]; count];
        for &(a, b, link) in links {
            matrix[a][b] = link;
            matrix[b][a] = link;
        }
        average_linkage(&matrix, 0.0)
    }

    #[test]
    fn the_strongest_join_first_and_the_others_only_if_alike_on_average() {
        assert_eq!(grouped(&[(0, 1, 6.0), (1, 2, 2.0)], 3), [0, 0, 2]);
        assert_eq!(grouped(&[(0, 1, 6.0), (1, 2, 6.0)], 3), [0, 0, 0]);
        assert_eq!(grouped(&[(0, 3, 1.0), (1, 2, 2.0)], 4), [0, 1, 1, 0]);
    }

    #[test]
    fn nothing_is_grouped_as_nothing() {
        assert!(average_linkage(&[], 0.0).is_empty());
    }
}
