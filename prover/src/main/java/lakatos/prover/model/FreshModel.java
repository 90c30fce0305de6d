package lakatos.prover.model;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lakatos.prover.model.Layout.Part;
import lakatos.prover.model.Layout.Slot;
import lakatos.prover.model.SafeTensors.Entry;
import lakatos.prover.model.SafeTensors.Format;

/**
 * A model that has learnt nothing yet: a tokenizer of its own and random weights, as a Hugging Face
 * checkpoint of Llama's shape whose head is its embedding.
 *
 * @param hidden size of the states between layers
 * @param intermediate size within a layer's network
 * @param heads query heads; divides {@code hidden}
 * @param kvHeads heads of keys and values; divides {@code heads}
 * @param vocabulary tokens at most, 258 at least: bytes, and where a text begins and ends
 * @param context most tokens of prompt and text together
 * @param seed of the weights
 */
public record FreshModel(
    int layers,
    int hidden,
    int intermediate,
    int heads,
    int kvHeads,
    int vocabulary,
    int context,
    long seed) {
  /** Five million parameters: ten megabytes in bf16. */
  public static final FreshModel DEFAULT = new FreshModel(6, 256, 688, 8, 4, 2048, 1024, 0);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BYTES_AND_SPECIAL = 258;

  /** As GPT-2's; what is added to the residual stream is divided further. */
  private static final double DEVIATION = 0.02;

  public FreshModel {
    require(layers > 0, "layers must be positive: " + layers);
    require(
        hidden > 0 && heads > 0 && hidden % heads == 0 && hidden / heads % 2 == 0,
        "heads must divide the hidden size into even parts: " + heads + ", " + hidden);
    require(
        kvHeads > 0 && heads % kvHeads == 0,
        "heads of keys must divide the heads: " + kvHeads + ", " + heads);
    require(intermediate > 0, "the intermediate size must be positive: " + intermediate);
    require(
        vocabulary >= BYTES_AND_SPECIAL,
        "the vocabulary must have 258 tokens or more: " + vocabulary);
    require(context > 1, "the context must be greater than 1: " + context);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** How large what was written is. */
  public record Size(long parameters, int tokens) {}

  /**
   * Writes the checkpoint: beside its place, and renamed once it is whole.
   *
   * @param texts from which the tokenizer is learnt
   * @throws ModelException {@code FAILED} if it cannot be written, or if something is there
   */
  public Size write(Path folder, Stream<String> texts) {
    Path place = folder.toAbsolutePath().normalize();
    Path beside =
        place.resolveSibling(
            "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try {
      if (Files.exists(place)) {
        throw new IOException("it is there already; name another folder");
      }
      Files.createDirectories(beside);
      Size size = writeInto(beside, texts);
      Files.move(beside, place);
      return size;
    } catch (IOException e) {
      throw new ModelException(
          ModelException.Reason.FAILED,
          "cannot write the checkpoint " + folder + ": " + e.getMessage(),
          e);
    }
  }

  private Size writeInto(Path folder, Stream<String> texts) throws IOException {
    FreshTokenizer tokenizer =
        new FreshTokenizer(BytePairs.learn(texts, vocabulary - BYTES_AND_SPECIAL));
    ObjectNode config = config(tokenizer);
    json(folder.resolve("tokenizer.json"), tokenizer.json());
    json(
        folder.resolve("tokenizer_config.json"),
        JSON.createObjectNode()
            .put("tokenizer_class", "PreTrainedTokenizerFast")
            .put("bos_token", FreshTokenizer.BEGIN)
            .put("eos_token", FreshTokenizer.END)
            .put("pad_token", FreshTokenizer.END)
            .put("model_max_length", context));
    json(folder.resolve("config.json"), config);
    json(
        folder.resolve("generation_config.json"),
        JSON.createObjectNode()
            .put("bos_token_id", tokenizer.begin())
            .put("eos_token_id", tokenizer.end()));
    long parameters =
        weights(
            folder.resolve("model.safetensors"), ModelConfig.of(config, MissingNode.getInstance()));
    return new Size(parameters, tokenizer.size());
  }

  private static void json(Path file, ObjectNode node) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), node);
  }

  private ObjectNode config(FreshTokenizer tokenizer) {
    ObjectNode config = JSON.createObjectNode();
    config.putArray("architectures").add("LlamaForCausalLM");
    return config
        .put("model_type", "llama")
        .put("hidden_act", "silu")
        .put("hidden_size", hidden)
        .put("intermediate_size", intermediate)
        .put("num_hidden_layers", layers)
        .put("num_attention_heads", heads)
        .put("num_key_value_heads", kvHeads)
        .put("vocab_size", tokenizer.size())
        .put("max_position_embeddings", context)
        .put("rms_norm_eps", 1e-5)
        .put("rope_theta", 10000.0)
        .put("attention_bias", false)
        .put("mlp_bias", false)
        .put("tie_word_embeddings", true)
        .put("initializer_range", DEVIATION)
        .put("bos_token_id", tokenizer.begin())
        .put("eos_token_id", tokenizer.end())
        .put("torch_dtype", "float32");
  }

  private long weights(Path file, ModelConfig config) throws IOException {
    List<Part> parts =
        Layout.of(config).slots().stream().map(Slot::parts).flatMap(List::stream).toList();
    List<Entry> entries = new ArrayList<>();
    long at = 0;
    for (Part part : parts) {
      long end = at + part.size() * Float.BYTES;
      entries.add(new Entry(part.name(), Format.F32, part.shape(), at, end));
      at = end;
    }
    Random random = new Random(seed);
    try (SafeTensorsWriter writer = SafeTensorsWriter.create(file, entries)) {
      for (Part part : parts) {
        writer.append(values(part, random));
      }
    }
    return at / Float.BYTES;
  }

  private ByteBuffer values(Part part, Random random) {
    ByteBuffer values =
        ByteBuffer.allocate(Math.toIntExact(part.size() * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    boolean norm = part.columns() == 0;
    boolean residual = part.name().matches(".*\\.(o_proj|down_proj)\\.weight");
    double deviation = residual ? DEVIATION / Math.sqrt(2.0 * layers) : DEVIATION;
    while (values.hasRemaining()) {
      values.putFloat(norm ? 1 : (float) (deviation * random.nextGaussian()));
    }
    return values.flip();
  }
}
