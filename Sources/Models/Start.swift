/// How the parameters of a model start.
///
/// A start concerns the cell; embeddings and read-outs follow the source the start is taken from.
public enum Start: String, Sendable, Hashable, Codable, CaseIterable {
  /// Uniform in ±√(6 / (fan-in + fan-out)) (Glorot & Bengio, AISTATS 2010) for every tensor of the
  /// cell, biases too, as rows of fan-in 1; embedding and read-out weights likewise, its bias zero:
  /// the textbook's.
  case xavier
  /// Uniform in ±1/√hidden, cell and read-out; the embedding from N(0, 1): PyTorch's own.
  case uniform
  /// The cell all zero; the rest as `xavier`: what widely copied ports of the textbook do.
  case zero
  /// Recurrent weights the identity, biases zero, the rest as `xavier` (Le, Jaitly & Hinton, 2015,
  /// arXiv:1504.00941, who draw the input weights smaller).
  case identity
  /// Recurrent weights orthogonal (Saxe, McClelland & Ganguli, 2014, arXiv:1312.6120), biases zero,
  /// the rest as `xavier`.
  case orthogonal
  /// The cell as `uniform`, the read-out from N(0, 1): the course experiment's.
  case course
  /// Recurrent weights from 2·N(0, 1)/√hidden, so large that gradients explode; biases zero, the rest
  /// as `xavier`.
  case large
}
