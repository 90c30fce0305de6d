package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Which Lean this is.
 *
 * @param version as Lean prints it
 * @param commit of Lean's repository
 * @param platform target triple
 * @param official whether it is a release build of the Lean project; the npm build is not
 * @param proofs whether its libraries carry proofs, so that axioms behind library theorems are seen
 * @param modules top-level modules that can be imported
 */
public record ToolchainId(
    String version,
    String commit,
    String platform,
    boolean official,
    boolean proofs,
    List<String> modules) {

  public ToolchainId {
    modules = List.copyOf(modules);
  }

  static ToolchainId of(JsonNode reply) {
    String text = reply.path("lean").asText("unknown");
    return new ToolchainId(
        text.split(",", -1)[0],
        reply.path("githash").asText(),
        reply.path("platform").asText(),
        reply.path("release").asBoolean() && !reply.path("emscripten").asBoolean(),
        reply.path("proofs").asBoolean(),
        Json.strings(reply.path("modules")));
  }

  static ToolchainId plain(List<Message> messages) {
    String version = messages.isEmpty() ? "unknown" : messages.get(0).text().replace("\"", "");
    return new ToolchainId(version.strip(), "", "", false, false, List.of());
  }

  /** Whether Mathlib can be imported. */
  public boolean hasMathlib() {
    return modules.contains("Mathlib");
  }

  /** Returns what a verdict names the toolchain by. */
  @Override
  public String toString() {
    if (commit.isEmpty()) {
      return "Lean " + version + " (behind another REPL)";
    }
    String build = official ? "official" : "unofficial";
    String shortCommit = commit.length() > 12 ? commit.substring(0, 12) : commit;
    return "Lean " + version + " (" + shortCommit + ", " + platform + ", " + build + ")";
  }
}
