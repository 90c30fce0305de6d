package lakatos.prover.model;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face checkpoint folder, as it is: configuration, tokenizer, chat template; the weights
 * stay on disk until they are asked for.
 */
final class Checkpoint implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final ModelConfig config;
  private final Tokenizer tokenizer;
  private final Optional<ChatTemplate> template;

  private Checkpoint(
      Path folder, ModelConfig config, Tokenizer tokenizer, Optional<ChatTemplate> template) {
    this.folder = folder;
    this.config = config;
    this.tokenizer = tokenizer;
    this.template = template;
  }

  /**
   * Opens a folder.
   *
   * @throws ModelException {@code BAD_CHECKPOINT} with one sentence that says what is wrong and
   *     where
   */
  static Checkpoint open(Path folder) {
    if (!Files.isRegularFile(folder.resolve("config.json"))) {
      throw bad(folder + " is not a checkpoint folder: there is no config.json in it", null);
    }
    try {
      ModelConfig config =
          ModelConfig.of(json(folder, "config.json"), json(folder, "generation_config.json"));
      Optional<ChatTemplate> template = ChatTemplate.read(folder);
      Tokenizer tokenizer = Tokenizer.read(folder);
      if (tokenizer.size() > config.vocabulary()) {
        tokenizer.close();
        throw new IllegalArgumentException(
            "the tokenizer has "
                + tokenizer.size()
                + " tokens and the model "
                + config.vocabulary()
                + "; they do not belong together");
      }
      return new Checkpoint(folder, config, tokenizer, template);
    } catch (IllegalArgumentException e) {
      throw bad(named(folder, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw bad("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not JSON", e);
    }
  }

  private static String named(Path folder, String sentence) {
    return sentence.contains(folder.toString()) ? sentence : folder + ": " + sentence;
  }

  private static ModelException bad(String sentence, @Nullable Exception cause) {
    return cause == null
        ? new ModelException(ModelException.Reason.BAD_CHECKPOINT, sentence)
        : new ModelException(ModelException.Reason.BAD_CHECKPOINT, sentence, cause);
  }

  Path folder() {
    return folder;
  }

  ModelConfig config() {
    return config;
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  Optional<ChatTemplate> template() {
    return template;
  }

  /**
   * Turns a prompt into tokens, a chat by the checkpoint's own template.
   *
   * @throws ModelException {@code REFUSED} if there is no template, or it does not take the chat
   */
  int[] encode(Prompt prompt) {
    if (prompt instanceof Prompt.Text text) {
      return tokenizer.encode(text.text(), true);
    }
    ChatTemplate chat =
        template.orElseThrow(
            () ->
                new ModelException(
                    ModelException.Reason.REFUSED,
                    folder + " has no chat template; use a profile with raw completion"));
    try {
      return tokenizer.encode(chat.render((Prompt.Chat) prompt), false);
    } catch (IllegalArgumentException e) {
      throw new ModelException(ModelException.Reason.REFUSED, folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the weights.
   *
   * @param device where they shall be
   * @param precision in which they shall be kept
   * @param positions longest sequence that will be computed
   * @throws ModelException {@code BAD_CHECKPOINT} with one sentence if they are not as they should
   */
  Decoder decoder(Device device, Precision precision, int positions) {
    try {
      return Decoder.read(folder, config, device, precision, positions);
    } catch (IllegalArgumentException e) {
      throw bad(named(folder, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw bad("cannot read the weights in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the weights to train them.
   *
   * @throws ModelException as {@link #decoder}
   */
  TrainedDecoder trained(Device device, TrainerOptions options) {
    try {
      return TrainedDecoder.read(folder, config, device, options);
    } catch (IllegalArgumentException e) {
      throw bad(named(folder, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw bad("cannot read the weights in " + folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
