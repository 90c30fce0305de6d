package lakatos.prover.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lakatos.prover.model.ModelException.Reason;
import lakatos.prover.model.SafeTensors.Entry;

/** The small model that comes with Lakatos: a checkpoint folder, which may be missing. */
public record EmbeddedModel(Path folder) {
  /** What it is called wherever models are named. */
  public static final String NAME = "embedded";

  /** The profile that it was trained with. */
  public static final String PROFILE = "lakatos";

  /**
   * How large it is.
   *
   * @param bytes of its weights on disk
   */
  public record Size(long parameters, long bytes) {}

  /** Where it is in a checkout of Lakatos. */
  public static EmbeddedModel under(Path root) {
    return new EmbeddedModel(root.resolve("models").resolve("lakatos"));
  }

  public boolean isThere() {
    return Files.isRegularFile(folder.resolve("config.json"));
  }

  /**
   * Sees to it that it is there.
   *
   * @throws ModelException {@code BAD_CHECKPOINT} with one sentence if it is not
   */
  public void require() {
    if (!isThere()) {
      throw new ModelException(
          Reason.BAD_CHECKPOINT,
          "there is no embedded model in "
              + folder
              + "; get it with the rest of Lakatos, or name a model of your own with hf:DIR");
    }
  }

  /**
   * Loads it.
   *
   * @throws ModelException as {@link #require} and {@link LocalModel#open}
   */
  public LocalModel open(LocalOptions how) {
    require();
    return LocalModel.open(NAME, folder, how);
  }

  /**
   * Returns how large it is, without loading it.
   *
   * @throws ModelException {@code BAD_CHECKPOINT} with one sentence if it is missing or damaged
   */
  public Size size() {
    require();
    long parameters = 0;
    long bytes = 0;
    try {
      for (Path file : weights()) {
        bytes += Files.size(file);
        try (SafeTensors tensors = SafeTensors.open(file)) {
          for (Entry entry : tensors.entries().values()) {
            parameters += (entry.end() - entry.begin()) / entry.format().bytes();
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ModelException(Reason.BAD_CHECKPOINT, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ModelException(
          Reason.BAD_CHECKPOINT, "cannot read the weights in " + folder + ": " + e.getMessage(), e);
    }
    if (parameters == 0) {
      throw new ModelException(Reason.BAD_CHECKPOINT, "there are no weights in " + folder);
    }
    return new Size(parameters, bytes);
  }

  private List<Path> weights() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).toList();
    }
  }
}
