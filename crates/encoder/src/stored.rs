//! A safetensors file of `models/`, read where it lies in the binary.

use safetensors::{Dtype, SafeTensors};

use crate::EncoderError;
use crate::network::broken;

/// The file's tensors, and its name for messages.
pub(crate) struct Stored {
    name: &'static str,
    tensors: SafeTensors<'static>,
}

impl Stored {
    /// Reads the file's header.
    pub fn new(name: &'static str, file: &'static [u8]) -> Result<Self, EncoderError> {
        let tensors = SafeTensors::deserialize(file).map_err(|error| broken(name, error))?;
        Ok(Self { name, tensors })
    }

    /// Whether there is such a tensor.
    pub fn has(&self, tensor: &str) -> bool {
        self.tensors.tensor(tensor).is_ok()
    }

    /// The int8 numbers of a tensor, each byte an `i8`.
    pub fn bytes(&self, tensor: &str) -> Result<&'static [u8], EncoderError> {
        self.data(tensor, Dtype::I8)
    }

    /// The f32 numbers of a tensor.
    pub fn floats(&self, tensor: &str) -> Result<Vec<f32>, EncoderError> {
        let bytes = self.data(tensor, Dtype::F32)?;
        let numbers = bytes.as_chunks().0.iter();
        Ok(numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// The error that says what is wrong with the file.
    pub fn wrong(&self, why: &str) -> EncoderError {
        broken(self.name, why)
    }

    fn data(&self, tensor: &str, dtype: Dtype) -> Result<&'static [u8], EncoderError> {
        let found = (self.tensors.tensor(tensor)).map_err(|error| broken(self.name, error))?;
        match found.dtype() == dtype {
            true => Ok(found.data()),
            false => Err(self.wrong(&format!("{tensor} has another type"))),
        }
    }
}
