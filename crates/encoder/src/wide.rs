//! Many numbers at once, by the widest instructions that the processor has.
//!
//! Additions and multiplications are neither fused nor put in another order than is written here: the
//! result is the same everywhere.

/// Sums and greatest numbers are kept for so many numbers side by side.
const LANES: usize = 8;

/// Does work on many numbers with those instructions, as far as it becomes part of this function.
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}

/// Adds `more` to the numbers, one to one.
#[inline(always)]
pub(crate) fn add(numbers: &mut [f32], more: &[f32]) {
    for (number, more) in numbers.iter_mut().zip(more) {
        *number += more;
    }
}

/// The sum of what `of` makes of each number.
#[inline(always)]
pub(crate) fn sum(numbers: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (eights, rest) = numbers.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for eight in eights {
        for (sum, number) in sums.iter_mut().zip(eight) {
            *sum += of(*number);
        }
    }
    let rest: f32 = rest.iter().map(|number| of(*number)).sum();
    sums.iter().sum::<f32>() + rest
}

/// The greatest of what `of` makes of each number, or `least` where none is above it.
#[inline(always)]
pub(crate) fn greatest(numbers: &[f32], least: f32, of: impl Fn(f32) -> f32) -> f32 {
    let (eights, rest) = numbers.as_chunks::<LANES>();
    let mut tops = [least; LANES];
    for eight in eights {
        for (top, number) in tops.iter_mut().zip(eight) {
            // Not `max`, which asks for numbers that are none.
            let number = of(*number);
            *top = if number > *top { number } else { *top };
        }
    }
    let rest = rest.iter().map(|number| of(*number));
    tops.into_iter().chain(rest).fold(least, f32::max)
}

/// The sum of the products of both, one to one.
pub(crate) fn dot(one: &[f32], other: &[f32]) -> f32 {
    wide(
        #[inline(always)]
        || {
            let (ones, others) = (one.as_chunks::<LANES>(), other.as_chunks::<LANES>());
            let mut sums = [0.0; LANES];
            for (one, other) in ones.0.iter().zip(others.0) {
                for at in 0..LANES {
                    sums[at] += one[at] * other[at];
                }
            }
            let rest: f32 = ones.1.iter().zip(others.1).map(|(a, b)| a * b).sum();
            sums.iter().sum::<f32>() + rest
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_count_as_much_as_whole_eights() {
        let numbers: Vec<f32> = (0..19).map(|at| at as f32 - 9.0).collect();
        assert_eq!(sum(&numbers, |number| number), 0.0);
        assert_eq!(greatest(&numbers, 0.0, |number| number), 9.0);
        assert_eq!(greatest(&numbers[..3], 0.0, f32::abs), 9.0);
        assert_eq!(greatest(&[], 2.0, |number| number), 2.0);
        assert_eq!(dot(&numbers, &numbers), 570.0);
    }
}
