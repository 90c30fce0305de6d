package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The compiled modules that a toolchain can import, and what they prove. Thread-safe. */
public final class Library {
  private final LeanPool pool;

  /** Reads with processes of {@code pool}, which its owner closes. */
  public Library(LeanPool pool) {
    this.pool = pool;
  }

  /** A theorem of a module. */
  public sealed interface Theorem {
    /** Returns its name in the library. */
    String name();
  }

  /**
   * A theorem whose statement reads back as it is where its module begins.
   *
   * @param proposition what it states, closed
   * @param style the options under which Lean printed it
   * @param formal the same as a theorem up to {@code :=}, variables and hypotheses in front
   * @param shape agrees for theorems that are the same up to bound names
   * @param header where it stands; empty for the page's
   */
  public record Stated(
      String name,
      String proposition,
      String style,
      String formal,
      String shape,
      Optional<String> header)
      implements Theorem {}

  /** A theorem that cannot be stated there, and why. */
  public record Dropped(String name, String reason) implements Theorem {}

  /**
   * Theorems of a module, in the order of its file.
   *
   * @param header what a text begins with to see just what the module imports
   * @param next where to go on, unless this is the end
   * @param stuck the theorem at {@code next}, if there was no time for it
   */
  public record Page(
      String header, List<Theorem> theorems, OptionalInt next, Optional<String> stuck) {
    public Page {
      theorems = List.copyOf(theorems);
    }
  }

  /**
   * Returns the modules of these names and those below them, in the order of their names.
   *
   * @param names such as {@code Init.Data}
   */
  public List<String> modules(List<String> names, Limits limits) {
    ObjectNode request = Json.object();
    ArrayNode wanted = request.putObject("corpus").putArray("modules");
    names.forEach(wanted::add);
    JsonNode reply = pool.ask("", request, limits, Optional.empty());
    return Json.strings(reply.path("modules")).stream().distinct().sorted().toList();
  }

  /**
   * Which theorems to return of a module, and how.
   *
   * @param longest characters of a proposition; longer ones are dropped
   * @param own whether to return what is about the module's own definitions too, with a header that
   *     imports the module; a proof there must be judged by {@link Verifier#verifyBefore}
   */
  public record Choice(int longest, boolean own) {}

  /**
   * Returns theorems of a module.
   *
   * @param from position in the module's file, 0 for its beginning
   * @param time after which a page ends, if it has anything in it
   * @param limits of the whole page
   * @throws LeanException {@code REFUSED} if there is no such module; {@code UNUSABLE} if what it
   *     imports cannot be imported
   */
  public Page page(String module, int from, Duration time, Choice choice, Limits limits) {
    ObjectNode request = Json.object();
    request
        .putObject("corpus")
        .put("module", module)
        .put("after", from)
        .put("pageMs", time.toMillis())
        .put("longest", choice.longest())
        .put("own", choice.own());
    JsonNode reply = pool.ask(module, request, limits, Optional.empty());
    Verifier.requireUsable(reply);
    return new Page(
        reply.path("header").asText(),
        Json.list(reply.path("theorems"), Library::theorem),
        reply.has("next") ? OptionalInt.of(reply.path("next").asInt()) : OptionalInt.empty(),
        reply.has("stuck") ? Optional.of(reply.path("stuck").asText()) : Optional.empty());
  }

  private static Theorem theorem(JsonNode node) {
    String name = node.path("id").asText();
    if (node.has("dropped")) {
      return new Dropped(name, node.path("dropped").asText());
    }
    return new Stated(
        name,
        node.path("statement").asText(),
        node.path("pp").asText(),
        node.path("formal").asText(),
        node.path("shape").asText(),
        node.has("header") ? Optional.of(node.path("header").asText()) : Optional.empty());
  }
}
