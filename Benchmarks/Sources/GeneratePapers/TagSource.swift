/// Generates two to five tags per paper, with frequencies that decrease from the first to the last.
struct TagSource {
  private let choice = WeightedChoice.zipf(count: TagSource.tags.count)

  func list(random: inout RandomSource) -> [String] {
    let length = 2 + random.below(4)
    var positions: [Int] = []
    while positions.count < length {
      let position = choice.draw(from: &random)
      if !positions.contains(position) { positions.append(position) }
    }
    return positions.map { Self.tags[$0] }
  }

  static let tags = [
    "large language models", "computer vision", "reinforcement learning", "transformers",
    "diffusion models", "agents", "reasoning", "benchmarks", "datasets", "multimodal models",
    "robotics", "natural language processing", "code generation", "retrieval", "evaluation",
    "alignment", "speech recognition", "machine translation", "graph neural networks",
    "optimization", "image generation", "video generation", "interpretability", "safety",
    "fine-tuning", "pretraining", "efficiency", "quantization", "distillation",
    "long context", "in-context learning", "instruction tuning", "preference learning",
    "federated learning", "self-supervised learning", "contrastive learning", "few-shot learning",
    "continual learning", "time series", "recommender systems", "question answering",
    "summarization", "dialogue", "knowledge graphs", "3d vision", "object detection",
    "segmentation", "medical imaging", "bioinformatics", "chemistry", "physics",
    "climate", "autonomous driving", "causal inference", "fairness", "privacy",
    "adversarial robustness", "bayesian methods", "theory", "quantum computing",
  ]
}
