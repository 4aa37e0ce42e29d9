/// Named tensors as they lie in a safetensors file, the file format of parameters.
///
/// The format is eight bytes with the length of a header, the header in JSON (name, type, shape and
/// place of every tensor), and the numbers, little-endian, one tensor after the other
/// (https://github.com/huggingface/safetensors). It holds no code and no pointers: a file from a
/// stranger can be wrong, but it cannot do anything.
///
/// ```swift
/// let bias = Safetensors.Tensor(name: "bias", shape: [2], scalars: [0.5, -1])
/// try Safetensors([bias], metadata: ["cell": "lstm"]).write(to: "model.safetensors")
/// let weights = try Safetensors(contentsOf: "model.safetensors")
/// weights["bias"]?.scalars  // [0.5, -1.0]
/// ```
///
/// Other frameworks' files can be read too: 16-bit, 32-bit and 64-bit floats all become `Float`.
/// What is written is always 32-bit, and always the same bytes for the same value.
public struct Safetensors: Hashable, Sendable {
  /// One array of numbers with its name and shape.
  public struct Tensor: Hashable, Sendable {
    /// The name, unique within a file.
    public let name: String
    /// The sizes of the axes; empty for a single number.
    public let shape: [Int]
    /// The numbers, the last axis varying fastest.
    public let scalars: [Float]

    /// A tensor with as many numbers as its shape has places.
    public init(name: String, shape: [Int], scalars: [Float]) {
      precondition(
        shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == scalars.count,
        "tensor \(name) of shape \(shape) was given \(scalars.count) numbers")
      self.name = name
      self.shape = shape
      self.scalars = scalars
    }
  }

  /// The tensors, in the order in which their numbers lie in the file.
  public var tensors: [Tensor]
  /// Whatever the file says about itself, as text.
  public var metadata: [String: String]

  /// Tensors with names of their own, and what there is to say about them.
  public init(_ tensors: [Tensor] = [], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The tensor of that name, or nil.
  public subscript(name: String) -> Tensor? {
    tensors.first { $0.name == name }
  }
}
