//! What the small heads of this room begin with: a vector for each word, made of what two of the
//! network's layers made of its first piece, and of the words beside it.

use crate::EncoderError;
use crate::linear::Linear;
use crate::network::broken;
use crate::spans::Encoding;
use crate::stored::Stored;
use crate::wide::add;

pub(crate) struct Trunk {
    inputs: Linear,
    /// Each makes a word's vector of its own, the one before and the one behind.
    near: Vec<Linear>,
}

/// The words of some sentences, one behind the other.
pub(crate) struct Rows {
    /// Where each sentence's words begin, and one past the last.
    pub bounds: Vec<usize>,
    width: usize,
    pub numbers: Vec<f32>,
}

impl Rows {
    pub fn row(&self, row: usize) -> &[f32] {
        &self.numbers[row * self.width..(row + 1) * self.width]
    }
}

impl Trunk {
    /// From the tensors `inputs`, `near.0` … of a file.
    pub fn new(file: &Stored, layers: usize) -> Result<Self, EncoderError> {
        let near = (0..layers).map(|layer| Linear::new(file, &format!("near.{layer}")));
        let trunk = Self {
            inputs: Linear::new(file, "inputs")?,
            near: near.collect::<Result<_, _>>()?,
        };
        let width = trunk.width();
        let fits = |layer: &Linear| layer.inputs() == 3 * width && layer.outputs() == width;
        match trunk.near.iter().all(fits) {
            true => Ok(trunk),
            false => Err(file.wrong("the layers of its trunk do not fit")),
        }
    }

    /// Numbers that a word's vector is made of.
    pub fn inputs(&self) -> usize {
        self.inputs.inputs()
    }

    /// Numbers in a word's vector.
    pub fn width(&self) -> usize {
        self.inputs.outputs()
    }

    /// Vectors of the words of sentences, which are indices into the encoding's words.
    ///
    /// # Errors
    /// When the encoding is one of another encoder.
    pub fn of(
        &self,
        encoding: &Encoding,
        sentences: impl Iterator<Item = impl Iterator<Item = usize>>,
    ) -> Result<Rows, EncoderError> {
        let mut bounds = vec![0];
        let mut states = Vec::new();
        for words in sentences {
            for word in words {
                let (last, middle) = (encoding.state(word), encoding.middle(word));
                if last.len() != middle.len() || 2 * last.len() != self.inputs() {
                    return Err(broken("a head", "the encoding is another encoder's"));
                }
                states.extend_from_slice(last);
                states.extend_from_slice(middle);
            }
            bounds.push(states.len() / self.inputs());
        }
        let width = self.width();
        let mut numbers = self.inputs.of_rows(&states);
        numbers.iter_mut().for_each(rectify);
        // Each sentence with a row of noughts before it, and one behind the last.
        let mut apart = Vec::new();
        for near in &self.near {
            apart.clear();
            for bound in bounds.windows(2) {
                apart.resize(apart.len() + width, 0.0);
                apart.extend_from_slice(&numbers[bound[0] * width..bound[1] * width]);
            }
            apart.resize(apart.len() + width, 0.0);
            let before = bounds.windows(2).enumerate();
            let before = before
                .flat_map(|(noughts, bound)| (bound[0]..bound[1]).map(move |row| row + noughts));
            let three = before.map(|row| &apart[row * width..(row + 3) * width]);
            let mut more = near.of_each(three.collect::<Vec<_>>().into_iter());
            more.iter_mut().for_each(rectify);
            add(&mut numbers, &more);
        }
        Ok(Rows {
            bounds,
            width,
            numbers,
        })
    }
}

pub(crate) fn rectify(number: &mut f32) {
    *number = number.max(0.0);
}
