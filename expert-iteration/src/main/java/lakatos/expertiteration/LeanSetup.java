package lakatos.expertiteration;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import lakatos.leanbridge.Toolchain;

/**
 * Which Lean an executor starts.
 *
 * @param record what {@code lean-project/provision} wrote, at the same place on every machine
 * @param project a Lake project whose libraries are wanted; empty for none
 * @param workers Lean processes of one executor
 */
public record LeanSetup(String record, String project, int workers) implements Serializable {
  public LeanSetup {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers);
    }
  }

  Toolchain toolchain() {
    return Toolchain.provisioned(
        Path.of(record), project.isEmpty() ? Optional.empty() : Optional.of(Path.of(project)));
  }
}
